"""A switch pulled while a real worker has an answer written: it ends, and everybody is told."""

import pytest

from tests import families
from tests.model_server import ModelServer, Reply, fault
from tests.processes import wait_until
from workspace.chat.actions import sending
from workspace.gateway import door
from workspace.governance import stops
from workspace.governance.models import AuditEntry
from workspace.jobs.models import Event

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.worker]

MESSAGE = "A fault is being mended."


@pytest.fixture
def server():
    with ModelServer() as server:
        yield server


@pytest.fixture
def chat(worker, user, server):
    engine = families.server_engine(server, read_timeout=600, total_timeout=600)
    return families.chat(user, case=families.case_of(user), engine=engine)


def ended(answer):
    def over():
        answer.refresh_from_db()
        answer.job.refresh_from_db()
        return answer.status not in ("waiting", "sent") and answer.job.state != "running"

    wait_until(over, "the answer and its job to end")
    return answer


def test_it_looks_often_enough_to_be_heard_within_five_seconds():
    assert door._LOOK_EVERY + 2 * door._PULSE <= 4


@pytest.mark.parametrize("scope", ["everything", "team", "use_case", "engine"])
def test_an_answer_in_the_middle_of_which_something_is_stopped(chat, user, server, scope):
    """Left alone, this answer would take ten minutes."""
    server.behaviour = Reply("Amina was well. " * 3000, delay=0.05)
    answer = families.ask(chat, "How is she?", by=user)
    wait_until(Event.objects.filter(job=answer.job, name="delta").exists, "the first words")
    work = {"team": user.teams.get(), "use_case": chat.use_case, "engine": chat.engine}
    stop = families.stopped(work.get(scope), MESSAGE)
    ended(answer)
    assert (answer.status, answer.reason, answer.may_retry) == ("failed", MESSAGE, True)
    assert answer.text.startswith("[CHILD_"), "what had come is kept, masked"
    assert answer.job.state == "failed"
    entry = AuditEntry.objects.get(action="model.refused", object_id=str(answer.pk))
    assert (entry.facts["reason"], entry.purpose) == ("stopped", chat.use_case.slug)
    assert server.client_left.wait(30), "the model is no longer listened to"
    server.behaviour = "All is well."
    stops.lift(stop=stop, by=families.administrator())
    assert ended(sending.retry(answer=answer, by=user)).text == "All is well."


@pytest.mark.parametrize("silence", ["silent", "stall"])
def test_an_answer_whose_model_says_nothing(chat, user, server, silence):
    """Before its first word, or after some; its time-out is ten minutes off."""
    server.behaviour = fault(silence, text="Amina was well. " * 20)
    answer = families.ask(chat, "How is she?", by=user)
    wait_until(lambda: server.requests, "the model to be asked")
    families.stopped(message=MESSAGE)
    assert ended(answer).reason == MESSAGE
    assert server.client_left.wait(30)


def test_a_person_stops_an_answer_whose_model_says_nothing(chat, user, server):
    server.behaviour = fault("silent")
    answer = families.ask(chat, "How is she?", by=user)
    wait_until(lambda: server.requests, "the model to be asked")
    sending.stop(answer=answer, by=user)
    assert ended(answer).status == "stopped"
    assert server.client_left.wait(30)
