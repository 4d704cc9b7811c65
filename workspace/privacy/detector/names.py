"""Who is named, by what is known about single words: lists of names, a dictionary, capitals.

The second layer under the trained model, over its tokens: cheap, and alike for every origin that
the lists hold.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterator
from typing import Final

import regex
from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from .entities import LIKELY, NEAR
from .wordclasses import BEHIND, PLAIN, RARE, UNLISTED, is_listed, is_surely_a_name
from .words import FUNCTION_WORDS, NOT_NAMES

_STOPS: Final = frozenset('.!?:;"“”•-–—*|')
_SPEAKER: Final = regex.compile(
    r"^[ \t>]*(?:[\[(]?\d{1,2}[:./]\d{2}[^\p{L}\n]{0,20})?"
    r"(?P<v>\p{Lu}[\p{L}\p{M}'’-]*(?: \p{Lu}[\p{L}\p{M}'’-]*)?)[ \t]?:(?=\s)",
    regex.MULTILINE,
)
_COMMON: Final = frozenset("34m")
_RARE: Final = frozenset("012")
_UNKNOWN: Final = frozenset("01")
_SMALL: Final = "names are small"
_MIDDLES: Final = frozenset(("thi", "van"))
_KIN: Final = frozenset(
    """mum mummy mam dad daddy nan nana nanny gran granny grandma grandad grandpa auntie aunty aunt
    uncle""".split()
)
_TITLES: Final = frozenset(("mister", "mr", "mrs"))
_NO_PLACES: Final = frozenset(("wendy house", "the wendy house"))
_LIKE_SURNAMES: Final = ("SCHOOL", "ADDRESS")
"""What the model takes a surname in small letters for at times: many are towns' as well."""
_ASKING: Final = frozenset("QA")
Range = tuple[int, int]


def listed(doc: Doc, *, english: bool) -> Iterator[Range]:
    """Names that are no English words, with the names that stand right beside them.

    In other languages a name needs a capital, where the script has them: no dictionary clears it.
    """

    def is_sure(token: Token) -> bool:
        cased = english or not token.text.islower()
        return cased and is_surely_a_name(token.text, token.tag_)

    def goes_on(token: Token) -> bool:
        if token.tag_ in PLAIN and token.is_lower and not token.ent_type_:
            return False  # most words by far: nothing below would take them
        return is_sure(token) or (english and (_belongs(token) or _is_an_initial(token)))

    for run in _runs(doc, goes_on):
        if any(is_sure(token) or token.ent_type_ == "PERSON" for token in run):
            yield run[0].idx, run[-1].idx + len(run[-1])
    for token in doc[1:]:
        if token.tag_.endswith(BEHIND) and token.nbor(-1).ent_type_ == "PERSON":
            yield token.idx + 1, token.idx + len(token)


def _belongs(token: Token) -> bool:
    """A listed name with a capital, though it may be a word: the "My" of "Tran Thi My".

    In small letters it counts right before a surname: the "hope" of "hope sutton".
    """
    if token.is_lower:
        return _is_before_a_surname(token) or (
            token.i > 0
            and token.nbor(-1).is_lower
            and (_is_before_a_surname(token.nbor(-1)) or _is_after_a_middle(token))
        )
    if token.ent_type_ == "PERSON" and token.is_title and token.lower_ not in NOT_NAMES:
        return True
    return (
        token.is_title
        and is_listed(token.tag_)
        and token.ent_type_ in ("", "PERSON")
        and not (_begins(token) and token.lower_ in FUNCTION_WORDS)
    )


def _begins(token: Token) -> bool:
    """Whether a capital says nothing here, because a sentence or a line begins."""
    return token.i == 0 or token.nbor(-1).text[-1] in _STOPS or token.nbor(-1).is_space


def _is_an_initial(token: Token) -> bool:
    """The "A." of "Funke A.", and the "B" of "Winston B?"."""
    if token.i == 0 or token.nbor(-1).ent_type_ != "PERSON" or len(token.text.rstrip(".")) != 1:
        return False
    ends = token.i + 1 == len(token.doc) or not token.nbor().text[0].isalnum()
    return token.text[0].isupper() and ends and bool(token.nbor(-1).whitespace_)


def _is_after_a_middle(token: Token) -> bool:
    """The "my" of "tran thi my"."""
    before = token.nbor(-1)
    return before.lower_ in _MIDDLES and before.ent_type_ == "PERSON" and is_listed(token.tag_)


