"""What an administrator does with people: inviting, changing, closing, opening, helping."""

import re
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests import families
from tests.access.world import World, make_world, person
from tests.freshly import signed_in
from workspace.accounts import invitations
from workspace.accounts.models import Invitation, Role, User
from workspace.chat.models import Conversation
from workspace.governance.models import AuditEntry, UseCase
from workspace.governance.retention import KINDS

pytestmark = pytest.mark.django_db
CONSOLE = "django.core.mail.backends.console.EmailBackend"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def ada(world: World) -> Client:
    return signed_in(world.people["administrator"])


def invite(client: Client, **more: Any) -> Any:
    form = {"name": "Nell Ashgrove", "email": "nell@larkmoor.example", "role": "practitioner"}
    return client.post(reverse("admin:accounts_invitation_add"), form | more)


def page_of(user: User, act: str = "change") -> str:
    return reverse(f"admin:accounts_user_{act}", args=[user.pk])


def link_in(text: str) -> str:
    return next(word.strip('"') for word in text.split() if "/join/" in word)


def test_inviting_sends_an_email_and_shows_no_link(world: World, ada: Client) -> None:
    reply = invite(ada, teams=[world.north.pk])
    assert "on its way to nell@larkmoor.example" in reply.content.decode()
    assert "/join/" not in reply.content.decode()
    (sent,) = mail.outbox
    made = Invitation.objects.get()
    assert list(made.teams.all()) == [world.north]
    assert made.by == world.people["administrator"]
    secret = link_in(sent.body).rpartition("/")[2]
    assert invitations.find(invitations.digest_of(secret)) == made


def test_where_no_email_goes_out_the_link_is_shown_once(
    world: World, ada: Client, settings: Any, capsys: Any
) -> None:
    settings.EMAIL_BACKEND = CONSOLE
    reply = invite(ada)
    text = reply.content.decode()
    start = text.index("http://testserver/join/")
    link = text[start : text.index('"', start)]
    assert "shown only now" in text
    assert "/join/" not in capsys.readouterr().out
    made = Invitation.objects.get()
    for name in ("change", "changelist"):
        where = reverse(
            f"admin:accounts_invitation_{name}", args=[made.pk] if name == "change" else []
        )
        shown = ada.get(where).content.decode()
        assert link.rpartition("/")[2] not in shown
        assert made.digest not in shown
    browser = Client()
    assert browser.get(link, follow=True).status_code == 200


@pytest.mark.parametrize("email", ["oona@larkmoor.example", "OONA@larkmoor.example"])
def test_whoever_has_an_account_is_not_invited(world: World, ada: Client, email: str) -> None:
    reply = invite(ada, email=email)
    assert "Oona Fernhill already has an account" in reply.content.decode()
    assert not Invitation.objects.exists()
    assert mail.outbox == []


def test_whoever_has_left_is_brought_back_instead(world: World, ada: Client) -> None:
    reply = invite(ada, email="lorcan@larkmoor.example")
    assert "let them return" in reply.content.decode()


def test_sending_again_makes_the_first_link_useless(world: World, ada: Client) -> None:
    invite(ada)
    made = Invitation.objects.get()
    again = reverse("admin:accounts_invitation_again", args=[made.pk])
    assert ada.get(again).status_code == 302  # following a link does nothing
    assert len(mail.outbox) == 1
    ada.post(again)
    first, second = (link_in(sent.body).rpartition("/")[2] for sent in mail.outbox)
    assert invitations.find(invitations.digest_of(first)) is None
    assert invitations.find(invitations.digest_of(second)) == made


def test_withdrawing(world: World, ada: Client) -> None:
    invite(ada)
    made = Invitation.objects.get()
    ada.post(reverse("admin:accounts_invitation_withdraw", args=[made.pk]))
    made.refresh_from_db()
    assert made.state == "Withdrawn"
    shown = ada.get(reverse("admin:accounts_invitation_change", args=[made.pk])).content.decode()
    assert "Send again" not in shown
    ada.post(reverse("admin:accounts_invitation_again", args=[made.pk]))
    assert len(mail.outbox) == 1


