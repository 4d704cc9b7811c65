"""The glossary's pages: who may do what, what is refused, and what is recorded."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.access.payloads import PAYLOADS, alive
from tests.access.world import World, make_world
from tests.freshly import signed_in
from workspace.governance.models import AuditEntry
from workspace.translation.actions import glossary
from workspace.translation.models import Term, TermTranslation

pytestmark = pytest.mark.django_db

LIST, ADD = "admin:translation_term_changelist", "admin:translation_term_add"
IMPORT, EXPORT = "admin:translation_term_import", "admin:translation_term_export"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def admin(world: World) -> Client:
    return signed_in(world.people["administrator"])


def upload(client: Client, data: bytes, name: str = "terms.csv") -> Any:
    return client.post(reverse(IMPORT), {"file": SimpleUploadedFile(name, data)})


def confirm(client: Client, shown: Any) -> Any:
    form = shown.context["form"]
    return client.post(reverse(IMPORT), {name: form[name].value() for name in ("contents", "seen")})


def test_a_term_is_added_changed_and_deleted_with_its_translations(
    world: World, admin: Client
) -> None:
    form = {"english": " core   group ", "note": "N.", "in_pl": "grupa", "in_ar": "المجموعة"}
    assert admin.post(reverse(ADD), form)["Location"] == reverse(LIST)
    term = Term.objects.get(english="core group")
    texts = dict(term.translations.values_list("language", "text"))
    assert texts == {"pl": "grupa", "ar": "المجموعة"}
    assert {row.by for row in term.translations.all()} == {world.people["administrator"]}
    page = reverse("admin:translation_term_change", args=[term.pk])
    shown = admin.get(page).content.decode()
    assert 'value="grupa"' in shown
    assert 'lang="ar" dir="rtl"' in shown
    admin.post(page, form | {"english": "core group", "in_pl": "zespół", "in_ar": ""})
    assert dict(term.translations.values_list("language", "text")) == {"pl": "zespół"}
    facts = AuditEntry.objects.get(action="term.changed").facts
    assert sorted(facts["fields"]) == ["ar", "pl"]
    admin.post(reverse("admin:translation_term_delete", args=[term.pk]), {"post": "yes"})
    assert not TermTranslation.objects.exists()
    assert AuditEntry.objects.filter(action="term.deleted").exists()


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        ("english", "Core Group", "in the glossary already"),
        ("english", "=cmd()", "formula"),
        ("in_pl", "[CHILD_K7M]", "stands for somebody"),
        ("in_pl", "a" * 121, "at most 120"),
    ],
)
def test_a_bad_term_is_refused(admin: Client, field: str, text: str, said: str) -> None:
    Term.objects.create(english="core group")
    reply = admin.post(reverse(ADD), {"english": "threshold", "in_pl": "próg", field: text})
    assert reply.status_code == 200
    assert said in reply.content.decode()
    assert not Term.objects.filter(english="threshold").exists()


def test_search_finds_translations_too(admin: Client) -> None:
    glossary.put_in_glossary(by=None)
    assert b"core group" in admin.get(reverse(LIST) + "?q=grupa+podstawowa").content
    lacking = admin.get(reverse(LIST) + "?lacking=pl").content
    assert b"core group" not in lacking


def test_a_file_is_shown_first_and_taken_in_when_confirmed(world: World, admin: Client) -> None:
    Term.objects.create(english="core group")
    data = 'english,pl,xx\ncore group,"grupa, <b>podstawowa</b>",y\nthreshold,próg,\n'.encode()
    shown = upload(admin, data)
    words = shown.content.decode()
    assert "<strong>1</strong> added, <strong>1</strong> changed" in words
    assert "grupa, &lt;b&gt;" in words
    assert "left out: xx" in words
    assert not TermTranslation.objects.exists()
    assert confirm(admin, shown)["Location"] == reverse(LIST)
    assert Term.objects.get(english="threshold").translations.get().text == "próg"
    facts = AuditEntry.objects.get(action="glossary.imported").facts
    assert facts == {"added": 1, "changed": 1}


def test_a_preview_that_is_out_of_date_is_shown_again(admin: Client) -> None:
    shown = upload(admin, b"english,pl\nthreshold,x\n")
    Term.objects.create(english="threshold", note="Somebody was quicker.")
    again = confirm(admin, shown)
    assert again.status_code == 200
    assert "has changed since" in again.content.decode()
    assert not TermTranslation.objects.exists()
    assert confirm(admin, again).status_code == 302
    assert TermTranslation.objects.get().text == "x"


def test_a_file_with_one_fault_changes_nothing(admin: Client) -> None:
    reply = upload(admin, b"english,pl\nthreshold,x\n,y\nthreshold,z\n")
    words = reply.content.decode()
    assert "Line 3: There is no English term." in words
    assert "Line 4: “threshold” is there twice" in words
    assert not Term.objects.exists()
    assert upload(admin, b"").status_code == 200
    assert admin.post(reverse(IMPORT), {}).status_code == 200


@pytest.mark.parametrize("kind", ["csv", "tbx"])
def test_an_export_is_taken_in_again(admin: Client, kind: str) -> None:
    glossary.put_in_glossary(by=None)
    before = glossary.entries()
    reply = admin.get(reverse(EXPORT, args=[kind]))
    assert f'filename="glossary.{kind}"' in reply["Content-Disposition"]
    Term.objects.all().delete()
    assert confirm(admin, upload(admin, reply.content, f"g.{kind}")).status_code == 302
    assert glossary.entries() == before


def test_an_auditor_reads_and_exports_and_changes_nothing(world: World) -> None:
    client = signed_in(world.people["auditor"])
    glossary.put_in_glossary(by=None)
    term = Term.objects.get(english="core group")
    shown = client.get(reverse("admin:translation_term_change", args=[term.pk]))
    assert "grupa podstawowa" in shown.content.decode()
    assert client.get(reverse(EXPORT, args=["csv"])).status_code == 200
    assert client.get(reverse(EXPORT, args=["exe"])).status_code == 403
    assert client.get(reverse(IMPORT)).status_code == 403
    assert upload(client, b"english\nx\n").status_code == 403


@pytest.mark.parametrize("who", ["owner", "manager"])
def test_nobody_else_has_a_way_in(world: World, who: str) -> None:
    client = signed_in(world.people[who])
    for page in (reverse(LIST), reverse(IMPORT), reverse(EXPORT, args=["csv"])):
        assert client.get(page).status_code in (302, 403)


def test_one_who_signed_in_long_ago_confirms_first(world: World) -> None:
    client = Client()
    client.force_login(world.people["administrator"])
    for page in (reverse(ADD), reverse(IMPORT)):
        assert client.get(page)["Location"].startswith(reverse("account_reauthenticate"))
        assert client.post(page)["Location"].startswith(reverse("account_reauthenticate"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_term_runs_as_code(admin: Client, payload: str) -> None:
    term = Term.objects.create(english=payload[:120], note=payload)
    term.translations.create(language="pl", text=payload[:120])
    for page in (reverse(LIST), reverse("admin:translation_term_change", args=[term.pk])):
        assert not alive(admin.get(page).content.decode())
