"""The administration: who may do what there, and that nobody's words can be read there.

Everything in this world that holds words is filled; then every page is opened, and every
form sent, while the database's own statements are watched.
"""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any, Final

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.access.world import PASSWORD, World, make_world
from tests.freshly import signed_in
from tests.measured import a_run
from workspace.accounts import invitations
from workspace.accounts.administration import Administered
from workspace.accounts.models import Role, User
from workspace.chat.models import Feedback
from workspace.governance.models import (
    AuditEntry,
    Checkpoint,
    Erasure,
    GuardWording,
    LegalHold,
    RetentionRule,
    Stop,
)
from workspace.jobs.models import Job
from workspace.outputs.models import Version
from workspace.privacy import lists
from workspace.privacy.models import Suggestion, Word
from workspace.privacy.suggesting import suggest
from workspace.translation.models import Direction, Pack, Phrase, PhraseTranslation, Pin, Term

pytestmark = pytest.mark.django_db

CANARY: Final = "Zzcanaryword"
WORDS: Final = {
    "chat_conversation": ("title", "title_aliases", "override_reason", "override_aliases"),
    "chat_message": ("text", "aliases", "reason", "clues"),
    "chat_document": ("name", "name_aliases", "paragraphs", "clues"),
    "chat_feedback": ("comment",),
    "outputs_version": ("text", "aliases"),
    "outputs_remark": ("text", "aliases"),
    "governance_legalhold": ("reason", "reason_aliases"),
    "oversight_look": ("reason", "reason_aliases"),
    "privacy_alias": ("hidden",),
    "privacy_keptterm": ("hidden",),
    "privacy_vault": ("wrapped_key",),
    "jobs_event": ("data",),
    "translation_memoryunit": ("source", "target"),
}
"""Columns that hold what somebody said, in any form."""
OWN_KEY: Final = ("privacy_vault", "wrapped_key")
"""Of words that administrators are meant to read, in vaults that hold nobody else's."""
OWNERS: Final = ('FROM "privacy_suggestion"', 'FROM "privacy_exemption"')


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    by, chat = world.people["administrator"], world.conversation
    chat.title = chat.override_reason = CANARY
    chat.save()
    chat.messages.update(text=CANARY, reason=CANARY)
    chat.documents.update(name=CANARY, paragraphs=[{"text": CANARY, "aliases": []}])
    Feedback.objects.create(message=world.answer, helpful=False, comment=CANARY)
    Version.objects.create(output=world.output, number=2, text=CANARY)
    LegalHold.objects.create(
        object_type="cases.case", object_id=str(world.case.pk), reason=CANARY, placed_by=by
    )
    Erasure.objects.create(
        object_type="chat.conversation", object_id="gone", reason="request", by_id=str(by.pk),
        at=timezone.now(), key_id="k", signature="s",
    )  # fmt: skip
    Checkpoint.objects.create(seq=1, digest="d", at=timezone.now(), key_id="k", signature="s")
    Stop.objects.create(scope="team", target=str(world.south.pk), message="Wait.", by=by)
    GuardWording.objects.get_or_create(
        reason="threshold", defaults={"title": "T", "explanation": "E", "instead": "I"}
    )
    RetentionRule.objects.create(kind="chat", days=90)
    a_run()
    Pack.objects.create(
        source="en", target="pl", version="1.9", size=1, sha256="0" * 64, origin="file",
        folder="en_pl",
    )  # fmt: skip
    Pin.objects.create(source="en", target="pl", version="1.9", sha256="0" * 64)
    Direction.objects.create(
        source="en", target="pl", chrf=50, bleu=20, flagged=0, sentences=40, test_set="own"
    )
    lists.add(kind="hidden", texts=["Sunny Days Nursery"], label="SCHOOL")
    lists.add(kind="spared", texts=["Early Help"])
    suggest(text="Kestrel House", kind="hidden", label="ADDRESS", reason=CANARY, by=world.owner)
    Term.objects.create(english="core group").translations.create(language="pl", text="grupa")
    phrase = Phrase.objects.create(code="stop", topic="Needs", english="Please stop.")
    PhraseTranslation.objects.create(phrase=phrase, language="pl", text="Stop.")
    invitations.invite(
        email="next@larkmoor.example", name="Next", role="manager", teams=[world.north], by=by
    )
    return world