def _is_before_a_surname(token: Token) -> bool:
    if token.i + 1 == len(token.doc) or not is_listed(token.tag_) or token.lower_ in NOT_NAMES:
        return False
    following = token.nbor()
    return "s" in following.tag_ and following.ent_type_ == "PERSON"


def turned(doc: Doc) -> Iterator[Range]:
    """ "Sutton, Hope", where nothing but an end, a bracket or a cell follows."""
    for comma in doc[1:-1]:
        surname, given = comma.nbor(-1), comma.nbor(1)
        if comma.text != "," or not (given.is_title and is_listed(given.tag_)):
            continue
        end = given.i + 1 == len(doc) or given.nbor().is_space or given.nbor().text in "(|;["
        if not (surname.is_title and end):
            continue
        if surname.ent_type_ == "PERSON":
            yield given.idx, given.idx + len(given)
        elif "s" in surname.tag_ and surname.tag_[-1] not in _COMMON:
            yield surname.idx, surname.idx + len(surname)
            yield given.idx, given.idx + len(given)


def behind_kin(doc: Doc) -> Iterator[Range]:
    """The name in small letters of "nan rose" and "mister do", where people are spoken of."""
    near = doc.user_data[NEAR]
    for token in doc[1:]:
        if not (token.is_lower and token.is_alpha and len(token) > 1 and near[token.i]):
            continue
        before = token.nbor(-1).lower_
        named = "g" in token.tag_ or token.tag_[-1] in _RARE
        of_kin = before in _KIN and named and token.lower_ not in NOT_NAMES
        if of_kin or (before in _TITLES and is_listed(token.tag_)):
            yield token.idx, token.idx + len(token)


def unknown(doc: Doc) -> Iterator[Range]:
    """Words with a capital that nobody knows: two together, or one where people are spoken of."""
    for run in _runs(doc, _is_unknown):
        strange = any(token.tag_ == UNLISTED for token in run)
        near = doc.user_data[NEAR][run[0].i]
        if strange and (near or sum(token.is_alpha for token in run) > 1):
            yield run[0].idx, run[-1].idx + len(run[-1])


def _is_unknown(token: Token) -> bool:
    return (
        token.tag_ in (UNLISTED, RARE)
        and len(token) > 2
        and token.is_title
        and token.ent_type_ in ("", "PERSON")
        and token.lower_ not in NOT_NAMES
    )


def speakers(text: str, kind: Callable[[str], str]) -> Iterator[Range]:
    """Who speaks in a transcript or a chat: labels before a colon that come back.

    `kind` says the class of a word.
    """
    labels = list(_SPEAKER.finditer(text))
    often = Counter(label["v"] for label in labels)
    for label in labels:
        if often[label["v"]] > 1 and all(_may_speak(word, kind) for word in label["v"].split()):
            yield label.span("v")


def spoken_to(doc: Doc, speakers: Container[str]) -> Iterator[Range]:
    """Who speaks, where they are named: the "An" of "hi it's An", which lists alone leave alone."""
    for token in doc:
        if token.is_title and token.text in speakers and not _begins(token):
            yield token.idx, token.idx + len(token)


def _may_speak(word: str, kind: Callable[[str], str]) -> bool:
    if len(word) == 1:
        return word not in _ASKING
    if word.lower() in FUNCTION_WORDS and is_listed(kind(word)):
        return True  # "An: are you home?"
    if word.lower() in NOT_NAMES or (word.isupper() and len(word) < 5):
        return False
    return is_listed(kind(word)) or kind(word) == UNLISTED


def may_be(ent: SpacySpan, *, english: bool) -> bool:
    """Whether words that the model only half took for personal may be so.

    People are listed, or rare, or right beside a name; where nobody is named around, rare and no
    words besides. Schools and addresses have a capital or a number, and people around.
    """
    words = [token for token in ent if token.text[0].isalpha()]
    near = bool(ent.doc.user_data[NEAR][ent.start])
    if ent.label_ in ("AGE", "DOB"):
        return True
    if ent.label_ != "PERSON":
        return near and any(not token.text[0].islower() for token in ent)
    if not english:
        return True
    if not near:
        return all(token.tag_[-1] in _UNKNOWN and "t" not in token.tag_ for token in words)
    if ent.text.islower() and not _names_are_small(ent.doc):
        return False
    known = any(is_listed(token.tag_) or token.tag_[-1] in _RARE for token in words)
    return known or _stands_beside_a_name(ent)


def _stands_beside_a_name(ent: SpacySpan) -> bool:
    before = ent.start > 0 and ent.doc[ent.start - 1]
    after = ent.end < len(ent.doc) and ent.doc[ent.end]
    return ent.text.istitle() and any(
        token and token.ent_type_ == "PERSON" and token.is_title for token in (before, after)
    )


