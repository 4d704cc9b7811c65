"""What is no name and could still give somebody away, put together: towns, rare events, twins.

One such piece alone fits many families and is no reason to warn. Two that are seldom true of
one family are. `clues` finds the pieces in a text and `fits_together` says whether their kinds
make a jigsaw; nothing here hides anything, and a miss or a false alarm costs no more than a hint.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from workspace.privacy.spans import Span

TOWN, ORIGIN, DEATH, DATE = "town", "origin", "death", "date"
EVENT, PRESS, ILLNESS, OCCUPATION, SIBLINGS = "event", "press", "illness", "occupation", "siblings"
KINDS: Final = {
    TOWN: "A town or village",
    ORIGIN: "Where a family comes from, or its faith",
    EVENT: "A rare event",
    PRESS: "A court case or something in the news",
    DEATH: "A death",
    DATE: "The exact day it happened",
    ILLNESS: "A rare illness",
    OCCUPATION: "An unusual occupation",
    SIBLINGS: "Twins, triplets or many brothers and sisters",
}
"""Kind -> what to call it, in the order to show."""
_RARE: Final = frozenset({EVENT, PRESS, ILLNESS, OCCUPATION, SIBLINGS})
_PAIRS: Final = (frozenset({TOWN, ORIGIN}), frozenset({DEATH, DATE}))
"""Pieces that are common by themselves and rare together."""
_DATED: Final = frozenset({EVENT, PRESS, DEATH})
"""Only the day of such a thing leads anywhere: notes are full of dates."""
_SENTENCE: Final = regex.compile(r"[^.!?\n]+(?:[.!?](?!\s)[^.!?\n]*)*")
_MANY: Final = r"(?:five|six|seven|eight|nine|ten|eleven|twelve|[5-9]|1[0-5])"


@dataclass(frozen=True, slots=True)
class Clue:
    """A piece at `[start, end)` that a stranger could look up or recognise."""

    start: int
    end: int
    kind: str


def _any(*alternatives: str, case: bool = False) -> "regex.Pattern[str]":
    flags = 0 if case else regex.IGNORECASE
    return regex.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", flags)


_PATTERNS: Final = {
    EVENT: _any(
        r"(?:house|flat|tower block|kitchen|caravan|school) fire", r"arson(?: attack)?",
        r"(?:gas )?explosion", r"(?:plane|helicopter|train|coach|minibus|car) crash",
        r"fatal (?:fire|crash|collision|stabbing|shooting|accident|fall)",
        r"(?:killed|died|injured|burned|burnt) in (?:a|the) (?:fire|crash|collision|flood)",
        r"drown(?:ed|ing)", r"murder(?:ed|s)?", r"manslaughter", r"stabbed to death",
        r"(?:was|were|been|got) (?:shot|stabbed|kidnapped|abducted|trafficked)",
        r"(?:terror(?:ist)? attack|bombing|earthquake|landslide|shipwreck)",
    ),
    PRESS: _any(
        r"(?:in|on|all over) (?:the )?(?:national |local |evening )?"
        r"(?:news(?:papers?)?|papers?|press|headlines|TV news)",
        r"(?:press|media|newspaper) (?:report|coverage|article|interest)s?", r"made headlines",
        r"inquest", r"public inquiry", r"(?:serious case|practice) review", r"(?:murder )?trial at",
        r"Crown Court", r"sentenced to (?:life|\w+ years)", r"convicted of \w+",
    ),
    ILLNESS: _any(
        r"rare (?:\w+ ){0,2}(?:condition|disease|disorder|syndrome|illness|cancer|mutation)",
        r"(?:one of )?(?:the )?only \w+ (?:children|people|cases) in the (?:country|UK|world)",
        r"(?:Kabuki|Angelman|Rett|Prader-Willi|Batten|Huntington|Duchenne|Edwards|Patau|Turner"
        r"|Williams|Noonan|Marfan|DiGeorge|Tay-Sachs|Sotos|Usher|Dravet|Cornelia de Lange|Alport"
        r"|Treacher Collins|Moebius|Fabry|Gaucher|Wilson)(?:['’]?s)?"
        r"(?: (?:syndrome|disease|muscular dystrophy))",
        r"(?:muscular dystrophy|spinal muscular atrophy|osteogenesis imperfecta|brittle bones?"
        r"|cystic fibrosis|phenylketonuria|epidermolysis bullosa|xeroderma pigmentosum|cri du chat"
        r"|neuroblastoma|retinoblastoma|leukaemia|brain tumour|progeria|conjoined)",
        r"(?:heart|liver|kidney|lung|bone marrow) transplant",
    ),
    OCCUPATION: _any(
        r"(?:is|was|as|former|retired|ex|been|became)[ -](?:an? |the |our )?\K(?:\w+ ){0,2}"
        r"(?:footballer|cricketer|jockey|boxer|MP|councillor|mayor|imam|rabbi|vicar|bishop|judge"
        r"|magistrate|barrister|coroner|surgeon|pilot|astronaut|ambassador|diplomat|actor|actress"
        r"|singer|presenter|newsreader|YouTuber|influencer|celebrity|chief constable|undertaker"
        r"|funeral director|lighthouse keeper|gamekeeper|trawlerman|circus \w+|blacksmith|farrier"
        r"|zookeeper|beekeeper|lifeboat \w+|tattooist|taxidermist|stuntman|wrestler|novelist)",
    ),
    SIBLINGS: _any(
        r"twins?(?! ?(?:-|bed|room|tub|buggy|pushchair|track|town|towers?))",
        r"(?:triplet|quadruplet|quintuplet)s?",
        rf"{_MANY} (?:\w+ ){{0,2}}(?:siblings|brothers|sisters)",
        rf"(?:(?:has|have|had|of|her|his|their|all) ){_MANY} (?:\w+ )?(?:children|kids)",
        rf"(?:one|eldest|oldest|youngest) of {_MANY}", rf"sibling group of {_MANY}",
    ),
    DEATH: _any(
        r"died", r"passed away", r"(?:\w+['’]s |the )death(?! (?:threat|certificate))",
        r"(?:was|were) killed", r"took (?:his|her|their) own li(?:fe|ves)", r"stillborn",
        r"hanged (?:himself|herself)", r"cot death", r"widow(?:ed|er)?",
    ),
    ORIGIN: _any(
        r"(?:Afghan|Albanian|Algerian|Angolan|Bangladeshi|Brazilian|Bulgarian|Burmese|Chinese"
        r"|Congolese|Czech|Egyptian|Eritrean|Ethiopian|Filipin[oa]|Gambian|Ghanaian|Gypsy|Haredi"
        r"|Hasidic|Hungarian|Indian|Iranian|Iraqi|Irish Traveller|Traveller|Ivorian|Jamaican|Jewish"
        r"|Jehovah['’]s Witness(?:es)?|Kenyan|Kosovan|Kurdish|Latvian|Libyan|Lithuanian|Moldovan"
        r"|Mongolian|Mormon|Moroccan|Nepal(?:i|ese)|Nigerian|Pakistani|Palestinian"
        r"|Plymouth Brethren|Polish|Portuguese|Roma|Romanian|Russian|Rwandan|Senegalese|Serbian"
        r"|Sierra Leonean|Sikh|Slovak(?:ian)?|Somali|Sudanese|Syrian|Tamil|Thai|Tibetan|Turkish"
        r"|Ugandan|Ukrainian|Uyghur|Vietnamese|Yemeni|Zimbabwean)"
        r"(?! (?:takeaway|restaurant|food|meal|shop|lessons?|class|homework|GCSE|holiday|delight))",
        case=True,
    ),
}  # fmt: skip
_MONTH: Final = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_DAY: Final = _any(
    rf"\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}(?:,? \d{{4}})?",
    r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", rf"{_MONTH} \d{{1,2}}(?:st|nd|rd|th)",
)  # fmt: skip
_NO_TOWNS: Final = frozenset(
    """england wales scotland ireland britain uk u.k. gb london europe africa asia america north
    south east west midlands yorkshire""".split()
)
"""Places so large that they tell nobody apart."""
_COUNTRIES: Final = frozenset(
    """afghanistan albania algeria angola bangladesh bolivia brazil bulgaria cameroon china colombia
    congo croatia czechia egypt eritrea estonia ethiopia gambia georgia ghana hungary india iran
    iraq jamaica jordan kenya kosovo kurdistan latvia lebanon libya lithuania malawi mali moldova
    mongolia morocco myanmar nepal nigeria pakistan palestine peru philippines poland portugal
    romania russia rwanda senegal serbia slovakia somalia sudan syria tanzania thailand tibet turkey
    uganda ukraine vietnam yemen zambia zimbabwe""".split()
)


def clues(text: str, spans: Sequence[Span]) -> list[Clue]:
    """Return the pieces of `text` in order, without overlaps. `spans` says where towns stand."""
    found = [*_places(text, spans)]
    for kind, pattern in _PATTERNS.items():
        found += [Clue(*match.span(), kind) for match in pattern.finditer(text)]
    found += _days(text, found)
    apart: list[Clue] = []
    for clue in sorted(found, key=lambda one: (one.start, -one.end)):
        if not apart or clue.start >= apart[-1].end:
            apart.append(clue)
    return apart


def fits_together(kinds: Collection[str]) -> bool:
    """Say whether pieces of these kinds could together give somebody away."""
    there = set(kinds)
    return bool(there & _RARE and len(there) > 1) or any(pair <= there for pair in _PAIRS)


def _places(text: str, spans: Sequence[Span]) -> Iterator[Clue]:
    for span in spans:
        name = text[span.start : span.end].lower().strip()
        if span.label == "PLACE" and name not in _NO_TOWNS:
            yield Clue(span.start, span.end, ORIGIN if name in _COUNTRIES else TOWN)


def _days(text: str, found: Sequence[Clue]) -> Iterator[Clue]:
    """Find the exact days that stand in one sentence with what happened on them."""
    happened = [clue for clue in found if clue.kind in _DATED]
    for sentence in _SENTENCE.finditer(text) if happened else ():
        if any(sentence.start() <= clue.start < sentence.end() for clue in happened):
            for day in _DAY.finditer(text, *sentence.span()):
                yield Clue(*day.span(), DATE)
