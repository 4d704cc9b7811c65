"""Every finished answer is a draft of its own; what is put aside leaves none behind."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from tests.access.payloads import look
from tests.model_server import ModelServer, Reply, error
from workspace.chat.actions import sending
from workspace.chat.actions.documents import attach
from workspace.chat.drafts import address, sources
from workspace.jobs import running
from workspace.outputs.actions.approving import approve
from workspace.outputs.actions.editing import save
from workspace.outputs.models import Output
from workspace.outputs.versions import current

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "Shabana Warsame said that Amina was ill."


@pytest.fixture
def server():
    with ModelServer(Reply("Amina was ill (M1 ¶1).")) as server:
        yield server


@pytest.fixture
def chat(user, server):
    engine = families.server_engine(server)
    return families.chat(user, case=families.case_of(user), engine=engine)


def answered(answer):
    running.run(answer.job.pk)
    answer.refresh_from_db()
    return answer


def test_an_answer_becomes_a_draft_of_the_chats_use(chat, user):
    answer = answered(families.ask(chat, NOTE, by=user))
    output = Output.objects.get()
    assert (output.kind, output.source_id) == ("chat.answer", str(answer.pk))
    assert (output.owner, output.case, output.vault) == (user, chat.case, chat.vault)
    assert output.use_case == chat.use_case
    assert (output.engine_name, output.version) == ("Test model", "fake-model-2026")
    assert current(output).text == answer.text


def test_an_answer_that_never_came_is_no_draft(chat, user, server):
    server.behaviour = error(500)
    answered(families.ask(chat, NOTE, by=user))
    assert not Output.objects.exists()


def test_a_draft_may_cite_documents_and_messages(chat, user):
    attach(conversation=chat, name="note.txt", data=b"One.\n\nTwo.", by=user)
    running.run(chat.documents.get().job.pk)
    answered(families.ask(chat, f"{NOTE}\n\nWhat now?", by=user))
    output = Output.objects.get()
    found = sources(output)
    assert found["D1"] == ["One.", "Two."]
    assert len(found["M1"]) == 2
    assert "Warsame" not in found["M1"][0]
    assert address(output).startswith(f"/chats/{chat.pk}/#turn-")


def test_asking_again_puts_an_untouched_draft_aside(chat, user):
    answer = answered(families.ask(chat, NOTE, by=user))
    again = answered(sending.retry(answer=answer, by=user))
    assert [output.source_id for output in Output.objects.all()] == [str(again.pk)]


def test_asking_again_leaves_what_somebody_has_worked_on(chat, user):
    answer = answered(families.ask(chat, NOTE, by=user))
    output = Output.objects.get()
    save(output=output, text="My own words.", stamp=current(output).stamp, by=user)
    answered(sending.retry(answer=answer, by=user))
    assert Output.objects.count() == 2


def page_of(chat, user):
    response = families.sign_in(Client(), user).get(reverse("chat:conversation", args=[chat.pk]))
    return response.content.decode()


def test_the_chat_says_where_its_answers_stand(chat, user):
    answered(families.ask(chat, NOTE, by=user))
    output = Output.objects.get()
    page = page_of(chat, user)
    assert "Review and approve" in page
    assert 'class="turn-body" data-draft' in page
    approve(output=output, stamp=current(output).stamp, by=user, knowing=True)
    page = page_of(chat, user)
    assert "Use the approved text" in page
    assert "Approved by" in " ".join(look(page).words)
    assert 'class="turn-body" data-draft' not in page


def test_the_models_words_stay_a_draft_when_others_were_approved(chat, user):
    answered(families.ask(chat, NOTE, by=user))
    output = Output.objects.get()
    save(output=output, text="My own words.", stamp=current(output).stamp, by=user)
    approve(output=output, stamp=current(output).stamp, by=user, knowing=True)
    page = page_of(chat, user)
    assert "Use the approved text" in page
    assert 'class="turn-body" data-draft' in page
    said = " ".join(" ".join(look(page).words).split())
    assert "with changes: above is the model’s draft" in said
    assert "Draft written by" in said
