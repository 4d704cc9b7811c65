"""The cases of one name are one person; different names stay different people."""

import pytest

from workspace.privacy.identities import Identities
from workspace.privacy.inflections import may_be_one
from workspace.privacy.masking import mask
from workspace.privacy.spans import Span
from workspace.privacy.spellings import plain


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("kasia", "kasią", "pl"), ("marek", "marka", "pl"), ("paweł", "pawłem", "pl"),
        ("kowalski", "kowalskiego", "pl"), ("magda", "magdzie", "pl"),
        ("олена", "оленою", "uk"), ("андрій", "андрієм", "uk"), ("шевченко", "шевченка", "uk"),
        ("maria", "mariei", "ro"), ("ayşe", "ayşeye", "tr"), ("mehmet", "mehmetin", "tr"),
    ],
)  # fmt: skip
def test_two_cases_of_one_name(one: str, other: str, language: str) -> None:
    assert may_be_one(plain(one), plain(other), language)
    assert plain(one) == plain(other) or not may_be_one(plain(one), plain(other), "en")


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [
        ("jan", "janina", "pl"), ("julia", "julian", "pl"), ("ola", "olek", "pl"),
        ("daria", "dariusz", "pl"), ("іван", "іванна", "uk"), ("maria", "marius", "ro"),
    ],
)  # fmt: skip
def test_two_names(one: str, other: str, language: str) -> None:
    assert not may_be_one(plain(one), plain(other), language)


def masked(text: str, names: list[str], language: str) -> list[str]:
    spans = [Span(at, at + len(name), "PERSON", source="ner")
             for name in names for at in [text.index(name)]]  # fmt: skip
    return [m.subject for m in mask(text, spans, Identities(), language=language).mentions]


def test_one_person_in_three_cases() -> None:
    text = "Katarzyna śpi. Rozmawiam z Katarzyną o szkole Katarzyny."
    names = ["Katarzyna", "Katarzyną", "Katarzyny"]
    assert len(set(masked(text, names, "pl"))) == 1


def test_where_two_people_fit_nobody_is_guessed() -> None:
    known = Identities()
    both = [known.new("PERSON", name, roster=True).id for name in ("Kamil", "Kamila")]
    text = "Rozmawiam z Kamilem."
    (mention,) = mask(text, [Span(12, 19, "PERSON", source="ner")], known, language="pl").mentions
    assert mention.subject not in both
