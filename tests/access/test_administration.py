"""The administration: signing in to it, and that nobody's words can be read there."""

import pytest
from django.apps import apps
from django.contrib import admin
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.world import CHILD, PASSWORD, World, make_world
from workspace.accounts.models import User
from workspace.governance.models import AuditEntry

pytestmark = pytest.mark.django_db
CONTENT = (
    "chat.Conversation", "chat.Message", "chat.Document", "chat.Feedback", "privacy.Vault",
    "privacy.Subject", "privacy.Alias", "privacy.KeptTerm", "cases.RosterEntry", "jobs.Event",
)  # fmt: skip


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def of(world: World, who: str) -> Client:
    client = Client()
    client.force_login(world.people[who])
    return client


def test_nothing_that_holds_words_or_names_is_in_the_administration() -> None:
    assert {apps.get_model(name) for name in CONTENT} & set(admin.site._registry) == set()


def test_no_page_of_the_administration_leads_to_words_or_names() -> None:
    for model_admin in admin.site._registry.values():
        inlines = {inline.model for inline in model_admin.inlines}
        assert inlines & {apps.get_model(name) for name in CONTENT} == set()
        shown = [str(field) for field in model_admin.list_display]
        assert not any("message" in field or "conversation" in field for field in shown)


def test_the_job_pages_never_load_what_a_job_said(world: World) -> None:
    client, job = of(world, "administrator"), world.answer.job
    assert job is not None
    with CaptureQueriesContext(
        connection,
    ) as queries:
        pages = [
            client.get(reverse("admin:jobs_job_changelist")),
            client.get(reverse("admin:jobs_job_change", args=[job.pk])),
            client.get(reverse("admin:jobs_job_history", args=[job.pk])),
        ]
    assert [page.status_code for page in pages] == [200] * 3
    assert not any("jobs_event" in query["sql"] for query in queries)


def test_no_list_of_the_administration_shows_a_name_or_a_placeholder(world: World) -> None:
    client = of(world, "administrator")
    for model in admin.site._registry:
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse(name))
        assert page.status_code == 200
        assert CHILD.split()[0].encode() not in page.content
        assert b"[CHILD_" not in page.content
        tables = ("chat_message", "chat_document", "privacy_alias", "jobs_event")
        assert not any(table in query["sql"] for table in tables for query in queries)


def test_the_case_page_of_the_administration_has_no_people(world: World) -> None:
    address = reverse("admin:cases_case_change", args=[world.case.pk])
    page = of(world, "administrator").get(address)
    assert page.status_code == 200
    assert b"Brambleworth" not in page.content


def test_the_administration_has_no_door_of_its_own(world: World) -> None:
    """Its sign-in is ours, with the same limits: a right password there opens nothing."""
    client = Client()
    form = {"username": world.people["administrator"].email, "password": PASSWORD}
    reply = client.post(reverse("admin:login"), form)
    assert reply.status_code == 302
    assert reply["Location"].startswith(reverse("account_login"))
    assert "_auth_user_id" not in client.session


def test_whoever_is_not_staff_is_refused_even_when_signed_in(world: World) -> None:
    for who in ("owner", "manager"):
        assert of(world, who).get(reverse("admin:login")).status_code == 403


def test_an_auditor_reads_the_record_and_nothing_else(world: World) -> None:
    client = of(world, "auditor")
    assert client.get(reverse("admin:governance_auditentry_changelist")).status_code == 200
    entry = AuditEntry.objects.latest("id")
    for page in ("change", "history"):
        address = reverse(f"admin:governance_auditentry_{page}", args=[entry.pk])
        assert client.get(address).status_code == 200
    for model in admin.site._registry:
        if model is not AuditEntry:
            name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
            assert client.get(reverse(name)).status_code == 403, name


@pytest.mark.parametrize("who", ["auditor", "administrator"])
def test_nobody_changes_the_record(world: World, who: str) -> None:
    client, entry = of(world, who), AuditEntry.objects.latest("id")
    for page in ("change", "delete"):
        address = reverse(f"admin:governance_auditentry_{page}", args=[entry.pk])
        assert client.post(address, {"action": "x", "post": "yes"}).status_code == 403
    assert client.get(reverse("admin:governance_auditentry_add")).status_code == 403
    address = reverse("admin:governance_auditentry_changelist")
    form = {"action": "delete_selected", "_selected_action": [entry.pk], "post": "yes"}
    client.post(address, form)
    assert AuditEntry.objects.filter(pk=entry.pk).exists()


def test_an_administrator_makes_an_account_that_can_sign_in(world: World) -> None:
    client = of(world, "administrator")
    form = {
        "email": "New.Person@Larkmoor.example", "name": "New Person", "role": "practitioner",
        "teams": [world.north.pk], "usable_password": "true", "password1": PASSWORD,
        "password2": PASSWORD,
    }  # fmt: skip
    reply = client.post(reverse("admin:accounts_user_add"), form)
    assert reply.status_code == 302, reply.context["adminform"].form.errors
    made = User.objects.get(name="New Person")
    assert (made.email, made.is_staff) == ("new.person@larkmoor.example", False)
    fresh = Client()
    form = {"login": "New.Person@Larkmoor.example", "password": PASSWORD}
    fresh.post(reverse("account_login"), form)
    assert fresh.session["_auth_user_id"] == str(made.pk)


def test_one_address_is_one_person_however_it_is_written(world: World) -> None:
    form = {
        "email": world.owner.email.upper(), "name": "Twin", "role": "practitioner",
        "usable_password": "true", "password1": PASSWORD, "password2": PASSWORD,
    }  # fmt: skip
    reply = of(world, "administrator").post(reverse("admin:accounts_user_add"), form)
    assert reply.status_code == 200
    assert not User.objects.filter(name="Twin").exists()