def with_surnames(doc: Doc) -> Doc:
    """Call the "sutton" of "hope sutton" a person, though it is a town's or a school's name too."""
    turned = {
        ent.start
        for ent in doc.ents
        if ent.label_ in _LIKE_SURNAMES and len(ent) == 1 and _is_a_surname_in_small(ent[0])
    }
    if turned:
        doc.set_ents(
            [
                SpacySpan(doc, ent.start, ent.end, "PERSON" if ent.start in turned else ent.label)
                for ent in doc.ents
            ]
        )
    return doc


def _is_a_surname_in_small(token: Token) -> bool:
    if not (token.i and token.is_lower and "s" in token.tag_):
        return False
    given = token.nbor(-1)
    return given.is_lower and is_listed(given.tag_) and given.lower_ not in NOT_NAMES


def is_plain(doc: Doc, start: int, end: int) -> bool:
    """Whether these characters are common words of which the model thinks nothing."""
    span = doc.char_span(start, end, alignment_mode="expand")
    suspected = {token.i for likely in doc.spans[LIKELY] for token in likely}
    return all(
        token.tag_ in PLAIN and not token.ent_type_ and token.i not in suspected
        for token in span or ()
    )


def says_something(ent: SpacySpan) -> bool:
    """Whether a finding is more than small words and marks; who is a person, `is_nobody` says."""
    if ent.label_ in ("SCHOOL", "ADDRESS") and _is_no_place(ent):
        return False
    return ent.label_ == "PERSON" or any(
        token.text[0].isalnum() and token.lower_ not in FUNCTION_WORDS for token in ent
    )


def _is_no_place(ent: SpacySpan) -> bool:
    """St George's Day is none, and everybody has a Wendy house."""
    following = ent.doc[ent.end].lower_ if ent.end < len(ent.doc) else ""
    written = ent.text.lower()
    return following == "day" or written.endswith("'s day") or written in _NO_PLACES


def is_month(ent: SpacySpan) -> bool:
    """Say whether this is the month of a date ("Monday 12 May at 2") and not somebody's name.

    A person called so whom the case knows is found by other means, whatever stands before.
    """
    before = ent.start
    if before and ent.doc[before - 1].lower_ == "of":
        before -= 1
    return (
        len(ent) == 1
        and ent[0].lower_ in _ALSO_MONTHS
        and bool(before and _DAY.fullmatch(ent.doc[before - 1].lower_))
    )


_ALSO_MONTHS: Final = frozenset({"april", "may", "june", "august"})
_DAY: Final = regex.compile(r"(?:[12]?[0-9]|3[01])(?:st|nd|rd|th)?")


def is_nobody(ent: SpacySpan, *, english: bool) -> bool:
    """Whether what the model took for a person is made of plain words or of marks alone."""
    words = [token for token in ent if token.text[0].isalpha()]
    if all(_is_of_the_trade(token) for token in words):
        return True
    if english and len(words) == 1 and words[0].is_lower:
        return _is_a_small_word(words[0])
    return english and all(token.tag_ in PLAIN or len(token) == 1 for token in words)


def _is_a_small_word(token: Token) -> bool:
    """Whether a common word in small letters is nobody: people have to be spoken of around it,

    and a list of names has to have it; one of given names, where the writer gives names a capital.
    """
    if token.tag_[-1] not in _COMMON:
        return False
    if not (is_listed(token.tag_) and token.doc.user_data[NEAR][token.i]):
        return True
    return "g" not in token.tag_ and not _names_are_small(token.doc)


def _names_are_small(doc: Doc) -> bool:
    """Whether most who are surely named are so in small letters."""
    if _SMALL not in doc.user_data:  # asked for each finding of a document
        people = [ent.text.islower() for ent in doc.ents if ent.label_ == "PERSON"]
        doc.user_data[_SMALL] = sum(people) > len(people) / 2
    return bool(doc.user_data[_SMALL])


def _is_of_the_trade(token: Token) -> bool:
    return token.lower_ in NOT_NAMES and token.lower_ not in ("may", "will", "april", "june")


def _runs(doc: Doc, is_one: Callable[[Token], bool]) -> Iterator[list[Token]]:
    """Neighbouring words of a kind, with a hyphen or nothing between them."""
    run: list[Token] = []
    for token in doc:
        if is_one(token):
            run.append(token)
        elif run and not (token.text in "-'’" and not token.whitespace_):
            yield run
            run = []
    if run:
        yield run
