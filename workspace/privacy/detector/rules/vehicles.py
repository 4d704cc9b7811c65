"""Vehicle registrations: of today, of older kinds, of Northern Ireland, and said aloud."""

from typing import Final

from workspace.privacy.detector.marks import DIGITS
from workspace.privacy.detector.rule import Rule, rule

from .counting import SPOKEN_DIGIT, SPOKEN_LETTER

_CARS = (
    "reg registration vrm vrn plate plates index car van vehicle motorbike motorcycle motor moped "
    "scooter taxi cab drives driving drove bmw audi ford vauxhall corsa fiesta golf polo astra "
    "toyota nissan mercedes merc kia hyundai skoda seat honda mazda peugeot renault citroen "
    "volvo fiat mini jaguar lexus tesla volkswagen vw transit sprinter focus civic juke qashqai "
    "clio micra yaris zafira insignia passat octavia pickup estate hatchback saloon lorry truck "
    "minibus bike quad camper caravan trailer 4x4 jeep suzuki dacia škoda"
)
_AT = tuple(_CARS.split())
_CAR = rf"(?:{'|'.join(_AT)})\b"
_PLATE_AT = ("plate", "plates", "reg", "registration", "index", "vrm")
_NEAR = r"[^\n.;]{0,45}?(?<![\w£])"
_SAID = rf"(?:{SPOKEN_LETTER}|{SPOKEN_DIGIT}|\d\b)"

VEHICLES: Final[tuple[Rule, ...]] = (
    rule(
        "VEHICLE",
        r"\b(?:plates?|reg|registration|index|vrm)\b[^\n]{0,20}?\b(?P<v>(?-i:[A-Z]{2}\d{2}(?: "
        r"[A-Z]{1,3})?))(?!\w)",
        0.75,
        at=_PLATE_AT,
    ),
    rule(
        "VEHICLE",
        r"\b(?:plates?|reg|registration|index|vrm)\b[^\n.]{0,14}? (?:ends?|ending|ended|starts?|"
        r"starting|begins?|beginning|contains?|partial|part)(?: in| with|:)* "
        r"(?P<v>(?-i:[A-Z\d]{2,4})|(?=\w*\d)[a-z\d]{2,5}|[a-z](?: [a-z\d]){1,3})(?!\w)",
        0.8,
        at=_PLATE_AT,
    ),
    rule(
        "VEHICLE",
        r"(?<![\w£])(?P<v>[A-Z]{2}\d{2}[ -]?[A-Z]{3})(?!\w)",
        0.8,
        case=True,
        at=DIGITS,
    ),
    rule("VEHICLE", rf"{_CAR}{_NEAR}(?P<v>[a-z]{{2}}\d{{2}}[ -]?[a-z]{{3}})(?!\w)", 0.9, at=_AT),
    rule("VEHICLE", rf"{_CAR}{_NEAR}(?P<v>(?-i:[A-Z]\d{{1,3}} ?[A-Z]{{3}}))(?!\w)", 0.85, at=_AT),
    rule("VEHICLE", rf"{_CAR}{_NEAR}(?P<v>(?-i:[A-Z]{{2,3}} ?\d{{1,4}}[A-Z]?))(?!\w)", 0.8, at=_AT),
    rule(
        "VEHICLE",
        rf"{_CAR}{_NEAR}(?P<v>(?-i:\d{{2,4}} ?(?!MOT|MPH|KPH|AM|PM|KM)[A-Z]{{2,3}}))(?!\w)",
        0.75,
        at=_AT,
    ),
    rule(
        "VEHICLE",
        r"\b(?:reg(?:istration)?|plates?|vrm|index)\b(?: (?:no\.?|number|plate|mark))?"
        r"(?:\W{1,3}|\W+(?:is|was|of|were)\W+)(?P<v>(?=[a-z\d]*\d)(?=\d*[a-z])[a-z\d]{3,8}"
        r"(?: (?=[a-z]{0,3}\d|[a-z]{3}\b)[a-z\d]{2,4})?)(?!\w)",
        0.75,
        at=_PLATE_AT,
    ),
    rule(
        "VEHICLE",
        rf"\b(?:reg(?:istration)?|plates?|index|vrm)\b(?:\W+[\p{{L}}'’]+){{0,4}}?\W+"
        rf"(?P<v>{_SAID}(?:[ ,]{{1,2}}{_SAID}){{3,9}})(?!\w)",
        0.8,
        at=_PLATE_AT,
    ),
)

VEHICLES_OF_PEOPLE: Final[tuple[Rule, ...]] = (
    rule(
        "VEHICLE",
        r"(?<![\w£/-])(?P<v>[A-Z]\d{1,3} [A-Z]{3}|[A-Z]{3} \d{1,3}[A-Z]|"
        r"[A-Z]{1,2}[IZ][A-Z]? \d{3,4}|[A-Z][IZ][A-Z]\d{3,4})(?![\w/-]|\.\d)",
        0.55,
        case=True,
        at=DIGITS,
        reach=1,
    ),
    rule(
        "VEHICLE",
        r"(?<![\w£/-])(?P<v>[a-z]{2}\d{2} [a-z]{3}|[a-z]{2}[0-7]\d[a-hj-pr-z]{3})(?![\w/-])",
        0.55,
        at=DIGITS,
    ),
)
