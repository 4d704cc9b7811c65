"""Answering in a worker's hands: what is kept, what is said, what becomes of what came before."""

import pytest
from django.db import connections
from django.utils import timezone

from tests import families
from tests.model_server import ModelServer, Reply, echo, error, fault
from workspace.cases import actions as cases
from workspace.chat.actions import answering as answers
from workspace.chat.actions import composing, deleting, documents, sending
from workspace.chat.models import Document, Message
from workspace.governance import stops
from workspace.governance.models import AuditEntry
from workspace.governance.policy import Refused
from workspace.jobs import running
from workspace.jobs.models import Event, Job
from workspace.privacy import detector

pytestmark = pytest.mark.django_db(transaction=True)

NOTE = "Shabana Warsame said that Amina was ill."


@pytest.fixture
def server():
    with ModelServer(echo) as server:
        yield server


@pytest.fixture
def chat(user, server):
    engine = families.server_engine(server, read_timeout=1)
    return families.chat(user, case=families.case_of(user), engine=engine)


def answered(answer):
    running.run(answer.job.pk)
    answer.refresh_from_db()
    answer.job.refresh_from_db()
    return answer


def meanwhile(act, reply):
    """A server in whose thread something happens before it answers."""

    def behave(request):
        try:
            act()
        finally:
            connections.close_all()
        return reply

    return behave


def shown(answer):
    return families.opened(answer.conversation).restore(answer.text, answer.aliases)


def test_an_answer_is_kept_masked_with_who_wrote_it(chat, user):
    answer = answered(families.ask(chat, NOTE, by=user))
    assert (answer.status, answer.version) == ("complete", "fake-model-2026")
    assert answer.engine_name == "Test model"
    assert "Warsame" not in answer.text
    assert shown(answer) == "Shabana Warsame said that Amina Warsame was ill."
    assert answer.job.state == "done"


def test_what_the_screen_was_told_is_the_answer_and_masked(chat, user, server):
    server.behaviour = Reply("Shabana Warsame and nobody else. " * 12, delay=0.002)
    answer = answered(families.ask(chat, NOTE, by=user))
    told = "".join(
        event.data["text"]
        for event in Event.objects.filter(job=answer.job, name="delta").order_by("seq")
    )
    assert told == answer.text
    assert "Warsame" not in told


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        (fault("cut", text="A quiet visit to Amina Warsame. " * 4), True),
        (error(500), False),
        (error(429), False),
    ],
    ids=["cut", "500", "429"],
)
def test_a_fault_leaves_a_message_a_retry_and_what_came(chat, user, server, reply, kept):
    server.behaviour = reply
    answer = answered(families.ask(chat, NOTE, by=user))
    assert (answer.status, answer.may_retry, answer.job.state) == ("failed", True, "failed")
    assert answer.reason == answer.job.reason
    assert bool(answer.text) == kept
    assert "Amina" not in answer.text
    server.behaviour = "All is well."
    again = answered(sending.retry(answer=answer, by=user))
    assert (again.status, again.text) == ("complete", "All is well.")
    answer.refresh_from_db()
    assert answer.superseded


def test_a_detector_that_fails_sends_nothing_and_keeps_the_draft(chat, user, server, monkeypatch):
    draft = composing.compose(conversation=chat, text=NOTE, by=user)

    def fails(*args, **kwargs):
        raise detector.DetectionFailed("The detector is not well.")

    monkeypatch.setattr(detector, "detect", fails)
    with pytest.raises(detector.DetectionFailed):
        composing.compose(conversation=chat, text="Something else", by=user)
    draft.refresh_from_db()
    assert families.opened(chat).restore(draft.text, draft.aliases) == NOTE
    answer = answered(sending.send(draft=draft, by=user))
    assert answer.status == "failed"
    assert not server.received


