"""A leaver is out at once; their work passes to a manager; nobody locks everybody out."""

import threading
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.urls import reverse

from tests.access.world import World, a_job, make_world, person
from workspace.accounts import invitations, leaving
from workspace.accounts.leaving import NotPossible
from workspace.accounts.models import Invitation, Role, User
from workspace.chat.actions.conversations import start
from workspace.chat.models import Conversation, Prompt
from workspace.governance.models import AuditEntry, UseCase
from workspace.jobs.models import Job, State
from workspace.outputs.models import Output
from workspace.privacy.vaults import open_vault

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def go(world: World, who: str = "owner", to: str = "manager") -> User:
    user = world.people[who]
    leaving.leave(user=user, to=world.people[to], by=world.people["administrator"])
    user.refresh_from_db()
    return user


def actions() -> list[str]:
    return list(AuditEntry.objects.values_list("action", flat=True))


def an_output(world: World, **more: Any) -> Output:
    given = {
        "owner": world.owner, "case": world.case, "vault": world.case.vault,
        "use_case": world.use_case, "kind": "chat.answer", "source_id": "-",
        "engine_name": "Assistant",
    }  # fmt: skip
    return Output.objects.create(**given | more)


def test_every_browser_is_signed_out_at_once(world: World) -> None:
    browsers = [Client(), Client()]
    for browser in browsers:
        browser.force_login(world.owner)
        assert browser.get(reverse("chat:home")).status_code == 200
    other = Client()
    other.force_login(world.people["colleague"])
    user = go(world)
    assert not user.is_active
    assert user.left is not None
    for browser in browsers:
        assert browser.get(reverse("chat:home")).status_code == 302
        assert not Session.objects.filter(session_key=browser.session.session_key).exists()
    assert not user.usersession_set.exists()
    assert other.get(reverse("chat:home")).status_code == 200


def test_a_leaver_cannot_sign_in_again(world: World) -> None:
    user = go(world)
    browser = Client()
    form = {"login": user.email, "password": "quiet heron over the mill"}
    browser.post(reverse("account_login"), form)
    assert "_auth_user_id" not in browser.session


def test_chats_pass_to_the_manager_and_the_words_with_them(world: World) -> None:
    private = start(by=world.owner)
    go(world)
    manager = world.people["manager"]
    for conversation in (world.conversation, private):
        conversation.refresh_from_db()
        assert (conversation.owner, conversation.passed_from) == (manager, world.owner)
        assert conversation.passed is not None
    browser = Client()
    browser.force_login(manager)
    assert "(2)" in browser.get(reverse("chat:home")).content.decode()
    page = browser.get(reverse("chat:passed")).content.decode()
    assert "From Oona Fernhill" in page
    assert "Zofia Brambleworth" in page
    chat = browser.get(reverse("chat:conversation", args=[world.conversation.pk]))
    assert b"Zofia Brambleworth" in chat.content
    stranger = Client()
    stranger.force_login(world.people["colleague"])
    address = reverse("chat:conversation", args=[private.pk])
    assert stranger.get(address).status_code == 404


def test_a_chat_of_a_case_goes_to_a_manager_who_may_see_it(world: World) -> None:
    elsewhere = person("Maelle", world.south, role=Role.MANAGER)
    private = start(by=world.owner)
    leaving.leave(user=world.owner, to=elsewhere, by=world.people["administrator"])
    world.conversation.refresh_from_db()
    private.refresh_from_db()
    assert world.conversation.owner == world.people["manager"]
    assert private.owner == elsewhere
    assert Conversation.objects.visible_to(world.people["manager"]).get() == world.conversation


def test_each_thing_that_passed_is_on_the_record_by_itself(world: World) -> None:
    output = world.output
    go(world)
    facts = {"passed_from": str(world.owner.pk), "passed_to": str(world.people["manager"].pk)}
    for action, on in {
        "chat.passed_on": world.conversation,
        "prompt.passed_on": world.prompt,
        "output.passed_on": output,
    }.items():
        entry = AuditEntry.objects.get(action=action)
        assert (entry.object_id, entry.facts) == (str(on.pk), facts)
        assert entry.actor_id == str(world.people["administrator"].pk)
    assert "person.left" in actions()
    assert Prompt.objects.get().owner == world.people["manager"]
    output.refresh_from_db()
    assert (output.owner, output.passed_from) == (world.people["manager"], world.owner)


def test_a_second_approval_asked_of_a_leaver_is_asked_of_another(world: World) -> None:
    colleagues = an_output(world, owner=world.people["colleague"], asked=world.owner)
    managers = an_output(
        world, owner=world.people["manager"], asked=world.owner, source_id="another"
    )
    go(world)
    colleagues.refresh_from_db()
    managers.refresh_from_db()
    assert colleagues.asked == world.people["manager"]
    assert managers.asked is None  # nobody approves their own work twice


def test_answers_being_written_stop_and_documents_are_still_read(world: World) -> None:
    answering = a_job(world.owner, "…", state=State.RUNNING)
    reading = a_job(world.owner, "…", state=State.QUEUED)
    reading.kind, reading.subject_id = "chat.read", str(world.document.pk)
    reading.save()
    go(world)
    answering.refresh_from_db()
    reading.refresh_from_db()
    assert answering.state == State.CANCELLED
    assert (reading.state, reading.owner) == (State.QUEUED, world.people["manager"])
    assert not Job.objects.visible_to(User.objects.get(pk=world.owner.pk)).exists()