def test_a_page_has_one_name_in_its_heading_and_on_the_way_to_it(ada: Client) -> None:
    places = {
        "governance_usecase": "Use-case register", "chat_prompt": "Prompt library",
        "jobs_job": "Work in the background", "governance_stop": "Kill switches so far",
    }  # fmt: skip
    for place, name in places.items():
        page = ada.get(reverse(f"admin:{place}_changelist")).content.decode()
        crumbs = page.partition('class="breadcrumbs"')[2].partition("</div>")[0]
        assert name in crumbs
        assert f"<h1>{name}</h1>" in page


def test_times_are_on_the_24_hour_clock(ada: Client) -> None:
    invite(ada)
    page = ada.get(reverse("admin:accounts_invitation_changelist")).content.decode()
    assert "Nell Ashgrove" in page
    assert re.search(r"\d{1,2} \w{3} \d{4}, \d\d:\d\d<", page)


def test_retention_says_what_holds_without_a_rule(ada: Client) -> None:
    page = ada.get(reverse("admin:governance_retentionrule_changelist")).content.decode()
    for kind in KINDS.values():
        assert f"{kind.label}: " in page


def test_a_kill_switch_and_a_hold_are_listed_by_name(world: World, ada: Client) -> None:
    for work in (world.north, world.use_case, world.engine, None):
        families.stopped(work)
    page = ada.get(reverse("admin:governance_stop_changelist")).content.decode()
    for name in ("North", world.use_case.title, world.engine.name, "All models, for everybody"):
        assert f">{name}<" in page


def test_nobody_is_added_or_deleted_by_hand(world: World, ada: Client) -> None:
    assert ada.get(reverse("admin:accounts_user_add")).status_code == 403
    assert ada.post(page_of(world.owner, "delete"), {"post": "yes"}).status_code == 403
    assert ada.get(f"/admin/accounts/user/{world.owner.pk}/password/").status_code in (302, 404)
    assert b"password" not in ada.get(page_of(world.owner)).content.lower().replace(
        b"lost phone or passkey", b""
    )


def change(client: Client, user: User, **more: Any) -> Any:
    form = {
        "name": user.name, "email": user.email, "role": user.role,
        "teams": [team.pk for team in user.teams.all()],
    }  # fmt: skip
    return client.post(page_of(user), form | more)


def test_a_new_role_is_on_the_record_and_begins_with_signing_in(world: World, ada: Client) -> None:
    browser = Client()
    browser.force_login(world.owner)
    browser.get(reverse("chat:home"))
    assert change(ada, world.owner, role="manager", teams=[world.south.pk]).status_code == 302
    world.owner.refresh_from_db()
    assert (world.owner.role, list(world.owner.teams.all())) == ("manager", [world.south])
    assert browser.get(reverse("chat:home")).status_code == 302
    entry = AuditEntry.objects.get(action="person.changed")
    assert entry.object_id == str(world.owner.pk)
    assert sorted(entry.facts["fields"]) == ["role", "teams"]


def test_no_box_closes_an_account(world: World, ada: Client) -> None:
    """Leaving is one act with all that belongs to it; there is no side door to half of it."""
    assert b"is_active" not in ada.get(page_of(world.owner)).content
    change(ada, world.owner, name="Oona Fern", is_active="", left="2020-01-01")
    world.owner.refresh_from_db()
    assert (world.owner.is_active, world.owner.left, world.owner.name) == (True, None, "Oona Fern")


def test_ones_own_role_cannot_be_changed(world: World, ada: Client) -> None:
    me = world.people["administrator"]
    assert "This is you" in ada.get(page_of(me)).content.decode()
    change(ada, me, role="practitioner")
    me.refresh_from_db()
    assert me.role == Role.ADMINISTRATOR
    assert "own account" in ada.get(page_of(me, "left")).content.decode()
    ada.post(page_of(me, "left"), {"to": world.people["manager"].pk})
    me.refresh_from_db()
    assert me.is_active


def test_somebody_leaves(world: World, ada: Client) -> None:
    page = ada.get(page_of(world.owner, "left"))
    assert page.context["form"]["to"].value() == world.people["manager"].pk
    assert "cannot sign in again" in page.content.decode()
    reply = ada.post(page_of(world.owner, "left"), {"to": world.people["manager"].pk}, follow=True)
    shown = reply.content.decode()
    assert "can no longer sign in" in shown
    assert "This account is closed" in shown
    assert "Let this person return" in shown
    assert Conversation.objects.get().owner == world.people["manager"]
    world.owner.refresh_from_db()
    assert not world.owner.is_active


