"""Fairness is measured on what is really hidden, with intervals that are really Wilson's."""

import hashlib
import importlib
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from tests.measured import EVEN, figures, own_set
from workspace.privacy import chosen, detector, runs
from workspace.privacy.fairness import papers
from workspace.privacy.fairness.figures import ENOUGH, from_json, wilson
from workspace.privacy.fairness.judging import falls, percent
from workspace.privacy.fairness.measuring import measure
from workspace.privacy.models import FairnessRun

HOME = Path(__file__).parents[3] / "bundled" / "fairness"
TEXT = "Mrs Halima Brambleworth rang. [CHILD_K7M] wore 42 badges."


@pytest.mark.parametrize(
    ("found", "mentions", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611),
     (29, 29, 0.8831, 1.0), (0, 0, 0, 1)],
)  # fmt: skip
def test_intervals_are_those_of_the_literature(
    found: int, mentions: int, low: float, high: float
) -> None:
    """Newcombe (1998), Statistics in Medicine 17, table I: method 3."""
    assert wilson(found, mentions) == pytest.approx((low, high), abs=0.0001)


def test_groups_are_ranked_and_small_or_unknown_ones_are_not_compared() -> None:
    made = figures({"Somali": (90, 100), "Welsh": (99, 100), "Few": (0, ENOUGH - 1), "": (0, 5)})
    found = made.dimension("origin")
    assert [group.name for group in found.groups] == ["Few", "Somali", "Welsh"]
    assert found.worst
    assert found.worst.name == "Somali"
    assert found.gap == pytest.approx(0.09)
    assert made.worst() == (found, found.worst)
    assert made.widest().key == "origin"
    assert made.overall.mentions == 200 + ENOUGH - 1 + 5, "without a group, still somebody"
    for number in range(100):
        made.add({"gender": "unknown"}, number < 50)
    assert made.dimension("gender").worst is None
    assert from_json(json.loads(json.dumps(made.as_json()))) == made


def test_nobody_missed_is_not_the_same_as_nearly_nobody() -> None:
    assert percent(1.0).startswith("100")
    assert percent(0.9999).startswith("99.9")


def test_lower_is_lower_and_chance_is_named() -> None:
    before = figures(EVEN)
    assert falls(figures(EVEN), before) == []
    assert falls(figures({"Somali": (96, 100), "Welsh": (96, 100)}), before) == []
    (fall,) = falls(figures({"Somali": (94, 100), "Welsh": (99, 100)}), before)
    assert fall.may_be_chance
    assert "Somali" in str(fall)
    assert "may be chance" in str(fall)
    (fall,) = falls(figures({"Somali": (40, 100), "Welsh": (99, 100)}), before)
    assert "more than chance" in str(fall)


def test_another_group_that_plainly_falls_is_not_hidden_by_the_worst() -> None:
    before = figures({"Hard": (30, 100), "Somali": (98, 100)})
    assert falls(figures({"Hard": (30, 100), "Somali": (95, 100)}), before) == []
    (fall,) = falls(figures({"Hard": (30, 100), "Somali": (80, 100)}), before)
    assert (fall.now.name, fall.is_worst) == ("Somali", False)


def test_a_group_that_is_gone_has_fallen() -> None:
    assert falls(figures({"Few": (3, 3)}), figures(EVEN))


def line(**more: Any) -> str:
    start = TEXT.index("Halima")
    row = {
        "id": "1", "text": TEXT, "language": "en", "script": "Latin", "register": "Notes",
        "case": "As usual", "spans": [
            {"start": start, "end": start + 18, "origin": "Somali", "gender": "f"},
            {"start": TEXT.index("42"), "end": TEXT.index("42") + 2, "origin": "Nobody"},
        ],
    }  # fmt: skip
    return json.dumps(row | more)


