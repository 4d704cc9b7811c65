"""Numbers that are nobody's: of charities, companies, laws and publications."""

from typing import Final

import regex

from workspace.privacy.detector.rule import Match

_BEFORE: Final = regex.compile(
    r"\b(?:charity|company|registered in [\w ]{3,20}|vat|isbn|issn|dfe|dfes|hc|cm|cp|si|s\.i\.|"
    r"statutory instrument|form|version|edition|page|paragraph|section|regulation|directive|act)"
    r"(?: (?:registration|reg|registered|number|no|ref|reference))*[\s:.#,()-]*$",
    regex.IGNORECASE,
)
_PUBLISHED: Final = regex.compile(
    r"(?:DfES?|DFES?|ISBN|ISSN|COVID|ISO|NHS|UN|EU|PHE|UKHSA|NG|CG|QS)[-/ ]?\d"
)
_FAR: Final = 48


def is_somebodys(match: Match) -> bool:
    """Whether a number is not a charity's, a company's, a law's or a publication's."""
    start = match.start("v")
    if _PUBLISHED.match(match["v"]):
        return False
    return _BEFORE.search(match.string[max(0, start - _FAR) : start]) is None
