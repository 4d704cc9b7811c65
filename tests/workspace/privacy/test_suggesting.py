"""Words that practitioners suggest: encrypted while they wait, listed or erased afterwards."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.payloads import PAYLOADS, alive
from tests.access.world import World, make_world
from tests.freshly import signed_in
from workspace.governance.models import AuditEntry
from workspace.privacy import lists, suggesting
from workspace.privacy.lists import CannotList
from workspace.privacy.models import Suggestion, Vault, Word
from workspace.privacy.preparing import mask_text
from workspace.privacy.suggesting import CannotSuggest
from workspace.privacy.vaults import new_vault

pytestmark = pytest.mark.django_db
LIST = "admin:privacy_suggestion_changelist"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def suggest(world: World, text: str = "Thrushcombe", who: str = "owner", **more: str) -> Suggestion:
    given = {"kind": "hidden", "label": "SCHOOL", "reason": ""} | more
    return suggesting.suggest(text=text, by=world.people[who], **given)


def decide(world: World, made: Suggestion, who: str = "administrator", **said: str) -> Any:
    page = reverse("admin:privacy_suggestion_change", args=[made.pk])
    form = {"label": made.label, "decision": "", "answer": ""} | said
    return signed_in(world.people[who]).post(page, form)


def stored() -> str:
    return str(list(Suggestion.objects.values())) + str(list(AuditEntry.objects.values()))


def test_a_word_waits_encrypted_and_hides_nothing_yet(world: World) -> None:
    made = suggest(world, reason=f"Small school, as {world.owner.name} knows")
    assert suggesting.text_of(made) == "Thrushcombe"
    assert "hrushcombe" not in stored()
    assert world.owner.name.split()[0] not in stored()
    assert bytes(made.hidden or b"").find(b"hrushcombe") < 0
    assert mask_text(new_vault().pk, "at Thrushcombe again").text == "at Thrushcombe again"


def test_approved_it_counts_at_once_and_its_key_is_gone(world: World) -> None:
    made = suggest(world)
    assert decide(world, made, decision="approve")["Location"] == reverse(LIST)
    assert "[SCHOOL_" in mask_text(new_vault().pk, "at thrushcombe again").text
    made.refresh_from_db()
    assert (made.state, made.hidden) == ("approved", None)
    assert suggesting.text_of(made) == "Thrushcombe"
    assert Vault.objects.get(pk=made.vault_id).wrapped_key is None


def test_refused_it_is_erased_and_the_reason_stays(world: World) -> None:
    made = suggest(world, reason="It is small.")
    decide(world, made, decision="refuse", answer="Too many places are called so.")
    made.refresh_from_db()
    assert (made.state, made.hidden, made.reason) == ("refused", None, "")
    assert made.answer == "Too many places are called so."
    assert suggesting.text_of(made) == ""
    assert Vault.objects.get(pk=made.vault_id).wrapped_key is None
    assert not Word.objects.exists()


def test_the_record_says_who_decided_and_never_the_word(world: World) -> None:
    decide(world, suggest(world), decision="approve")
    decide(world, suggest(world, "Brindle"), decision="refuse", answer="Somebody may be called so.")
    told = AuditEntry.objects.filter(action__startswith="suggestion.").order_by("seq")
    assert [entry.action for entry in told] == ["suggestion.approved", "suggestion.refused"]
    assert {entry.facts["list"] for entry in told} == {"always hidden"}
    assert {entry.actor_id for entry in told} == {str(world.people["administrator"].pk)}
    assert "hrushcombe" not in str(list(AuditEntry.objects.values()))


def test_two_who_mean_the_same_word_are_two_voices(world: World) -> None:
    first = suggest(world)
    assert suggest(world, "THRUSHCOMBE", "colleague") == first
    assert suggest(world, "Thrushcombe") == first
    assert first.voices.count() == 2
    page = signed_in(world.people["administrator"]).get(reverse(LIST)).content.decode()
    assert "2 people" in page
    assert "Thrushcombe" in page
    with pytest.raises(CannotSuggest, match="other list"):
        suggest(world, kind="spared", label="")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("ab", "too short"), ("the", "too common"), ("07700 900123", "too short"),
        ("born 27 03 2018", "looks like a number"), ("Early Help", "list already"),
        ("Amina Warsame", "somebody’s name"), ("amina warsame", "somebody’s name"),
        ("[CHILD_K7M]", "looks like a number"),
    ],
)  # fmt: skip
def test_what_no_list_may_hold_is_not_suggested(world: World, text: str, why: str) -> None:
    lists.add(kind="spared", texts=["Early Help"])
    with pytest.raises(CannotSuggest, match=why):
        suggest(world, text)
    assert not Suggestion.objects.exists()


def test_a_hidden_word_says_what_it_is(world: World) -> None:
    with pytest.raises(CannotSuggest, match="Choose what it is"):
        suggest(world, label="")
    assert suggest(world, "Early Help", kind="spared", label="SCHOOL").label == ""


def test_there_is_an_end_to_what_waits(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(suggesting, "MOST_OF_ONE", 1)
    suggest(world)
    with pytest.raises(CannotSuggest, match="Too many"):
        suggest(world, "Brindle")
    suggest(world, "Brindle", "colleague")


def test_a_decision_is_made_once(world: World) -> None:
    made = suggest(world)
    suggesting.refuse(made, answer="Too common here.")
    with pytest.raises(CannotList, match="meanwhile"):
        suggesting.approve(made, by=world.people["administrator"])
    assert not Word.objects.exists()
    assert decide(world, made, decision="approve").status_code == 403


def test_what_is_listed_meanwhile_is_no_trouble(world: World) -> None:
    made = suggest(world)
    lists.add(kind="hidden", texts=["THRUSHCOMBE"], label="SCHOOL")
    decide(world, made, decision="approve")
    assert Word.objects.count() == 1
    made.refresh_from_db()
    assert made.state == "approved"
    other = suggest(world, "Brindle")
    lists.add(kind="spared", texts=["Brindle"])
    said = decide(world, other, decision="approve")
    assert said["Location"].endswith("/change/")
    assert Suggestion.objects.get(pk=other.pk).is_waiting


def test_a_refusal_says_why_without_the_word(world: World) -> None:
    made = suggest(world)
    said = decide(world, made, decision="refuse").content.decode()
    assert "Say why" in said
    reply = decide(world, made, decision="refuse", answer="Nobody says thrushcombe.")
    assert reply.status_code == 302
    assert Suggestion.objects.get().is_waiting
    assert "hrushcombe" not in stored()


def test_a_listed_word_can_be_taken_off_again(world: World) -> None:
    made = suggest(world)
    decide(world, made, decision="approve")
    word = Word.objects.get()
    page = reverse("admin:privacy_word_delete", args=[word.pk])
    assert signed_in(world.people["administrator"]).post(page, {"post": "yes"}).status_code == 302
    made.refresh_from_db()
    assert suggesting.text_of(made) == ""


def test_who_withdraws_last_takes_it_back(world: World) -> None:
    made = suggest(world)
    suggest(world, who="colleague")
    suggesting.withdraw(made, by=world.owner)
    assert made.voices.count() == 1
    suggesting.withdraw(made, by=world.people["colleague"])
    assert not Suggestion.objects.exists()
    assert Vault.objects.get(pk=made.vault_id).wrapped_key is None


def test_an_auditor_sees_that_words_wait_and_not_which(world: World) -> None:
    made = suggest(world, reason="Quillweather")
    client: Client = signed_in(world.people["auditor"])
    change = reverse("admin:privacy_suggestion_change", args=[made.pk])
    for page in (reverse(LIST), change):
        shown = client.get(page)
        assert shown.status_code == 200
        assert b"hrushcombe" not in shown.content
        assert b"uillweather" not in shown.content
    assert decide(world, made, "auditor", decision="approve").status_code == 403


def test_nothing_is_decided_by_saving_the_page_as_it_was(world: World) -> None:
    made = suggest(world)
    assert decide(world, made).status_code == 302
    assert Suggestion.objects.get().is_waiting
    assert not AuditEntry.objects.filter(action__startswith="suggestion.").exists()


def test_an_attack_as_a_word_stays_a_word(world: World) -> None:
    client = signed_in(world.people["administrator"])
    short = [text for text in PAYLOADS if len(text) <= 100 and "\n" not in text]
    for text in short[:12]:
        try:
            made = suggest(world, text, reason=text)
        except CannotSuggest:
            continue
        page = reverse("admin:privacy_suggestion_change", args=[made.pk])
        assert alive(client.get(page).content.decode()) == [], text
    assert Suggestion.objects.exists()
    assert alive(client.get(reverse(LIST)).content.decode()) == []


def test_nobody_approves_what_they_suggested(world: World) -> None:
    made = suggest(world)
    suggest(world, who="administrator")
    reply = signed_in(world.people["administrator"]).post(
        reverse("admin:privacy_suggestion_change", args=[made.pk]),
        {"label": "SCHOOL", "decision": "approve", "answer": ""}, follow=True,
    )  # fmt: skip
    assert "another administrator must approve it" in reply.content.decode()
    assert Suggestion.objects.get().is_waiting
    assert not Word.objects.exists()
    suggesting.withdraw(made, by=world.people["administrator"])
    decide(world, made, decision="approve")
    assert Word.objects.exists()


@pytest.mark.parametrize(
    ("word", "answer", "told"),
    [
        ("thrushcombe", "See thrush combe.", True), ("thrushcombe", "T-h-r-u-s-h combe", True),
        ("Ash Hill", "We have ashhill.", True), ("thrushcombe", "A thrush in a combe.", False),
        ("Ash", "It was here before.", False), ("Ash", "Not A.S.H. please", True),
    ],
)  # fmt: skip
def test_an_answer_repeats_the_word_with_no_other_gaps(
    world: World, word: str, answer: str, told: bool
) -> None:
    made = suggest(world, word, kind="spared", label="")
    if told:
        with pytest.raises(CannotList, match="Leave the word itself out"):
            suggesting.refuse(made, answer=answer)
    else:
        suggesting.refuse(made, answer=answer)