@pytest.mark.parametrize("scope", ["everything", "team", "use_case", "engine"])
def test_what_was_stopped_after_sending_is_refused_and_can_be_asked_again(
    chat, user, server, scope
):
    answer = families.ask(chat, NOTE, by=user)
    work = {"team": user.teams.get(), "use_case": chat.use_case, "engine": chat.engine}
    stop = families.stopped(work.get(scope), "A fault is being mended.")
    answer = answered(answer)
    assert (answer.status, answer.may_retry, answer.job.state) == ("failed", True, "failed")
    assert answer.reason == "A fault is being mended."
    assert not server.received
    with pytest.raises(Refused, match="fault is being mended"):
        sending.retry(answer=answer, by=user)
    stops.lift(stop=stop, by=families.administrator())
    again = answered(sending.retry(answer=answer, by=user))
    assert (again.status, shown(again)) == (
        "complete",
        "Shabana Warsame said that Amina Warsame was ill.",
    )


def test_the_record_of_an_answer_names_use_case_and_model(chat, user):
    answer = answered(families.ask(chat, NOTE, by=user))
    for action in ("chat.sent", "model.attempted", "model.completed"):
        entry = AuditEntry.objects.get(action=action)
        assert (entry.purpose, entry.case_id) == (chat.use_case.slug, str(chat.case_id)), action
    assert (entry.model, entry.object_id) == ("fake-model", str(answer.pk))


def test_an_answer_without_a_use_is_not_asked_for(chat, user, server):
    answer = families.ask(chat, NOTE, by=user)
    type(chat).objects.update(use_case=None)
    answer = answered(answer)
    assert (answer.status, answer.may_retry) == ("failed", True)
    assert "what this chat is for" in answer.reason
    assert not server.received


def test_the_whole_conversation_goes_along_and_what_was_put_aside_does_not(chat, user, server):
    server.behaviour = "First answer."
    first = answered(families.ask(chat, "First question.", by=user))
    server.behaviour = "Second answer."
    answered(sending.retry(answer=first, by=user))
    answered(families.ask(chat, "Next question.", by=user))
    said = [m["content"] for m in server.requests[-1]["messages"] if m["role"] != "system"]
    assert said == ["First question.", "Second answer.", "Next question."]


def test_an_edited_message_puts_aside_all_that_followed(chat, user, server):
    server.behaviour = "An answer."
    families.ask(chat, "First question.", by=user)
    asked = chat.messages.get(author="user")
    answered(chat.messages.get(author="assistant"))
    answered(families.ask(chat, "Second question.", by=user))
    draft = composing.compose(
        conversation=chat, text="Better question.", by=user, replaces=asked.pk
    )
    answered(sending.send(draft=draft, by=user))
    left = chat.messages.filter(superseded=False)
    assert [m.text for m in left] == ["Better question.", "An answer."]
    said = [m["content"] for m in server.requests[-1]["messages"] if m["role"] != "system"]
    assert said == ["Better question."]


def test_somebody_learned_later_is_hidden_in_what_was_said_before(chat, user, server):
    """A word nobody took for a name, sent once, then hidden: the next request hides it too."""
    answered(families.ask(chat, "The wobblechops came along.", by=user))
    composing.compose(conversation=chat, text="It came again.", by=user)
    composing.hide(conversation=chat, text="wobblechops", role="CHILD", by=user)
    answered(sending.send(draft=chat.messages.get(status="draft"), by=user))
    assert b"wobblechops" not in server.received[-1]


def test_a_message_is_answered_once_however_often_the_job_runs(chat, user, server):
    answer = answered(families.ask(chat, NOTE, by=user))
    for _ in range(4):
        answered(answer)
    assert len(server.requests) == 1
    assert AuditEntry.objects.filter(action="model.completed").count() == 1


def test_a_job_that_comes_after_the_answer_was_kept_changes_nothing(chat, user, server):
    answer = answered(families.ask(chat, NOTE, by=user))
    Job.objects.filter(pk=answer.job.pk).update(state="queued", finished=None)
    before = answer.text
    assert answered(answer).text == before
    assert len(server.requests) == 1


def test_a_removed_engine_is_said(chat, user, server):
    answer = families.ask(chat, NOTE, by=user)
    chat.engine.delete()
    assert "removed" in answered(answer).reason