def of(world: World, who: str) -> Client:
    return signed_in(world.people[who])


def address(model: Any, what: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{what}", args=args)


def rows(model: Any) -> list[Any]:
    return list(model._base_manager.values_list("pk", flat=True)[:3])


def every_page() -> Iterator[str]:
    """Yield everything that can be opened, with a search and a sort on each list."""
    yield reverse("admin:index")
    yield reverse("admin:jsi18n")
    for model, page in admin.site._registry.items():
        assert rows(model), f"nothing to look at in {model}"
        for query in ("", "?q=zz", "?o=1", "?o=-2", "?e=1"):
            yield address(model, "changelist") + query
        yield address(model, "add")
        for pk in rows(model):
            for what in ("change", "delete", "history", *getattr(page, "acts", ())):
                yield address(model, what, pk)
    for field in ("chat.prompt.owner", "governance.usecase.owner"):
        app, model, name = field.split(".")
        query = f"?term=a&app_label={app}&model_name={model}&field_name={name}"
        yield reverse("admin:autocomplete") + query


def test_only_our_own_rows_have_pages() -> None:
    for model, page in admin.site._registry.items():
        assert model.__module__.startswith("workspace."), model
        assert isinstance(page, Administered)
        assert page.section
        assert page.about
        assert page.about.endswith(".")


def test_nothing_that_holds_words_has_a_page() -> None:
    allowed = {"governance_legalhold"}  # its reason is left out
    with_pages = {model._meta.db_table for model in admin.site._registry}
    assert with_pages & set(WORDS) <= allowed
    assert "governance_auditentry" not in with_pages  # looking takes a reason
    for page in admin.site._registry.values():
        assert not page.inlines


@pytest.mark.parametrize("who", ["administrator", "auditor"])
def test_no_page_shows_or_loads_what_somebody_said(world: World, who: str) -> None:
    client, pages = of(world, who), list(every_page())
    assert len(pages) > 100
    for page in pages:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            reply = client.get(page)
        assert reply.status_code in (200, 302, 403), (page, reply.status_code)
        assert CANARY.encode() not in reply.content, page
        assert b"Brambleworth" not in reply.content, page
        assert_no_words(queries, page)


def assert_no_words(queries: CaptureQueriesContext, where: str) -> None:
    for query in queries:
        sql = query["sql"]
        if not sql.startswith("SELECT"):
            continue
        for table, columns in WORDS.items():
            for column in columns:
                if (table, column) == OWN_KEY and any(owner in sql for owner in OWNERS):
                    continue
                assert f'"{table}"."{column}"' not in sql, (where, sql)


def resend(client: Client, page: str) -> Any:
    """Send a form back as it came, as somebody does who only presses Save."""
    shown = client.get(page)
    form = shown.context["adminform"].form
    data: dict[str, Any] = {}
    for field in form:
        value = field.value()
        if value is True:
            data[field.html_name] = "on"
        elif value is not None and value is not False:
            data[field.html_name] = value
    return client.post(page, data)


def test_no_form_that_is_sent_loads_what_somebody_said(world: World) -> None:
    client = of(world, "administrator")
    sent = 0
    for model, page in admin.site._registry.items():
        for pk in rows(model):
            for what in ("change", "delete"):
                where = address(model, what, pk)
                with CaptureQueriesContext(connection) as queries:
                    if what == "change" and client.get(where).context["has_change_permission"]:
                        reply = resend(client, where)
                        assert reply.status_code == 302, reply.context["adminform"].form.errors
                        sent += 1
                    elif what == "delete" and page.may_delete:
                        client.post(where, {"post": "yes"})
                assert_no_words(queries, where)
    assert sent > 8


def test_saving_without_a_change_leaves_no_trace(world: World) -> None:
    client, before = of(world, "administrator"), AuditEntry.objects.count()
    for model in (type(world.engine), type(world.prompt), type(world.use_case), type(world.case)):
        assert resend(client, address(model, "change", rows(model)[0])).status_code == 302
    assert AuditEntry.objects.count() == before


def test_an_auditor_reads_and_changes_nothing(world: World) -> None:
    client = of(world, "auditor")
    assert b"You can read everything here" in client.get(reverse("admin:index")).content
    before = {model: list(model._base_manager.values()) for model in admin.site._registry}
    for model, page in admin.site._registry.items():
        assert client.get(address(model, "changelist")).status_code == 200
        assert client.get(address(model, "add")).status_code == 403
        for pk in rows(model):
            assert client.get(address(model, "change", pk)).status_code == 200
            assert client.post(address(model, "change", pk), {"name": "x"}).status_code == 403
            assert client.post(address(model, "delete", pk), {"post": "yes"}).status_code == 403
            for act in getattr(page, "acts", ()):
                assert client.post(address(model, act, pk)).status_code == 403
        acts = ("delete_selected", "put_back", "switch_off", "switch_on", "take_off", "approve")
        for action in acts:
            form = {"action": action, "_selected_action": rows(model), "post": "yes"}
            client.post(address(model, "changelist"), form)
    after = {model: list(model._base_manager.values()) for model in admin.site._registry}
    assert before == after


@pytest.mark.parametrize("who", ["owner", "colleague", "manager"])
def test_whoever_works_with_families_has_no_way_in(world: World, who: str) -> None:
    client = of(world, who)
    for page in every_page():
        reply = client.get(page)
        assert reply.status_code in (302, 403), page
        assert b"Administration" not in reply.content


def test_djangos_own_marks_open_nothing(world: World) -> None:
    """The role decides, even where somebody has set the marks in the database."""
    User.objects.filter(pk=world.owner.pk).update(is_staff=True, is_superuser=True)
    client = of(world, "owner")
    assert client.get(reverse("admin:index")).status_code in (302, 403)
    User.objects.filter(pk=world.people["auditor"].pk).update(is_superuser=True)
    reply = of(world, "auditor").get(address(User, "change", world.owner.pk))
    assert not reply.context["has_change_permission"]


def test_nobody_makes_themselves_more_than_they_are(world: World) -> None:
    client, ada = of(world, "administrator"), world.people["administrator"]
    page = address(User, "change", ada.pk)
    form = {
        "name": ada.name, "email": ada.email, "is_superuser": "on", "is_staff": "on",
        "role": "manager", "groups": "1", "user_permissions": "1", "password": "x",
    }  # fmt: skip
    assert client.post(page, form).status_code == 302
    ada.refresh_from_db()
    assert (ada.is_superuser, ada.role) == (False, Role.ADMINISTRATOR)
    assert ada.check_password(PASSWORD)
    for page in every_page():
        assert b"superuser" not in client.get(page).content, page


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


def test_one_who_signed_in_long_ago_confirms_before_changing(world: World) -> None:
    client = Client()
    client.force_login(world.people["administrator"])
    for page in (
        address(type(world.engine), "change", world.engine.pk),
        address(type(world.use_case), "change", world.use_case.pk),
        address(User, "left", world.owner.pk),
        reverse("admin:accounts_invitation_add"),
        reverse("admin:privacy_word_add"),
        address(Word, "change", rows(Word)[0]),
        address(Word, "delete", rows(Word)[0]),
        address(Suggestion, "change", rows(Suggestion)[0]),
    ):
        assert client.get(page)["Location"].startswith(reverse("account_reauthenticate"))
        assert client.post(page, {})["Location"].startswith(reverse("account_reauthenticate"))
    assert client.get(address(type(world.engine), "changelist")).status_code == 200
    assert client.get(address(Word, "changelist")).status_code == 200


def test_djangos_own_log_of_the_administration_stays_empty(world: World) -> None:
    """It would keep the names of things for ever, beside the record and outside every rule."""
    client = of(world, "administrator")
    client.post(reverse("admin:accounts_team_add"), {"name": "West"})
    page = address(type(world.prompt), "change", world.prompt.pk)
    resend(client, page)
    form = {"action": "switch_off", "_selected_action": [world.prompt.pk]}
    client.post(reverse("admin:chat_prompt_changelist"), form)
    client.post(address(type(world.prompt), "delete", world.prompt.pk), {"post": "yes"})
    client.post(address(User, "left", world.owner.pk), {"to": world.people["manager"].pk})
    assert not LogEntry.objects.exists()
    assert AuditEntry.objects.filter(action__in=["team.added", "prompt.deleted"]).count() == 2


def test_an_administrator_who_was_invited_can_do_all_that_one_needs(world: World) -> None:
    invitation, _ = invitations.invite(
        email="ines@larkmoor.example", name="Ines", role="administrator", teams=[],
        by=world.people["administrator"],
    )  # fmt: skip
    ines = invitations.accept(invitation=invitation, password=PASSWORD)
    client = signed_in(ines)
    shown = client.get(reverse("admin:index")).content.decode()
    for heading in ("People", "What models may do", "Keeping and erasing", "What happened"):
        assert f">{heading}</h2>" in shown
    for model, page in admin.site._registry.items():
        assert (client.get(address(model, "add")).status_code == 200) == page.may_add
        assert client.get(address(model, "changelist")).status_code == 200
    for add, form in needed(world, ines).items():
        reply = client.post(reverse(f"admin:{add}_add"), form)
        done = reply.status_code == 302 or b"is invited" in reply.content
        assert done, (add, reply.context["adminform"].form.errors)


def needed(world: World, by: User) -> dict[str, dict[str, Any]]:
    soon = str(timezone.localdate() + timedelta(days=90))
    return {
        "accounts_team": {"name": "West"},
        "accounts_invitation": {
            "name": "Noor", "email": "noor@larkmoor.example", "role": "practitioner",
            "teams": [world.north.pk],
        },
        "governance_usecase": {
            "title": "Translate", "slug": "translate", "room": "chat", "purpose": "P.",
            "allowed": "on", "owner": by.pk, "classification": 2, "review_date": soon, "order": 9,
        },
        "governance_retentionrule": {"kind": a_kind(), "team": world.north.pk, "days": 30},
        "translation_term": {"english": "threshold", "in_pl": "próg"},
        "translation_phrase": {
            "code": "wait", "topic": "Needs", "side": "both", "english": "Wait.", "order": 1,
        },
        "privacy_word": {"kind": "hidden", "words": "Kestrel House", "label": "ADDRESS"},
        "chat_prompt": {
            "title": "Agenda", "slug": "agenda", "summary": "S.", "body": "B.", "category": "Plan",
            "task": "answer", "owner": by.pk, "review_date": soon, "enabled": "on",
        },
        "gateway_engine": {
            "name": "Model", "kind": "openai", "order": 5, "address": "https://model.example/v1",
            "model": "m", "highest_classification": 0, "context_size": 8192, "connect_timeout": 5,
            "read_timeout": 60, "total_timeout": 300, "price_in": 0, "price_out": 0,
        },
    }  # fmt: skip


def a_kind() -> str:
    from workspace.governance.retention import KINDS

    return next(iter(KINDS))


def test_what_anything_refers_to_is_not_deleted(world: World) -> None:
    client = of(world, "administrator")
    for obj in (world.engine, world.use_case, world.north):
        page = address(type(obj), "delete", obj.pk)
        assert client.post(page, {"post": "yes"}).status_code == 403
        assert type(obj).objects.filter(pk=obj.pk).exists()
    alone = type(world.north).objects.create(name="Alone")
    assert client.post(address(type(alone), "delete", alone.pk), {"post": "yes"}).status_code == 302
    assert not type(alone).objects.filter(pk=alone.pk).exists()


def test_every_page_says_what_it_is_for_in_plain_words(world: World) -> None:
    shown = of(world, "administrator").get(reverse("admin:index")).content.decode()
    for page in admin.site._registry.values():
        assert page.about in shown
    words = re.sub(r"<[^>]+>", " ", shown)
    assert not re.search(r"\b(queryset|superuser|JSON|foreign key|slug|object)\b", words)


def test_jobs_set_aside_are_put_back_and_on_the_record(world: World) -> None:
    job = world.answer.job
    assert job is not None
    Job.objects.filter(pk=job.pk).update(state="quarantined", reason="Tried 3 times.")
    form = {"action": "put_back", "_selected_action": [job.pk]}
    of(world, "administrator").post(reverse("admin:jobs_job_changelist"), form)
    job.refresh_from_db()
    assert job.state == "queued"
    assert AuditEntry.objects.filter(action="job.retried", object_id=str(job.pk)).exists()
