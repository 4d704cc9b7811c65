"""The pages of fairness: what they show, who may do what there, and that a reason is asked for."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import families
from tests.access.world import World, make_world
from tests.freshly import signed_in
from tests.measured import EVEN, a_run, other_models, own_set
from workspace.governance.models import AuditEntry
from workspace.jobs.models import Job, State
from workspace.jobs.running import run
from workspace.oversight.actions import measuring
from workspace.oversight.bars import points
from workspace.privacy import choosing, chosen
from workspace.privacy.fairness import papers
from workspace.privacy.models import FairnessRun, ModelChoice

pytestmark = pytest.mark.django_db

LIST, MEASURE = "admin:privacy_fairnessrun_changelist", "admin:privacy_fairnessrun_measure"
WORSE = {"Somali": (40, 100), "Welsh": (99, 100)}
REASON = "It finds spoken addresses, which matter more to us now."


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def others(tmp_path: Path, settings: LazySettings) -> str:
    settings.MODELS = [*settings.MODELS, other_models(tmp_path / "others")]
    return chosen.fingerprint(tmp_path / "others")


def page(run: FairnessRun, what: str = "change") -> str:
    return reverse(f"admin:privacy_fairnessrun_{what}", args=[run.pk])


def shown(reply: Any) -> str:
    assert reply.status_code == 200
    return " ".join(reply.content.decode().replace("\N{NO-BREAK SPACE}", " ").split())


def admin(world: World) -> Client:
    return signed_in(world.people["administrator"])


def test_the_list_shows_each_run_and_what_changed(world: World) -> None:
    choosing.enable(run=a_run(EVEN, made=timezone.now() - timedelta(days=3)), by=None)
    a_run({"Somali": (90, 100), "Welsh": (97, 100)}, fingerprint="f" * 64)
    said = shown(admin(world).get(reverse(LIST)))
    for words in (
        "96.0 %", "First on this set", "In use", "93.5 %", "Somali, 90.0 %",
        "Name origin, 7.0 points", "2.5 points worse", "Not installed any more",
    ):  # fmt: skip
        assert words in said, words


def test_a_run_is_shown_group_by_group_with_what_chance_may_explain(world: World) -> None:
    before = a_run(EVEN, made=timezone.now() - timedelta(days=3))
    run = a_run({"Somali": (90, 100), "Welsh": (97, 100), "Rare": (1, 3)})
    for who in ("administrator", "auditor"):
        said = shown(signed_in(world.people[who]).get(page(run)))
        assert "90.0 %</strong> of 100" in said
        assert "likely 83 to 94 %" in said
        assert "not compared" in said
        assert "points worse" in said
        assert "style=" not in said.partition('class="fairness"')[2]
    assert "Since the run" not in shown(admin(world).get(page(before)))


def test_models_that_are_worse_are_used_only_with_a_reason(world: World, others: str) -> None:
    choosing.enable(run=a_run(), by=None)
    run, client = a_run(WORSE, fingerprint=others), admin(world)
    assert "Use these models" in shown(client.get(page(run)))
    form = shown(client.get(page(run, "enable")))
    assert "Somali" in form
    assert "more than chance explains" in form
    refused = client.post(page(run, "enable"), {"reason": " "})
    assert "Say why" in shown(refused)
    assert ModelChoice.objects.count() == 1
    assert client.post(page(run, "enable"), {"reason": REASON}).status_code == 302
    choice = ModelChoice.objects.latest("pk")
    assert (choice.run, choice.by, choice.reason) == (run, world.people["administrator"], REASON)
    entry = AuditEntry.objects.get(action="name_finder.added", actor_id=str(choice.by_id))
    assert " ".join(entry.facts["reason"]) == REASON
    said = shown(client.get(page(run)))
    assert REASON in said
    assert "Enabled on" in said
    assert "Use these models" not in said
    assert "Ada Fernhill" in said


def test_models_that_are_no_worse_are_used_with_one_press(world: World, others: str) -> None:
    choosing.enable(run=a_run(), by=None)
    run, client = a_run(fingerprint=others), admin(world)
    assert "No group is found less often" in shown(client.get(page(run, "enable")))
    assert chosen.in_use() != others, "looking enables nothing"
    client.post(page(run, "enable"))
    assert chosen.in_use() == others


def test_what_is_below_the_floor_is_said_plainly_and_takes_a_reason(
    world: World, others: str
) -> None:
    run, client = a_run(WORSE, fingerprint=others), admin(world)
    for where in (page(run), page(run, "enable")):
        assert "Somali, found in 40.0 % of 100" in shown(client.get(where))
    assert "1 group of 30 mentions or more is found in fewer than 80 of 100" in shown(
        client.get(reverse(LIST))
    )
    assert "There are no other models to compare" in shown(client.get(page(run, "enable")))
    assert "Say why" in shown(client.post(page(run, "enable")))
    client.post(page(run, "enable"), {"reason": REASON})
    said = shown(client.get(page(run)))
    assert "Nothing stood in the way" not in said
    assert "no other models to compare" in said
    assert REASON in said
    assert "came with Daylight" not in said


def test_models_that_came_along_say_that_nobody_gave_a_reason(world: World) -> None:
    run = a_run(WORSE)
    choosing.enable(run=run, by=None, came_along=True)
    said = shown(admin(world).get(page(run)))
    assert "No reason was recorded, because these models came with Daylight." in said
    assert "below the floor of 80 %" in said


def test_a_gap_is_never_rounded_away() -> None:
    assert points(0.00049) == "less than 0.1 points"
    assert (points(0.0), points(0.0005), points(0.07)) == ("0.0 points", "0.1 points", "7.0 points")


def test_models_that_are_not_installed_cannot_be_used(world: World) -> None:
    run = a_run(fingerprint="f" * 64)
    assert "Use these models" not in shown(admin(world).get(page(run)))
    assert "not installed" in shown(admin(world).post(page(run, "enable"), {"reason": REASON}))
    assert not ModelChoice.objects.exists()


@pytest.mark.parametrize("who", ["auditor", "manager", "owner", "stranger"])
def test_only_administrators_measure_and_enable(world: World, who: str) -> None:
    run, client = a_run(), signed_in(world.people[who])
    for send in (client.get, client.post):
        assert send(page(run, "enable"), {"reason": REASON}).status_code in (302, 403)
    reply = client.post(reverse(MEASURE), {"models": run.fingerprint})
    assert reply.status_code in (302, 403)
    assert not ModelChoice.objects.exists()
    assert not Job.objects.filter(kind=measuring.KIND).exists()
    assert client.get(page(run)).status_code == (200 if who == "auditor" else 302)


def test_who_has_not_just_confirmed_who_they_are_is_asked_to(world: World) -> None:
    run, client = a_run(), Client()
    client.force_login(world.people["administrator"])
    for reply in (
        client.get(page(run, "enable")),
        client.post(page(run, "enable"), {"reason": REASON}),
        client.post(reverse(MEASURE), {"models": run.fingerprint}),
    ):
        assert (reply.status_code, "next=" in reply["Location"]) == (302, True)
    assert not ModelChoice.objects.exists()
    assert not Job.objects.filter(kind=measuring.KIND).exists()


def test_measuring_is_asked_for_once_at_a_time_and_only_of_what_is_there(world: World) -> None:
    client, print_ = admin(world), chosen.in_use()
    assert client.get(reverse(MEASURE)).status_code == 405
    for _ in range(2):
        client.post(reverse(MEASURE), {"models": print_})
    client.post(reverse(MEASURE), {"models": "f" * 64})
    client.post(reverse(MEASURE))
    assert Job.objects.filter(kind=measuring.KIND).count() == 1
    assert AuditEntry.objects.filter(action="oversight.measuring").count() == 1
    said = shown(client.get(reverse(LIST)))
    assert "Being measured" in said
    assert "not installed any more" in said


def test_where_the_enabled_models_are_gone_the_page_says_so(
    world: World, others: str, settings: LazySettings
) -> None:
    choosing.enable(run=a_run(fingerprint=others), by=None)
    assert "Nothing can be sent" not in shown(admin(world).get(reverse(LIST)))
    settings.MODELS = settings.MODELS[:1]
    assert "Nothing can be sent" in shown(admin(world).get(reverse(LIST)))


@pytest.fixture
def small_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = papers.SHIPPED.read_text("utf-8").split("\n")[:250]
    monkeypatch.setattr(papers, "SHIPPED", own_set(tmp_path, *lines))


@pytest.mark.django_db(transaction=True)
def test_a_worker_measures_and_keeps_the_run(small_set: None) -> None:
    ada = families.administrator()
    job = measuring.ask(by=ada, fingerprint=chosen.in_use())
    run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.progress_total) == (State.DONE, 250)
    assert job.progress_done in (100, 200)  # it is not told more than once a second
    kept = FairnessRun.objects.get()
    assert (kept.fingerprint, kept.which, kept.came_along) == (chosen.in_use(), "shipped", False)
    assert kept.figures.documents == 250
    assert 0 < kept.figures.overall.found < kept.figures.overall.mentions
    assert AuditEntry.objects.get(action="fairness_run.added").actor_id == str(ada.pk)


@pytest.mark.django_db(transaction=True)
def test_what_cannot_be_measured_says_why(
    small_set: None, others: str, settings: LazySettings
) -> None:
    gone = measuring.ask(by=None, fingerprint=others)
    settings.MODELS = settings.MODELS[:1]
    run(gone.pk)
    papers.SHIPPED.write_text("x", "utf-8")
    broken = measuring.ask(by=None, fingerprint=chosen.in_use())
    run(broken.pk)
    for job, why in ((gone, "not installed"), (broken, "Line 1")):
        job.refresh_from_db()
        assert job.state == State.FAILED
        assert why in job.reason
    assert not FairnessRun.objects.exists()
