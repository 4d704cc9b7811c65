"""Towns: left in, or hidden where policy says so, in all that leaves."""

import pytest

from workspace.privacy.preparing import Draft, mask_text, mask_texts, mask_towns, prepare
from workspace.privacy.vaults import new_vault, open_vault

SAID = "They moved from Rochdale to Oldham in the spring."


@pytest.fixture
def vault(db: None) -> str:
    return str(new_vault().pk)


def test_towns_are_left_in_and_told(vault: str) -> None:
    done = mask_text(vault, SAID)
    assert done.text == SAID
    assert done.clues == (("town", "Rochdale"), ("town", "Oldham"))


def test_policy_hides_them_and_they_come_back(vault: str) -> None:
    done = mask_text(vault, SAID, towns=True)
    assert "Oldham" not in done.text
    assert done.text.count("[PLACE_") == 2
    assert done.clues == ()
    assert open_vault(vault).restore(done.text, done.aliases) == SAID
    assert "[PLACE_" in mask_texts(vault, ["One.", SAID], towns=True)[1].text


def test_text_from_before_the_policy_is_hidden_before_it_leaves(vault: str) -> None:
    rest = mask_text(vault, f"Shabana Warsame said: {SAID}").text
    draft = Draft("user", (rest,), at_rest=True)
    assert "Oldham" in prepare(vault, [draft]).parts[0].text
    sent = prepare(vault, [draft], towns=True).parts[0].text
    assert "Oldham" not in sent
    assert sent.startswith(rest.partition("]")[0])


def test_the_name_of_a_document_is_no_way_out(vault: str) -> None:
    paper = Draft("document", ("Nothing.",), "Moving to Oldham in spring.txt", "D1", at_rest=True)
    (part,) = prepare(vault, [paper], towns=True).parts
    assert "Oldham" not in part.name


def test_daylights_own_words_keep_their_places(vault: str) -> None:
    system = Draft("system", ("Answer as they do in Oldham.",))
    assert prepare(vault, [system], towns=True).parts[0].text == "Answer as they do in Oldham."


def test_a_draft_is_brought_up_to_a_stricter_policy(vault: str) -> None:
    before = mask_text(vault, f"Shabana Warsame said: {SAID}")
    (after,) = mask_towns(vault, [(before.text, before.aliases)])
    assert "Oldham" not in after.text
    restored = open_vault(vault).restore(after.text, after.aliases)
    assert restored == f"Shabana Warsame said: {SAID}"


def test_what_is_hidden_already_is_no_clue(vault: str) -> None:
    mask_text(vault, SAID, towns=True)
    assert mask_text(vault, "The house fire in Oldham.").clues == (("event", "house fire"),)
