"""Power cuts, lost queues, messages that come five times: one answer, kept once, shown right."""

import shutil

import pytest
import redis
from django.conf import settings

from tests import families
from tests.canary.browser import Browser, written
from tests.model_server import ModelServer, Reply
from tests.processes import Web, Worker, wait_until
from workspace.celery import app
from workspace.chat.actions import documents, sending
from workspace.chat.models import Document, Message
from workspace.governance.models import AuditEntry
from workspace.jobs.models import Event, Job, State
from workspace.jobs.sweeping import sweep

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

SAID = "Amina was well. Shabana rang. " * 20


@pytest.fixture
def server():
    with ModelServer(Reply(SAID, delay=0.001)) as server:
        yield server


@pytest.fixture
def chat(transactional_db, user, server):
    engine = families.server_engine(server, read_timeout=60)
    return families.chat(user, case=families.case_of(user), engine=engine)


@pytest.fixture
def workers(no_worker):
    """Start workers; whatever still runs at the end is stopped."""
    started = []

    def start():
        started.append(Worker())
        return started[-1]

    yield start
    for each in started:
        if each.alive:
            each.stop()


def lose_the_broker():
    if settings.REDIS_URL:
        redis.Redis.from_url(settings.REDIS_URL).flushall()
    else:
        shutil.rmtree(settings.BROKER_FOLDER, ignore_errors=True)


def now(row):
    return type(row).objects.select_related("job").get(pk=row.pk)


def wait_for(row, *statuses):
    wait_until(lambda: now(row).status in statuses, f"{row} to be {statuses}")


def swept_until(true, what):
    wait_until(lambda: sweep() and true(), what)


def completed(answer):
    entries = AuditEntry.objects.filter(action="model.completed", object_id=str(answer.pk))
    return entries.count()


def shown(answer):
    found = now(answer)
    return families.opened(found.conversation).restore(found.text, found.aliases)


FULL = SAID.replace("Amina", "Amina Warsame").replace("Shabana", "Shabana Warsame").strip()


def test_a_worker_killed_in_mid_answer_is_replaced_and_the_screen_begins_anew(
    workers, chat, user, server
):
    user.set_password(families.PASSWORD)
    user.save()
    first = workers()
    server.behaviour = Reply(SAID, fault="stall")
    answer = families.ask(chat, "How are they?", by=user)
    wait_until(Event.objects.filter(job=answer.job, name="delta").exists, "the first words")
    first.kill()
    server.behaviour = Reply(SAID)
    web = Web()
    browser = Browser(web.address)
    try:
        workers()
        swept_until(lambda: now(answer).job.attempt == 2, "another worker to take over")
        wait_for(answer, "complete")
        browser.sign_in(user.email)
        heard = browser.follow(f"/turns/{answer.pk}/stream/")
    finally:
        browser.close()
        web.stop()
    assert shown(answer).strip() == FULL
    assert completed(answer) == 1
    names = [event.name for event in heard]
    assert names.count("restart") == 1
    assert written(heard).strip() == FULL
    assert names.index("delta") < names.index("restart") < len(names) - 1


def test_a_worker_killed_while_reading_a_document_is_replaced(workers, chat, user):
    first = workers()
    text = "\n\n".join(f"Shabana Warsame came on visit {number}." for number in range(400))
    document = documents.attach(conversation=chat, name="visits.txt", data=text.encode(), by=user)
    wait_until(lambda: now(document).job.state == State.RUNNING, "the reading to begin")
    first.kill()
    workers()
    swept_until(lambda: now(document).status == Document.Status.READY, "another worker to read it")
    found = now(document)
    assert len(found.paragraphs) == 400
    assert "Warsame" not in str(found.paragraphs)


def test_a_lost_broker_loses_no_question(workers, chat, user):
    """The queue vanishes with the question in it; the row is still there."""
    answer = families.ask(chat, "How are they?", by=user)
    lose_the_broker()
    workers()
    swept_until(lambda: now(answer).status == "complete", "the answer")
    assert shown(answer).strip() == FULL
    assert completed(answer) == 1


def test_a_broker_lost_under_a_working_worker_comes_back(workers, chat, user):
    workers()
    wait_for(families.ask(chat, "How are they?", by=user), "complete")
    lose_the_broker()
    answer = families.ask(chat, "And now?", by=user)
    swept_until(lambda: now(answer).status == "complete", "the answer after the broker came back")
    assert completed(answer) == 1


def test_five_deliveries_at_once_make_one_answer(workers, chat, user, server):
    answer = families.ask(chat, "How are they?", by=user)
    for _ in range(5):
        app.send_task("jobs.run", args=[str(answer.job.pk)], queue="chat")
    workers()
    wait_for(answer, "complete")
    after = families.ask(chat, "And the next?", by=user)
    wait_for(after, "complete")
    assert completed(answer) == 1
    assert now(answer).job.attempt == 1
    assert len(server.requests) == 2
    assert shown(answer).strip() == FULL


def test_stopping_in_mid_answer_keeps_what_was_seen(workers, chat, user, server):
    workers()
    server.behaviour = Reply(SAID, fault="stall")
    answer = families.ask(chat, "How are they?", by=user)
    wait_until(Event.objects.filter(job=answer.job, name="delta").exists, "the first words")
    sending.stop(answer=now(answer), by=user)
    server.behaviour = Reply(SAID)
    assert now(answer).job.state == State.CANCELLED
    server.stop()  # the worker hears of it with the next word, or when the server goes
    wait_for(answer, "stopped", "failed")
    told = "".join(
        e.data["text"] for e in Event.objects.filter(job=answer.job, name="delta").order_by("seq")
    )
    assert told
    assert now(answer).text.startswith(told)
    assert FULL.startswith(shown(answer).strip())
    assert not completed(answer)


def test_a_slow_answer_is_stopped_between_two_words(workers, chat, user, server):
    workers()
    server.behaviour = Reply(SAID * 20, delay=0.05)
    answer = families.ask(chat, "How are they?", by=user)
    wait_until(Event.objects.filter(job=answer.job, name="delta").exists, "the first words")
    sending.stop(answer=now(answer), by=user)
    wait_for(answer, "stopped")
    assert server.client_left.wait(30)
    assert AuditEntry.objects.filter(action="model.stopped", object_id=str(answer.pk)).count() == 1


def test_asking_again_while_an_old_worker_is_dying_leaves_one_answer(workers, chat, user, server):
    """Stopped, asked again at once: the first answer ends put aside, the second stands."""
    workers()
    server.behaviour = Reply(SAID * 20, delay=0.05)
    first = families.ask(chat, "How are they?", by=user)
    wait_until(Event.objects.filter(job=first.job, name="delta").exists, "the first words")
    sending.stop(answer=now(first), by=user)
    server.behaviour = Reply(SAID)
    second = sending.retry(answer=now(first), by=user)
    wait_for(second, "complete")
    wait_for(first, "stopped")
    standing = Message.objects.filter(conversation=chat, author="assistant", superseded=False)
    assert [message.pk for message in standing] == [second.pk]
    assert Job.objects.filter(state=State.RUNNING).count() == 0
