"""The pieces that might give somebody away, and when they are worth a warning."""

from itertools import pairwise

import pytest

from workspace.privacy.detector import detect, jigsaw

ORDINARY = [
    "Home visit on 3 March 2025. The children were in and well. Next visit on 10 March.",
    "The family live in Oldham and like it there.",
    "The family live in Oldham. Visit planned for 12 March 2025.",
    "They moved from Rochdale to Oldham in May because of the rent.",
    "Her grandmother died last year and she misses her.",
    "The mother speaks Polish and an interpreter is booked.",
    "The twins were asleep in their room.",
    "The fire alarm went off at school and everybody was safe. The fire service checked it.",
    "We had an Indian takeaway in Oldham.",
    "The case is in the Family Court on 3 April 2025. The hearing is at ten.",
    "Crohn's disease runs in the family; they live in Oldham.",
    "Five children attended the parenting group in Oldham.",
    "She booked a twin room in Blackpool for the holiday.",
    "They came to England from Poland.",
    "The vicar of St Anselm's called the school in Oldham.",
    "He threatened to burn the flat down. The landlord in Oldham was told.",
]
TELLING = [
    ("They lost their home in the house fire in Oldham.", {"event", "town"}),
    ("Her brother was killed in a crash on 3 March 2019.", {"death", "date"}),
    ("She died on 14 February 2023 after a short illness.", {"death", "date"}),
    ("The only Eritrean family in Rochdale.", {"origin", "town"}),
    ("They are triplets and their father is a councillor.", {"siblings", "occupation"}),
    ("The twins live in Rochdale.", {"siblings", "town"}),
    ("He has Kabuki syndrome and goes to school in Bury.", {"illness", "town"}),
    ("It was all over the news when the baby drowned.", {"press", "event"}),
    ("The eldest of nine, from an Irish Traveller family.", {"siblings", "origin"}),
    ("The inquest in Preston heard that the boy drowned on 3 June 2021.", {"press", "date"}),
    ("Dad is a former professional footballer who lives in Burnley.", {"occupation", "town"}),
]


def kinds(text: str) -> set[str]:
    return {clue.kind for clue in jigsaw.clues(text, detect(text, towns=True))}


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_note_is_no_jigsaw(text: str) -> None:
    assert not jigsaw.fits_together(kinds(text)), kinds(text)


@pytest.mark.parametrize(("text", "wanted"), TELLING)
def test_rare_things_together_are_one(text: str, wanted: set[str]) -> None:
    found = kinds(text)
    assert wanted <= found
    assert jigsaw.fits_together(found)


@pytest.mark.parametrize("kind", jigsaw.KINDS)
def test_one_piece_alone_never_is(kind: str) -> None:
    assert not jigsaw.fits_together([kind, kind])


def test_pieces_stand_apart_and_in_order() -> None:
    text = "Fatal house fire in Oldham on 3 March 2019; the fatal crash was on the news."
    found = jigsaw.clues(text, detect(text, towns=True))
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert [text[c.start : c.end] for c in found if c.kind == "town"] == ["Oldham"]


def test_a_day_counts_only_beside_what_happened_on_it() -> None:
    text = "Visit on 3 March 2025. The house fire was on 4 March 2019. Next visit 5 May 2025."
    found = jigsaw.clues(text, [])
    assert [text[c.start : c.end] for c in found if c.kind == "date"] == ["4 March 2019"]


def test_a_country_is_an_origin_and_no_town() -> None:
    text = "The family came from Eritrea."
    assert kinds(text) <= {"origin"}


def test_very_long_text_of_nothing_in_particular_is_soon_read() -> None:
    assert jigsaw.clues("five five five was a the " * 20_000, []) == []


def test_towns_are_told_only_to_whoever_asks() -> None:
    text = "They moved to Oldham in the spring."
    assert detect(text) == []
    assert [span.label for span in detect(text, towns=True)] == ["PLACE"]
