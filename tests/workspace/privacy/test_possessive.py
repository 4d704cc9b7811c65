"""A possessive is no name: "Zak's" never teaches the vault that "s" is somebody."""

from workspace.privacy.identities import Identities
from workspace.privacy.masking import mask
from workspace.privacy.spans import Span


def test_a_surname_with_s_does_not_make_the_possessive_a_name() -> None:
    known = Identities()
    mask("Zak Sleeps", [Span(0, 10, "PERSON", source="ner")], known)
    masked = mask("Zak's bed, the person's age", [], known)
    assert masked.text.endswith("]'s bed, the person's age")


def test_a_detected_possessive_is_the_person() -> None:
    known = Identities()
    mask("Zak's coat", [Span(0, 5, "PERSON", source="ner")], known)
    assert not known.find("the child's coat")
    assert [match.end for match in known.find("Zak")] == [3]