@pytest.mark.parametrize("to", ["", "nobody", "0", "999999"])
def test_somebody_must_take_over(world: World, ada: Client, to: str) -> None:
    reply = ada.post(page_of(world.owner, "left"), {"to": to})
    assert reply.status_code == 200
    assert "errornote" in reply.content.decode()
    world.owner.refresh_from_db()
    assert world.owner.is_active


def test_only_a_manager_can_be_chosen(world: World, ada: Client) -> None:
    ada.post(page_of(world.owner, "left"), {"to": world.people["colleague"].pk})
    world.owner.refresh_from_db()
    assert world.owner.is_active


def test_what_a_leaver_answers_for_is_shown_and_stays_shown(world: World, ada: Client) -> None:
    UseCase.objects.update(owner=world.owner)
    where = reverse("admin:governance_usecase_change", args=[world.use_case.pk])
    assert where in ada.get(page_of(world.owner, "left")).content.decode()
    to = {"to": world.people["manager"].pk}
    shown = ada.post(page_of(world.owner, "left"), to, follow=True).content.decode()
    assert f'href="{where}"' in shown
    assert "Name somebody else" in shown
    register = ada.get(reverse("admin:governance_usecase_changelist")).content.decode()
    assert "has left: name somebody" in register


def test_a_leaver_returns(world: World, ada: Client) -> None:
    leaver = world.people["leaver"]
    assert ada.get(page_of(leaver, "return")).status_code == 302
    leaver.refresh_from_db()
    assert not leaver.is_active
    ada.post(page_of(leaver, "return"))
    leaver.refresh_from_db()
    assert leaver.is_active
    assert AuditEntry.objects.filter(action="person.returned").exists()


def test_nothing_of_a_closed_account_is_changed(world: World, ada: Client) -> None:
    assert change(ada, world.people["leaver"], role="administrator").status_code == 403


def test_somebody_who_lost_their_phone_is_helped(world: World, ada: Client) -> None:
    Authenticator.objects.create(user=world.owner, type="totp", data={})
    assert "Set up" in ada.get(page_of(world.owner)).content.decode()
    assert "calling them back" in ada.get(page_of(world.owner, "factors")).content.decode()
    assert Authenticator.objects.exists()
    ada.post(page_of(world.owner, "factors"))
    assert not Authenticator.objects.exists()
    entry = AuditEntry.objects.get(action="person.factors_removed")
    assert entry.object_id == str(world.owner.pk)


def test_somebody_is_signed_out_everywhere(world: World, ada: Client) -> None:
    theirs, others = Client(), Client()
    theirs.force_login(world.owner)
    others.force_login(world.people["colleague"])
    assert "Sign out everywhere" in ada.get(page_of(world.owner)).content.decode()
    ada.get(page_of(world.owner, "out"))
    assert theirs.get("/").status_code == 200, "following a link does nothing"
    ada.post(page_of(world.owner, "out"))
    assert theirs.get("/").status_code == 302
    assert others.get("/").status_code == 200
    assert AuditEntry.objects.get(action="person.signed_out").object_id == str(world.owner.pk)


def test_teams_show_who_is_missing_a_manager(world: World, ada: Client) -> None:
    person("Extra", world.south, is_active=False)
    shown = ada.get(reverse("admin:accounts_team_changelist"))
    counted = {str(team): (team.members, team.managers) for team in shown.context["cl"].result_list}
    assert counted == {"North": (3, 1), "South": (1, 0)}


@pytest.mark.parametrize("name", ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>'])
def test_a_name_is_never_markup(world: World, ada: Client, name: str) -> None:
    UseCase.objects.update(owner=world.owner, title=name)
    User.objects.filter(pk=world.owner.pk).update(name=name)
    to = {"to": world.people["manager"].pk}
    pages = [ada.get(page_of(world.owner, act)) for act in ("change", "left", "factors")]
    pages.append(ada.post(page_of(world.owner, "left"), to, follow=True))
    pages.append(invite(ada, name=name))
    for page in pages:
        assert name not in page.content.decode()
