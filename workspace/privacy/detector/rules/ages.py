"""How old somebody is: the number with its unit, never a range that the law speaks of."""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

_WORDS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty(?:[ -](?:one|two|three|four|five|six|seven|eight|"
    r"nine))?|thirty|forty|fifty|sixty|seventy|eighty)"
)
_COUNT = rf"(?:\d{{1,2}}(?:\.5|½| ?½| and a half)?|{_WORDS}(?: and a half)?)"
_UNIT = r"(?:years?|yrs?|months?|mths?|mos?|weeks?|wks?|days?)"
_MORE = rf"(?:,? (?:and )?{_COUNT}[ -]?{_UNIT})?"
_BOUND = (
    r"(?<!\b(?:under|over|least|than|below|above|until|before|after|between|from|to|or|first|"
    r"up to|minimum|maximum|every|within|for|age of|ages of)[ -])"
)
_NO_RANGE = (
    r"(?![ -]*(?:to|–|or (?:over|under|older|younger|above|below|more)|and (?:over|under|above|"
    r"below|older|younger|up)|plus|\+|-\s?\d|%|/))"
)
_IS = (
    r"(?:(?:he|she|they|i|who|child|boy|girl|baby|son|daughter|brother|sister|mum|dad)"
    r"(?:['’]s| is| was| turned| turns|['’]ll be| will be|['’]m| am)|shes|hes|im)"
)

AGES: Final[tuple[Rule, ...]] = (
    rule(
        "AGE",
        rf"{_BOUND}(?<![\w.,£-])(?P<v>{_COUNT}[ -]?{_UNIT}{_MORE}[ -](?:old|of age)\b)(?!s)",
        0.9,
    ),
    rule("AGE", rf"{_BOUND}(?<![\w.,£-])(?P<v>{_COUNT} ?(?:y/?o|yr old|yrs old)\b)", 0.9),
    rule(
        "AGE",
        rf"\b(?:aged|age|ages)\b[ \t]*[:=|-]?[ \t]*(?P<v>{_COUNT}(?: ?{_UNIT}\b{_MORE})?)"
        rf"(?![\w/.-]*\d){_NO_RANGE}",
        0.85,
    ),
    rule(
        "AGE",
        rf"(?<=\b(?:aged|ages) (?:{_COUNT}(?:, ?|,? and |,? & ?)){{1,5}})(?P<v>{_COUNT})(?!\w)"
        rf"{_NO_RANGE}",
        0.85,
    ),
    rule(
        "AGE",
        rf"\b{_IS}(?: (?:only|just|now|nearly|almost|about|around))? (?P<v>{_COUNT})"
        rf"(?= (?:now|next|in (?:january|february|march|april|may|june|july|august|september|"
        r"october|november|december)|today|tomorrow|years)|[,.;)!?]|$)(?![.,]\d)",
        0.75,
    ),
    rule(
        "AGE",
        rf"\b{_IS} (?:(?:only|just|now|nearly|almost) )?(?P<v>{_COUNT} {_UNIT})"
        r"(?=[,.;)!?]|$)",
        0.8,
    ),
)
