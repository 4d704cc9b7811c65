"""Words of which addresses are made: kinds of street, of building and of dwelling."""

from typing import Final

from .counting import either

STREETS: Final = (
    "road rd street str st avenue ave close cl drive dr lane ln way crescent cres court crt ct "
    "gardens garden gdns grove gr place pl terrace terr square sq hill park mews walk row rise "
    "view green parade broadway embankment wharf quay quays gate yard meadow meadows croft fold "
    "heath end common vale bank brow path passage circus approach parkway boulevard mount cottages "
    "chase garth brae loan wynd vennel villa villas buildings estate drove hey heights spinney "
    "dene turn side field fields crest ridge bridge mill orchard paddock paddocks copse corner "
    "cross drift edge ford glade glen hollow island knoll link links marsh mead moor nook oval "
    "piece plain promenade prom reach retreat riverside roundabout shore slade stile strand "
    "thorpe triangle tye wood woods wynde lea leas leys ley causeway viaduct arcade precinct "
    "alley av bay backs bow broadwalk butts carr clough cloisters coppice dell down downs "
    "esplanade farm hillside holt hurst limes loke opening pastures pightle rigg roundway "
    "staithe steps towers warren waye weir well wharfage wind winds wold avenues ginnel snicket "
    "range twitten gate toll toft thwaite bottom banks bramble carriageway elms firs oaks pines "
    "poplars"
)
PLAIN_STREETS: Final = (
    "road rd street avenue ave close drive lane crescent gardens grove terrace mews parade walk "
    "row rise way wharf quay villas gdns cres broadway brow wynd"
)
"""What stands in a street's name and seldom in anything else."""
STREET: Final = rf"(?:{either(STREETS)})"
STREETS_AT: Final = frozenset(STREETS.split())
PLAIN_STREET: Final = rf"(?:{either(PLAIN_STREETS)})"
PLAIN_STREETS_AT: Final = frozenset(PLAIN_STREETS.split())

_BUILDINGS = (
    "house hse court tower towers point lodge heights mansion mansions building buildings place "
    "villa villas apartments apts hall halls mill wharf gardens park estate close hostel hotel "
    "foyer refuge inn marina quay quays works brickworks maltings site village rise view annexe "
    "residence residences flats block terrace guesthouse bungalow cottage farm"
)
BUILDING: Final = rf"(?:{either(_BUILDINGS)})"
BUILDINGS_AT: Final = frozenset(_BUILDINGS.split())
_COTTAGES = (
    "cottage cottages farm farmhouse lodge manor barn bungalow vicarage rectory croft grange "
    "oasthouse steading parsonage manse smallholding gatehouse coach-house schoolhouse chalet"
)
COTTAGE: Final = rf"(?:{either(_COTTAGES)})"
COTTAGES_AT: Final = frozenset(_COTTAGES.replace("coach-", "").split())

_FLATS = (
    "flat apartment apt apts unit room rm plot caravan pitch no number studio bedsit berth mooring "
    "block chalet bay cabin villa yard suite maisonette lodge bungalow cottage"
)
FLAT: Final = rf"(?:{either(_FLATS)})\.?"
FLATS_AT: Final = frozenset(_FLATS.split())
FLOOR: Final = (
    r"(?:(?:top|first|second|third|ground|lower ground|upper|basement|garden|attic|rear|middle|1st|"
    r"2nd|3rd)(?: floor)?(?: rear| front| left| right)? (?:flat|maisonette))"
)
FLOORS_AT: Final = frozenset(
    "top first second third ground lower upper basement garden attic rear middle".split()
)
_FLOOR = r"(?:\d{1,4}[a-z]?(?:[/-]\d{1,2})?|[a-z]\d{0,4}|\d{1,2}[a-z]\d{1,2})"
FLAT_NUMBER: Final = rf"{FLAT} ?{_FLOOR}(?!\w)"
HOUSE_NUMBER: Final = r"\d{1,4}(?: ?[a-h](?!\w)|[a-z](?!\w))?(?: ?[-–/&] ?\d{1,4}[a-z]?)?(?!\w)"
CAP: Final = r"(?:St\.|\p{Lu}[\p{L}\p{M}'’-]*(?:\.\p{Lu}\.?)*)"
WELSH: Final = (
    r"(?:Heol|Ffordd|Stryd|Lôn|Lon|Maes|Bryn|Clos|Rhodfa|Tan|Pen|Llys|Cwrt|Cae|Rhes|Gerddi|Parc|"
    r"Trem|Tai|Tŷ|Rhiw|Cilgant|Teras|Waun|Erw|Dol|Coed|Nant|Pont)"
)
