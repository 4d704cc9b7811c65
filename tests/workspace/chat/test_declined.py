"""A request for a decision isn't sent: the page says why, keeps the words, and offers a way on."""

import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from tests.access.world import make_world
from tests.model_server import Reply
from workspace.accounts.models import User
from workspace.chat.actions.composing import compose
from workspace.chat.actions.sending import Declined, send
from workspace.chat.models import Message
from workspace.gateway.door import Request, Stopped
from workspace.gateway.door import stream as ask_door
from workspace.governance.models import AuditEntry, GuardWording
from workspace.jobs import running
from workspace.jobs.models import Event
from workspace.privacy.preparing import Draft

ASKED = "Mum, Shabana Warsame, says she fell.\nIs Shabana lying?"
DECIDES = (
    "She missed two visits (D1 ¶1). She said the bus was late.\n"
    "In my view the threshold for section 47 is met. More words follow here."
)


@pytest.fixture
def world(db: None) -> Any:
    return make_world()


@pytest.fixture
def browser(world: Any, client: Client) -> Client:
    return families.sign_in(client, world.owner)


def _address(name: str, world: Any) -> str:
    return reverse(f"chat:{name}", args=[world.conversation.pk])


def _entries(action: str) -> list[AuditEntry]:
    return list(AuditEntry.objects.filter(action=action))


def _post(browser: Client, world: Any, text: str, **more: str) -> Any:
    return browser.post(_address("draft", world), {"text": text, **more})


def test_a_declined_request_is_kept_explained_and_not_sent(world: Any, browser: Client) -> None:
    before = world.conversation.messages.count()
    answer = _post(browser, world, ASKED)
    assert answer.url == _address("declined", world)
    page = browser.get(answer.url).content.decode()
    assert "Who is to be believed is not for a computer to say" in page
    assert "Shabana Warsame, says she fell." in page
    assert "&gt; Is Shabana lying?" in page, "their own words are in what is offered"
    assert world.conversation.messages.count() == before + 1, "the draft and nothing more"
    assert world.conversation.messages.get(status="draft").text.endswith("lying?")


def test_declining_is_recorded_without_a_word_of_it(world: Any, browser: Client) -> None:
    _post(browser, world, ASKED)
    (entry,) = _entries("guard.declined")
    assert (entry.facts, entry.actor_id) == ({"reason": "credibility"}, str(world.owner.pk))
    assert "Shabana" not in json.dumps(entry.facts)
    assert entry.object_type == "chat.message"


def test_what_is_offered_instead_goes_on_to_the_preview(world: Any, browser: Client) -> None:
    _post(browser, world, ASKED)
    offered = browser.get(_address("declined", world)).context["instead"]
    answer = _post(browser, world, offered)
    assert answer.url == _address("preview", world)
    assert "Ask for the evidence" not in browser.get(answer.url).content.decode()
    assert len(_entries("guard.declined")) == 1


def test_an_ordinary_request_is_not_held_up(world: Any, browser: Client) -> None:
    answer = _post(browser, world, "What does the section 47 threshold mean?")
    assert answer.url == _address("preview", world)
    assert browser.get(_address("declined", world)).url == _address("preview", world)
    assert not _entries("guard.declined")


def test_sending_past_the_page_is_declined_too(world: Any, browser: Client) -> None:
    draft = compose(conversation=world.conversation, text=ASKED, by=world.owner)
    with pytest.raises(Declined):
        send(draft=draft, by=world.owner)
    assert browser.post(_address("send", world)).url == _address("declined", world)
    draft.refresh_from_db()
    assert draft.status == Message.Status.DRAFT
    assert len(_entries("guard.declined")) == 2


def test_saying_that_it_was_wrong_is_recorded_and_loses_nothing(
    world: Any, browser: Client
) -> None:
    _post(browser, world, ASKED)
    page = browser.post(_address("disputed", world), follow=True)
    assert page.redirect_chain[-1][0] == _address("declined", world)
    assert "is recorded" in page.content.decode()
    (entry,) = _entries("guard.disputed")
    assert entry.facts == {"reason": "credibility"}
    assert world.conversation.messages.filter(status="draft").exists()


def test_disputing_nothing_records_nothing(world: Any, browser: Client) -> None:
    browser.post(_address("disputed", world))
    assert not _entries("guard.disputed")


def test_the_council_words_it_in_its_own_way(world: Any, browser: Client) -> None:
    GuardWording.objects.update_or_create(
        reason="credibility",
        defaults={"title": "Ask Bronwen", "explanation": "We decide.", "instead": "List it."},
    )
    _post(browser, world, ASKED)
    page = browser.get(_address("declined", world)).content.decode()
    assert "Ask Bronwen" in page
    assert "We decide." in page
    assert "List it." in page


def test_without_a_row_the_wording_is_ours(world: Any, browser: Client) -> None:
    GuardWording.objects.all().delete()
    _post(browser, world, ASKED)
    assert "not for a computer to say" in browser.get(_address("declined", world)).content.decode()


def test_the_way_on_keeps_an_edited_message_s_place(world: Any, browser: Client) -> None:
    _post(browser, world, ASKED, edit=str(world.asked.pk))
    page = browser.get(_address("declined", world)).content.decode()
    assert f'name="edit" value="{world.asked.pk}"' in page


def test_the_door_refuses_whatever_else_let_through(world: Any) -> None:
    request = Request([Draft("user", (ASKED,))], world.engine)
    coming = ask_door(
        families.everyday(), request, by=world.owner, vault=world.conversation.vault_id
    )
    with pytest.raises(Stopped) as stopped:
        list(coming)
    assert (stopped.value.code, stopped.value.decision) == ("guard", "credibility")
    assert _entries("model.refused")[-1].facts["decision"] == "credibility"


@pytest.mark.django_db(transaction=True)
def test_a_model_s_verdict_is_never_shown_and_the_way_on_is_offered(
    user: User, client: Client
) -> None:
    with families.asked("What do the documents say?", Reply(DECIDES), by=user) as (_, answer):
        running.run(answer.job.pk)
    answer.refresh_from_db()
    assert (answer.status, answer.held_back) == ("failed", "threshold")
    assert "She missed two visits" in answer.text
    assert "threshold" not in answer.text
    shown = "".join(str(event.data) for event in Event.objects.filter(job=answer.job))
    assert "She missed" in shown
    assert "is met" not in shown
    assert "In my view" not in shown
    (entry,) = _entries("model.held_back")
    assert entry.facts["reason"] == "threshold"
    families.sign_in(client, user)
    page = client.get(reverse("chat:conversation", args=[answer.conversation_id])).content.decode()
    assert reverse("chat:evidence", args=[answer.pk]) in page
    assert reverse("chat:retry", args=[answer.pk]) in page
    offered = client.get(reverse("chat:evidence", args=[answer.pk]))
    assert "&gt; What do the documents say?" in offered.content.decode()