def test_a_reason_for_a_prohibited_use_does_not_pass_on(world: World) -> None:
    Conversation.objects.update(overridden=world.asked.created, override_reason="Because.")
    go(world)
    world.conversation.refresh_from_db()
    assert world.conversation.overridden is None
    assert world.conversation.override_reason == "Because."


def test_uses_are_not_moved_but_named(world: World) -> None:
    UseCase.objects.update(owner=world.owner)
    assert any("Summarise case" in what for what, _ in leaving.answers_for(world.owner))
    user = go(world)
    assert UseCase.objects.get().owner == user
    assert leaving.answers_for(user)[0][1].endswith("/change/")


def test_invitations_they_sent_stop_working(world: World) -> None:
    other = person("Adela", role=Role.ADMINISTRATOR)
    invitation, secret = invitations.invite(
        email="new@larkmoor.example", name="New", role="practitioner", teams=[], by=other
    )
    leaving.leave(user=other, to=None, by=world.people["administrator"])
    assert Invitation.objects.get(pk=invitation.pk).withdrawn
    assert invitations.find(invitations.digest_of(secret)) is None
    assert "person.invitation_withdrawn" in actions()


def refused(**given: Any) -> str:
    with pytest.raises(NotPossible) as problem:
        leaving.leave(**given)
    return str(problem.value)


def test_what_is_not_possible_is_said_and_changes_nothing(world: World) -> None:
    by, manager = world.people["administrator"], world.people["manager"]
    assert "Choose the manager" in refused(user=world.owner, to=None, by=by)
    assert "a manager whose" in refused(user=world.owner, to=world.people["colleague"], by=by)
    assert "a manager whose" in refused(user=manager, to=manager, by=by)
    assert "your own account" in refused(user=by, to=None, by=by)
    assert "left already" in refused(user=world.people["leaver"], to=manager, by=by)
    User.objects.filter(pk=manager.pk).update(is_active=False)
    manager.refresh_from_db()
    assert "a manager whose" in refused(user=world.owner, to=manager, by=by)
    world.owner.refresh_from_db()
    assert world.owner.is_active
    assert "person.left" not in actions()


def test_whoever_still_has_chats_cannot_leave_them_to_nobody(world: World) -> None:
    """A practitioner who became an auditor keeps the chats of before."""
    User.objects.filter(pk=world.owner.pk).update(role=Role.AUDITOR)
    world.owner.refresh_from_db()
    said = refused(user=world.owner, to=None, by=world.people["administrator"])
    assert "still has" in said
    assert User.objects.get(pk=world.owner.pk).is_active
    assert "person.left" not in actions()


def test_the_last_administrator_stays(world: World) -> None:
    ada = world.people["administrator"]
    assert "only administrator" in refused(user=ada, to=None, by=world.people["auditor"])
    with pytest.raises(NotPossible, match="only administrator"):
        leaving.check_role_change(user=ada, to=Role.MANAGER, by=world.people["auditor"])
    other = person("Adela", role=Role.ADMINISTRATOR)
    leaving.leave(user=other, to=None, by=ada)
    with pytest.raises(NotPossible, match="only administrator"):
        leaving.check_role_change(user=ada, to=Role.MANAGER, by=other)


@pytest.mark.django_db(transaction=True)
def test_two_administrators_cannot_close_each_others_accounts_at_once(world: World) -> None:
    ada, other = world.people["administrator"], person("Adela", role=Role.ADMINISTRATOR)
    start_line = threading.Barrier(2)

    def close(user: User, by: User) -> None:
        try:
            start_line.wait()
            leaving.leave(user=user, to=None, by=by)
        except NotPossible:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=close, args=pair) for pair in ((ada, other), (other, ada))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert User.objects.filter(role=Role.ADMINISTRATOR, is_active=True).count() == 1


def test_coming_back_opens_the_account_and_nothing_else(world: World) -> None:
    user = go(world)
    leaving.come_back(user=user, by=world.people["administrator"])
    user.refresh_from_db()
    assert (user.is_active, user.left) == (True, None)
    assert not Conversation.objects.filter(owner=user).exists()
    assert "person.returned" in actions()
    with pytest.raises(NotPossible):
        leaving.come_back(user=user, by=world.people["administrator"])


def test_the_vault_of_a_case_stays_the_teams(world: World) -> None:
    go(world)
    world.case.refresh_from_db()
    names = [str(s) for s in open_vault(world.case.vault_id).identities.subjects]
    assert names


def test_managers_of_their_own_teams_are_offered_first(world: World) -> None:
    person("Abel", world.south, role=Role.MANAGER)
    assert [one.name for one in leaving.managers_for(world.owner)] == [
        "Mabyn Fernhill", "Abel Fernhill",
    ]  # fmt: skip


@pytest.mark.parametrize("role", Role.values)
def test_the_role_alone_gives_power(role: str, db: None) -> None:
    """Whatever Django's own marks are set to, they follow the role."""
    user = User.objects.create_user(
        "x@larkmoor.example", name="X", role=role, is_staff=True, is_superuser=True
    )
    assert user.is_staff == (role in ("auditor", "administrator"))
    assert not user.is_superuser
    user.role = Role.PRACTITIONER
    user.save(update_fields=["role"])
    user.refresh_from_db()
    assert not user.is_staff
