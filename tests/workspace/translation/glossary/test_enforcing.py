"""Terms go through unread and come out as the glossary has them, or nothing is put back."""

import pytest

from workspace.translation.glossary import Pair
from workspace.translation.glossary.enforcing import (
    ROLE,
    TermsLost,
    enforce,
    hide_terms,
    put_terms,
)

CORE = Pair("core group", "grupo básico")
PLAN = Pair("child protection plan", "plan de protección")
HELP = Pair("Family Help", "", as_written=True)
TERMS = [CORE, PLAN, HELP]


def test_every_place_has_a_token_of_its_own() -> None:
    text = "The core group met. [CHILD_K7M] has a child protection plan; the core group agreed."
    masked, hidden = hide_terms(text, TERMS)
    assert "[CHILD_K7M]" in masked
    assert "core" not in masked
    assert len({one.token for one in hidden}) == 3
    assert all(one.token.startswith(f"[{ROLE}_") and one.token in masked for one in hidden)
    assert hide_terms(text, TERMS) == (masked, hidden)


def test_what_is_put_back_stands_where_it_is_said_to_stand() -> None:
    masked, hidden = hide_terms("The core group wrote the child protection plan.", TERMS)
    text, put = put_terms(masked.replace("The", "El").replace("wrote the", "escribió el"), hidden)
    assert text == "El grupo básico escribió el plan de protección."
    assert [text[one.start : one.end] for one in put] == ["grupo básico", "plan de protección"]


def test_capitals_follow_the_place_in_the_target() -> None:
    _, hidden = hide_terms("core group", TERMS)
    token = hidden[0].token
    assert put_terms(f"¿{token}? {token[:0]}", hidden)[0] == "¿Grupo básico? "
    assert put_terms(f"Sí. {token}", hidden)[0] == "Sí. Grupo básico"
    assert put_terms(f"nota: {token}", hidden)[0] == "nota: grupo básico"
    _, loud = hide_terms("CORE GROUP", TERMS)
    assert put_terms(f"EL {loud[0].token}", loud)[0] == "EL GRUPO BÁSICO"


def test_what_is_left_in_english_stands_as_it_was_written() -> None:
    masked, hidden = hide_terms("family help is near", TERMS)
    assert put_terms(masked, hidden)[0] == "family help is near"


@pytest.mark.parametrize("change", ["lost", "doubled", "invented", "swapped"])
def test_nothing_is_put_back_unless_all_came_back(change: str) -> None:
    masked, hidden = hide_terms("the core group and the child protection plan", TERMS)
    first, second = (one.token for one in hidden)
    text = {
        "lost": masked.replace(first, ""),
        "doubled": masked + first,
        "invented": masked + f"[{ROLE}_Z9Z]",
        "swapped": masked.replace(second, first),
    }[change]
    with pytest.raises(TermsLost):
        put_terms(text, hidden)


def test_no_token_is_taken_that_the_text_has_already() -> None:
    _, hidden = hide_terms("core group", TERMS)
    code = hidden[0].token[-4:-1]
    masked, again = hide_terms(f"[CHILD_{code}] and the core group", TERMS)
    assert again[0].token != hidden[0].token
    assert f"[CHILD_{code}]" in masked


def test_a_batch_is_translated_once_and_what_lost_a_token_once_more() -> None:
    calls: list[list[str]] = []

    def translate(texts: list[str]) -> list[str]:
        calls.append(list(texts))
        said = [text.replace("The", "El").replace("Our", "Nuestro") for text in texts]
        return [text.split("[")[0] if text.startswith("Nuestro") else text for text in said]

    whole, broken, none = enforce(
        ["The core group.", "Our core group.", "The cat."], TERMS, translate
    )
    assert whole.text == "El grupo básico."
    assert not whole.missing
    assert broken.text == "Nuestro core group."
    assert broken.missing == (CORE,)
    assert none.text == "El cat."
    assert [len(call) for call in calls] == [3, 1]
    assert calls[1] == ["Our core group."]


def test_a_term_that_the_plain_translation_has_by_itself_is_not_missing() -> None:
    def translate(texts: list[str]) -> list[str]:
        return ["" if "[" in text else "El Grupo Básico se reúne." for text in texts]

    (done,) = enforce(["The core group meets."], TERMS, translate)
    assert not done.missing
    assert done.text[done.put[0].start : done.put[0].end] == "Grupo Básico"


def test_a_plural_is_marked_to_be_looked_at() -> None:
    masked, hidden = hide_terms("core groups", TERMS)
    assert put_terms(masked, hidden)[1][0].plural