def test_found_means_hidden_to_the_last_letter(tmp_path: Path) -> None:
    read = papers.read(own_set(tmp_path, line(), "", line(id="2")))
    made = measure(read)
    found = {g.name: (g.found, g.mentions) for d in made.dimensions for g in d.groups}
    assert found == {
        "Somali": (2, 2), "Nobody": (0, 2), "f": (2, 2), "Notes": (2, 4), "As usual": (2, 4),
        "Latin": (2, 4),
    }  # fmt: skip
    half = [{"start": 0, "end": len(TEXT), "origin": "All of it"}]
    halves = measure(papers.read(own_set(tmp_path, line(spans=half))))
    assert halves.overall.found == 0, "one letter in sight is a leak"


@pytest.mark.parametrize(
    "bad",
    ["", "x", "[]", "{}", line(text=5), line(spans=[{"start": 5, "end": 5}]),
     line(spans=[{"start": 0, "end": 999}]), line(register="x" * 61), line(spans=[])],
)  # fmt: skip
def test_what_is_no_set_is_refused_without_its_words(tmp_path: Path, bad: str) -> None:
    with pytest.raises(papers.BadSet) as caught:
        papers.read(own_set(tmp_path, bad))
    assert "Brambleworth" not in str(caught.value)


def test_a_language_that_is_not_known_stops_the_measuring(tmp_path: Path) -> None:
    with pytest.raises(detector.DetectionFailed):
        measure(papers.read(own_set(tmp_path, line(language="cy"))))


@pytest.mark.django_db
def test_the_command_says_it_in_words_and_for_machines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = own_set(tmp_path, *[line(id=str(n)) for n in range(ENOUGH)])
    call_command("fairness", file=path)
    said = capsys.readouterr().out
    assert "Name origin" in said
    assert "Worst group of all: Nobody" in said
    assert f"of {2 * ENOUGH} " in said
    call_command("fairness", "--json", file=path)
    told = json.loads(capsys.readouterr().out)
    assert told["dimensions"]["origin"]["worst"] == "Nobody"
    assert told["overall"]["mentions"] == 2 * ENOUGH
    assert not FairnessRun.objects.exists(), "nothing is kept unless somebody says so"
    call_command("fairness", "--save", file=path)
    run = FairnessRun.objects.get()
    assert (run.which, run.fingerprint) == ("own", chosen.in_use())
    assert run.set_digest == hashlib.sha256(path.read_bytes()).hexdigest()
    assert "Brambleworth" not in json.dumps(run.counts)
    with pytest.raises(CommandError, match="Line 1"):
        call_command("fairness", file=own_set(tmp_path, "x"))
    with pytest.raises(CommandError, match="DAYLIGHT_MODELS"):
        call_command("fairness", "--save", models=tmp_path)


def test_the_shipped_set_is_broad_enough() -> None:
    counts: dict[tuple[str, str], int] = {}
    for paper in papers.read().papers:
        assert paper.language in detector.engine.LANGUAGES
        for mention in paper.mentions:
            for key in mention.groups.items():
                counts[key] = counts.get(key, 0) + 1
    origins = [count for (of, _), count in counts.items() if of == "origin"]
    assert len(origins) > 60
    assert min(count for (_, group), count in counts.items() if group) > ENOUGH
    assert {group for of, group in counts if of == "script"} == {"Latin", "Arabic", "Cyrillic"}
    assert papers.SHIPPED.stat().st_size < 2_000_000


def test_the_script_writes_the_shipped_set_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HOME), *sys.path])
    write = importlib.import_module("write")
    said = json.loads((HOME / "written.json").read_text("utf-8"))
    shipped = papers.SHIPPED.read_bytes()
    assert said["set"] == hashlib.sha256(shipped).hexdigest()
    assert "".join(write.lines()) == "".join(write.lines())
    if said["sources"] == write.sources():  # else it stays as it was, on purpose
        assert "".join(write.lines()).encode() == shipped


def test_the_shipped_run_is_of_the_shipped_models_on_the_shipped_set() -> None:
    digest = papers.read().digest
    kept = [(run.fingerprint, run.set_digest) for run in runs.came_along()]
    again = "Run: python bundled/fairness/measure.py"
    assert (chosen.fingerprint(chosen.shipped()), digest) in kept, again
