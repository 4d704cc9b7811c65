"""The phrasebook's pages: lists by language and state, and approving with one's name."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.world import World, make_world
from tests.freshly import signed_in
from workspace.governance.models import AuditEntry
from workspace.translation.models import Phrase, PhraseTranslation

pytestmark = pytest.mark.django_db

LIST = "admin:translation_phrasetranslation_changelist"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def admin(world: World) -> Client:
    return signed_in(world.people["administrator"])


@pytest.fixture
def row(db: None) -> PhraseTranslation:
    phrase = Phrase.objects.create(code="stop", topic="Needs", english="Please stop.")
    PhraseTranslation.objects.create(phrase=phrase, language="ar", text="توقف من فضلك.")
    return PhraseTranslation.objects.create(phrase=phrase, language="pl", text="Proszę przestać.")


def ask(client: Client, row: PhraseTranslation, **more: Any) -> Any:
    form = {"action": "approve", "_selected_action": [row.pk]} | more
    return client.post(reverse(LIST), form)


def approve(client: Client, row: PhraseTranslation) -> Any:
    shown = ask(client, row)
    ((_, digest, _),) = shown.context["rows"]
    return ask(client, row, sure="yes", **{f"seen_{row.pk}": digest})


def state(row: PhraseTranslation) -> str:
    return PhraseTranslation.objects.get(pk=row.pk).state


def test_approving_shows_the_text_first_and_then_names_the_person(
    world: World, admin: Client, row: PhraseTranslation
) -> None:
    shown = ask(admin, row).content.decode()
    assert "Please stop." in shown
    assert "Proszę przestać." in shown
    assert state(row) == "draft"
    assert approve(admin, row).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.approved_by) == ("approved", world.people["administrator"])
    entry = AuditEntry.objects.get(action="phrase_translation.approved")
    assert entry.actor_id == str(world.people["administrator"].pk)


def test_nothing_is_approved_unread(admin: Client, row: PhraseTranslation) -> None:
    ask(admin, row, sure="yes")
    ask(admin, row, sure="yes", **{f"seen_{row.pk}": "0" * 64})
    assert state(row) == "draft"
    assert not AuditEntry.objects.filter(action="phrase_translation.approved").exists()


def test_an_edit_takes_the_approval_back_and_is_recorded(
    admin: Client, row: PhraseTranslation
) -> None:
    approve(admin, row)
    page = reverse("admin:translation_phrasetranslation_change", args=[row.pk])
    admin.post(page, {"text": row.text, "note": ""})
    assert state(row) == "approved"
    reply = admin.post(page, {"text": "Proszę już przestać.", "note": ""}, follow=True)
    assert "It is a draft again" in reply.content.decode().replace("it is a", "It is a")
    assert state(row) == "draft"
    facts = AuditEntry.objects.get(action="phrase_translation.changed").facts
    assert facts == {"fields": ["text"], "phrase": "stop", "language": "pl", "back_to_draft": 1}


def test_changing_the_english_takes_back_what_was_approved(
    admin: Client, row: PhraseTranslation
) -> None:
    approve(admin, row)
    page = reverse("admin:translation_phrase_change", args=[row.phrase_id])
    form = {"topic": "Needs", "side": "family", "english": "Please wait.", "note": "", "order": 1}
    reply = admin.post(page, form, follow=True)
    assert "1 translation that had been approved must be approved again" in reply.content.decode()
    assert state(row) == "draft"
    assert AuditEntry.objects.get(action="phrase.changed").facts["back_to_draft"] == 1


def test_the_list_is_narrowed_by_language_and_state(admin: Client, row: PhraseTranslation) -> None:
    approve(admin, row)
    drafts = admin.get(reverse(LIST) + "?state__exact=draft").content.decode()
    assert "توقف من فضلك." in drafts
    assert "Proszę przestać." not in drafts
    polish = admin.get(reverse(LIST) + "?spoken=pl").content.decode()
    assert "Proszę przestać." in polish
    assert "توقف من فضلك." not in polish
    assert "?spoken=ar" in polish
    assert "?language=cs" not in polish
    assert b"1 to approve" in admin.get(reverse("admin:index")).content


def test_a_code_never_changes_and_a_language_belongs_to_its_row(
    admin: Client, row: PhraseTranslation
) -> None:
    page = reverse("admin:translation_phrase_change", args=[row.phrase_id])
    form = {"topic": "Needs", "side": "family", "english": "Stop.", "order": 1, "code": "other"}
    admin.post(page, form)
    assert Phrase.objects.get().code == "stop"
    page = reverse("admin:translation_phrasetranslation_change", args=[row.pk])
    admin.post(page, {"text": "Inaczej.", "language": "fr"})
    assert PhraseTranslation.objects.get(pk=row.pk).language == "pl"


def test_an_auditor_approves_nothing(world: World, row: PhraseTranslation) -> None:
    client = signed_in(world.people["auditor"])
    assert client.get(reverse(LIST)).status_code == 200
    ask(client, row, sure="yes")
    assert state(row) == "draft"


def test_whoever_signed_in_long_ago_confirms_before_approving(
    world: World, row: PhraseTranslation
) -> None:
    client = Client()
    client.force_login(world.people["administrator"])
    assert ask(client, row)["Location"].startswith(reverse("account_reauthenticate"))
