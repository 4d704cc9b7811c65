"""The gate: other models find names only where no group falls, or with a reason that is kept."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from tests import families
from tests.measured import EVEN, a_run, other_models
from workspace.chat.doctor import models as doctor
from workspace.chat.doctor.finding import State
from workspace.governance.models import AuditEntry
from workspace.privacy import choosing, chosen, runs
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.models import FairnessRun, ModelChoice
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import new_vault

pytestmark = pytest.mark.django_db

WORSE = {"Somali": (94, 100), "Welsh": (99, 100)}
REASON = "It finds spoken addresses, which matter more to us now."


@pytest.fixture
def others(tmp_path: Path, settings: LazySettings) -> str:
    """Other models beside the shipped ones: their fingerprint."""
    settings.MODELS = [*settings.MODELS, other_models(tmp_path / "others")]
    return chosen.fingerprint(tmp_path / "others")


@pytest.fixture
def enabled() -> ModelChoice:
    """The shipped models, measured and enabled."""
    return choosing.enable(run=a_run(), by=None)


def facts() -> dict[str, Any]:
    return dict(AuditEntry.objects.filter(action="name_finder.added").latest("seq").facts)


def test_until_something_is_enabled_the_shipped_models_count() -> None:
    assert chosen.models() == chosen.shipped()
    assert choosing.compare(a_run()).fell == ()


def test_models_that_are_no_worse_are_enabled_without_a_word(
    enabled: ModelChoice, others: str
) -> None:
    run = a_run({"Somali": (95, 100), "Welsh": (95, 100)}, fingerprint=others)
    choice = choosing.enable(run=run, by=None)
    assert (choice.against, choice.fell, choice.reason) == (enabled.run, [], "")
    assert chosen.models().name == "others"
    assert "[PERSON_" in mask_text(new_vault().pk, "Mrs Brambleworth rang.").text


def test_a_worst_group_that_falls_takes_a_reason_which_is_recorded(
    enabled: ModelChoice, others: str
) -> None:
    ada = families.administrator()
    run = a_run(WORSE, fingerprint=others)
    for reason in ("", "Because.", "x" * 501):
        with pytest.raises(choosing.NeedsReason) as caught:
            choosing.enable(run=run, by=ada, reason=reason)
        assert "Somali" in str(caught.value)
    assert ModelChoice.objects.get() == enabled
    choice = choosing.enable(run=run, by=ada, reason=REASON)
    assert (choice.reason, choice.by, len(choice.fell)) == (REASON, ada, 1)
    told = facts()
    assert (told["fell"], " ".join(told["reason"])) == (1, REASON)
    assert AuditEntry.objects.latest("seq").actor_id == str(ada.pk)
    assert chosen.in_use() == others


def test_a_name_in_a_reason_is_not_kept_anywhere(enabled: ModelChoice, others: str) -> None:
    reason = "Mrs Halima Brambleworth asked for it on 07700 900123."
    choice = choosing.enable(run=a_run(WORSE, fingerprint=others), by=None, reason=reason)
    for said in (choice.reason, str(facts())):
        assert "Brambleworth" not in said
        assert "900123" not in said
        assert "asked for it" in said


LOW = {"Somali": (79, 100), "Welsh": (95, 100), "Rare": (1, 29)}


def test_below_the_floor_the_first_models_take_a_reason_as_well(settings: LazySettings) -> None:
    run = a_run(LOW)
    with pytest.raises(choosing.NeedsReason, match=r"Somali, found in 79\.0") as caught:
        choosing.enable(run=run, by=None)
    assert "Rare" not in str(caught.value), "too few mentions to be held to it"
    choice = choosing.enable(run=run, by=None, reason=REASON)
    assert (len(choice.below), choice.fell, choice.came_along) == (1, [], False)
    assert (facts()["below"], " ".join(facts()["reason"])) == (1, REASON)
    settings.FAIRNESS = {"floor": 79, "mentions": 30}
    assert choosing.below(run) == ()
    settings.FAIRNESS = {"floor": 79, "mentions": 29}
    assert len(choosing.below(run)) == 1


def test_below_the_floor_models_that_fall_no_further_still_take_a_reason(others: str) -> None:
    choosing.enable(run=a_run(LOW), by=None, reason=REASON)
    run = a_run(LOW, fingerprint=others)
    assert choosing.compare(run).fell == ()
    with pytest.raises(choosing.NeedsReason):
        choosing.enable(run=run, by=None)


def test_what_cannot_be_compared_takes_a_reason_too(enabled: ModelChoice, others: str) -> None:
    run = a_run(fingerprint=others, set_digest="6" * 64)
    with pytest.raises(choosing.NeedsReason, match="not been measured on this set"):
        choosing.enable(run=run, by=None)
    assert choosing.enable(run=run, by=None, reason=REASON).against is None


def test_the_latest_runs_count_and_a_set_of_ones_own_as_well(
    enabled: ModelChoice, others: str
) -> None:
    old = timezone.now() - timedelta(days=1)
    a_run(WORSE, fingerprint=others, made=old)
    run = a_run(EVEN, fingerprint=others)
    assert choosing.compare(run).fell == ()
    own = {"which": FairnessRun.Which.OWN, "set_digest": "7" * 64}
    a_run(EVEN, **own)
    measured = a_run(WORSE, fingerprint=others, **own)
    assert len(choosing.compare(run).fell) == 1
    with pytest.raises(choosing.CannotEnable, match="comes with Daylight"):
        choosing.enable(run=measured, by=None, reason=REASON)


def test_models_that_are_not_installed_cannot_be_enabled() -> None:
    with pytest.raises(choosing.CannotEnable, match="not installed"):
        choosing.enable(run=a_run(fingerprint="f" * 64), by=None, reason=REASON)


def test_where_the_enabled_models_are_gone_nothing_is_masked(
    enabled: ModelChoice, others: str, settings: LazySettings
) -> None:
    choosing.enable(run=a_run(fingerprint=others), by=None)
    settings.MODELS = settings.MODELS[:1]
    with pytest.raises(DetectionFailed, match="administrator") as caught:
        mask_text(new_vault().pk, "Mrs Brambleworth rang.")
    assert "Brambleworth" not in str(caught.value)
    assert {f.name: f.state for f in doctor.bundled()}["name finder"] == State.PROBLEM


def test_where_the_choice_cannot_be_read_nothing_is_masked() -> None:
    vault = new_vault().pk
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE privacy_modelchoice RENAME TO elsewhere")
    with pytest.raises(DetectionFailed):
        mask_text(vault, "Mrs Brambleworth rang.")


def test_the_doctor_says_that_other_models_are_in_use(enabled: ModelChoice, others: str) -> None:
    assert State.WARNING not in {f.state for f in doctor.bundled()}
    choosing.enable(run=a_run(fingerprint=others), by=None)
    assert State.WARNING in {f.state for f in doctor.bundled() if f.name == "name finder"}


def test_a_new_start_takes_over_the_runs_and_enables_what_comes_along() -> None:
    assert choosing.settle(demo=False) == ""
    choice = ModelChoice.objects.get()
    assert (choice.run.came_along, choice.by, choice.fell) == (True, None, [])
    assert (choice.came_along, choice.reason) == (True, "")
    assert choice.below == list(choosing.below(choice.run))
    assert (facts()["came_along"], facts()["below"]) == (True, len(choice.below))
    count = AuditEntry.objects.count()
    assert choosing.settle(demo=False) == ""
    assert (ModelChoice.objects.count(), AuditEntry.objects.count()) == (1, count)


def test_an_upgrade_whose_models_are_worse_waits_for_a_person_but_not_in_the_demonstration(
    others: str, settings: LazySettings
) -> None:
    digest = runs.came_along()[-1].set_digest
    best = dict.fromkeys(("Somali", "Welsh"), (100, 100))
    choosing.enable(run=a_run(best, fingerprint=others, set_digest=digest), by=None)
    assert choosing.settle(demo=False) == "", "they are still installed, and stay in use"
    settings.MODELS = settings.MODELS[:1]
    said = choosing.settle(demo=False)
    assert "nothing can be sent" in said
    assert "worst group" in said
    assert chosen.in_use() == others
    assert choosing.settle(demo=True) == ""
    assert "demonstration" in ModelChoice.objects.latest("pk").reason
    assert chosen.models() == chosen.shipped()


def test_the_command_enables_what_was_measured(
    enabled: ModelChoice, others: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = chosen.installed()[others]
    with pytest.raises(CommandError, match="Measure them first"):
        call_command("enable_model", models=folder)
    a_run(WORSE, fingerprint=others)
    with pytest.raises(CommandError, match="Somali"):
        call_command("enable_model", models=folder)
    call_command("enable_model", models=folder, reason=REASON)
    assert "Enabled" in capsys.readouterr().out
    assert chosen.in_use() == others
