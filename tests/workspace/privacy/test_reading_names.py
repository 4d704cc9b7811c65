"""Whose name is in a word that somebody would put on a list for all to read."""

import pytest

from workspace.privacy.reading_names import may_name


@pytest.mark.parametrize(
    "text",
    [
        "Bronwen Larkspur", "Bronwen Larkspur.", "“Bronwen Larkspur”", "(Bronwen Larkspur)",
        "Mrs Bronwen Larkspur", "Larkspur, Bronwen", "Bronwen Larkspur and Idris Vaughan",
        "Bronwen Larkspur's house", "bronwen larkspur", "BRONWEN LARKSPUR", "BronwenLarkspur",
        "Bronwen_Larkspur", "Bronwen/Larkspur", "auntie Bronwen", "the Larkspur family",
        "The Larkspur family.", "Larkspur siblings", "family of Bronwen Larkspur",
    ],
)  # fmt: skip
@pytest.mark.parametrize("reference", [False, True])
def test_a_name_however_it_is_wrapped(text: str, reference: bool) -> None:
    assert may_name(text, reference=reference)


@pytest.mark.parametrize(
    "text",
    ["thrushcombe", "Thrushcombe", "Early Help", "Quillweather Academy", "Rowan Court", "Brindle",
     "Family centre", "Little Acorns", "St Mary’s Primary School", "Harper Road", "Old Mill Lodge"],
)  # fmt: skip
def test_a_place_is_none(text: str) -> None:
    assert not may_name(text)


def test_what_references_begin_with_is_none() -> None:
    assert may_name("LRK")
    assert not may_name("LRK", reference=True)
    assert not may_name("LRK-", reference=True)
    assert may_name("AMINA", reference=True)