def test_a_chat_deleted_while_its_answer_is_written_comes_not_back(chat, user, server, monkeypatch):
    answer = families.ask(chat, NOTE, by=user)

    def deletes():
        deleting.delete(conversation=chat, by=user)

    server.behaviour = meanwhile(deletes, "Too late, Amina Warsame.")
    running.run(answer.job.pk)
    assert not Message.objects.filter(pk=answer.pk).exists()
    assert not Job.objects.filter(pk=answer.job.pk).exists()


def test_people_erased_while_an_answer_is_written_end_it_with_a_message(user, server):
    chat = families.chat(user, engine=families.server_engine(server))
    answer = families.ask(chat, "Ms Shabana Warsame rang.", by=user)

    def shredding():
        families.erase(chat.vault)

    server.behaviour = meanwhile(shredding, "I spoke to Ms Shabana Warsame.")
    answer = answered(answer)
    assert answer.status == "failed"
    assert "Shabana" not in answer.text


@pytest.mark.parametrize("name", ["note.Amina", "AMINA.WARSAME", "visit.Warsame", "Amina"])
def test_the_ending_of_a_file_name_may_be_a_name(chat, user, name):
    document = documents.attach(conversation=chat, name=name, data=b"words", by=user)
    stored = Document.objects.get(pk=document.pk)
    assert "amina" not in stored.name.lower()
    assert "warsame" not in stored.name.lower()
    assert families.opened(chat).restore(stored.name, stored.name_aliases) == name


def test_the_instructions_are_the_first_thing_a_model_reads(chat, user, server):
    answered(families.ask(chat, NOTE, by=user))
    assert server.requests[-1]["messages"][0]["content"].startswith(answers.INSTRUCTIONS)


def test_a_stopped_answer_before_it_began_says_so(chat, user, server):
    answer = families.ask(chat, NOTE, by=user)
    sending.stop(answer=answer, by=user)
    answer = answered(answer)
    assert answer.gave_up
    assert "before it began" in answer.reason
    assert not server.received
    assert timezone.now() >= answer.created
    again = answered(sending.retry(answer=answer, by=user))
    assert again.status == "complete"


def add(case, name, role="PERSON"):
    cases.add_person(case=case, person=cases.Person(name, role), by=case.team.people.first())


def test_a_word_that_comes_to_mean_two_people_is_not_lost(chat, user):
    """Both Quills are listed after the note was written: "Quill" alone is hidden and comes back."""
    draft = composing.compose(
        conversation=chat, text="The quillwork was by quill, said wobb.", by=user
    )
    for name in ("Zebedee Quill", "Annabeth Quill"):
        add(chat.case, name)
    composing.hide(conversation=chat, text="wobb", role="CHILD", by=user)
    draft.refresh_from_db()
    assert "quill," not in draft.text
    shown_again = families.opened(chat).restore(draft.text, draft.aliases)
    assert shown_again == "The quillwork was by quill, said wobb."


def test_a_correction_reaches_the_names_of_documents(chat, user):
    document = documents.attach(conversation=chat, name="about wobblechops.txt", data=b"x", by=user)
    composing.hide(conversation=chat, text="wobblechops", role="CHILD", by=user)
    document.refresh_from_db()
    assert "wobblechops" not in document.name


def test_a_word_hidden_while_a_document_is_read_is_hidden_in_it(chat, user, monkeypatch):
    document = documents.attach(
        conversation=chat, name="a.txt", data=b"The wobblechops came along.", by=user
    )
    mask_texts = documents.mask_texts

    def slowly(vault, texts, **policy):
        masked = mask_texts(vault, texts, **policy)
        composing.hide(conversation=chat, text="wobblechops", role="CHILD", by=user)
        return masked

    monkeypatch.setattr(documents, "mask_texts", slowly)
    running.run(document.job.pk)
    document.refresh_from_db()
    assert document.status == "ready"
    assert "wobblechops" not in str(document.paragraphs)


def test_what_was_put_aside_meanwhile_stays_put_aside(chat, user, server):
    answer = families.ask(chat, NOTE, by=user)

    def asking_again():
        Message.objects.filter(pk=answer.pk).update(superseded=True)

    server.behaviour = meanwhile(asking_again, "Too late.")
    assert answered(answer).superseded
