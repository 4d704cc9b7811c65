"""An administrator sees why work stands still and puts it back, and never what was said."""

import pytest
from django.contrib.admin import site
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory

from workspace.jobs import actions
from workspace.jobs.events import append
from workspace.jobs.models import Event, Job, Pulse, State

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    from workspace.accounts.models import User

    return User.objects.create_superuser("kit.larkspur@example.test", name="Kit Larkspur")


@pytest.fixture
def job(user):
    made = actions.submit(kind="test.effect", by=user, subject_id="subject-7")
    append(made.pk, [("token", {"text": "what was said"})])
    Job.objects.filter(pk=made.pk).update(state=State.QUARANTINED, reason="Tried 3 times.")
    return made


def request(person):
    made = RequestFactory().post("/")
    made.user = person
    made._messages = CookieStorage(made)
    return made


def test_events_have_no_page(job):
    assert site.is_registered(Job)
    assert not site.is_registered(Event)
    assert not site.is_registered(Pulse)


def test_nothing_can_be_written_or_read_of_it(job, administrator, django_assert_num_queries):
    admin = site._registry[Job]
    assert not admin.has_add_permission(request(administrator))
    assert not admin.has_delete_permission(request(administrator), job)
    assert set(admin.get_readonly_fields(request(administrator))) == set(admin.fields)
    shown = {*admin.fields, *admin.list_display}
    assert not shown & {"owner", "subject_id", "key", "events"}


def test_put_back_takes_only_what_ended_badly(job, user, administrator):
    done = actions.submit(kind="test.effect", by=user, subject_id="s")
    Job.objects.filter(pk=done.pk).update(state=State.DONE)
    site._registry[Job].put_back(request(administrator), Job.objects.all())
    job.refresh_from_db()
    done.refresh_from_db()
    assert (job.state, done.state) == (State.QUEUED, State.DONE)
