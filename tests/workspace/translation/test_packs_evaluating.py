"""A tier is measured, belongs to the packs it was measured with, and is lost with them."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from tests.workspace.translation.packing import package
from workspace.governance.models import AuditEntry
from workspace.translation import evaluating, translating
from workspace.translation.evaluating import BadTestSet, CannotEvaluate, Scores, read_test_set
from workspace.translation.models import Direction, Pack
from workspace.translation.packs import installing

OURS = Path(__file__).parents[3] / "bench" / "data" / "translation_testset_en_es.tsv"
Tier = Direction.Tier


def never(source, target, *, source_language, target_language):
    return ()


def unchanged(source, target, *, source_language, target_language):
    assert (source_language, target_language) == ("en", "es")
    return ("untranslated",) if source == target else ()


@pytest.fixture
def packs(places, tmp_path, db):
    def install(target="es", **more):
        path = package(tmp_path / f"{target}{more}", target=target, **more)
        return installing.install_file(path, by=None, accept_unpinned=True)

    return install


@pytest.fixture
def good_engine(monkeypatch):
    """Translates every sentence of our test set as a person did."""
    ours = read_test_set(OURS)
    known = dict(zip(ours.sources, ours.references, strict=True))
    translate = lambda texts, source, target: [known[text] for text in texts]  # noqa: E731
    monkeypatch.setattr(translating, "translate_plain", translate)
    monkeypatch.setattr(evaluating, "_checks", lambda: never)


def run(*args):
    out = StringIO()
    call_command("evaluate_translation", *map(str, args), stdout=out)
    return out.getvalue()


def test_our_own_test_set_can_be_read():
    ours = read_test_set(OURS)
    assert ours.name == "translation_testset_en_es"
    assert len(ours.sources) >= evaluating.ENOUGH
    assert len(set(ours.sources)) == len(ours.sources)
    assert all(a != b for a, b in zip(ours.sources, ours.references, strict=True))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.tsv", "source\treference\nGood morning.\tBuenos días.\n\nYes,  no\tSí, no\n"),
        ("a.csv", 'source,reference\nGood morning.,Buenos días.\n"Yes, no","Sí, no"\n'),
        ("a.jsonl", '{"source": "Good morning.", "reference": "Buenos días."}\n\n'
                    '{"source": "Yes, no", "reference": "Sí, no", "id": 2}\n'),
        ("a.TSV", "\ufeff# ours\nGood morning.\tBuenos días.\tnote\nYes, no\tSí, no"),
    ],
)  # fmt: skip
def test_three_kinds_of_test_set(tmp_path, name, text):
    (tmp_path / name).write_text(text, "utf-8")
    found = read_test_set(tmp_path / name)
    assert found.sources == ("Good morning.", "Yes, no")
    assert found.references == ("Buenos días.", "Sí, no")


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.tsv", b"one sentence alone\n", "Line 1"), ("a.tsv", b"a\tb\nc\t \n", "Line 2"),
        ("a.tsv", b"", "has 0"), ("a.tsv", b"source\treference\n", "has 0"),
        ("a.tsv", b"\xff\tx", "UTF-8"), ("a.docx", b"x", r"\.tsv"),
        ("a.csv", b'"open,x\n', "cannot be read"), ("a.csv", b"a\n", "Line 1"),
        ("a.jsonl", b"{", "Line 1"), ("a.jsonl", b"[1, 2]", "Line 1"),
        ("a.jsonl", b'{"source": 1, "reference": "x"}', "Line 1"),
        ("a.tsv", b"a\t" + b"b" * 5000, "too long"), ("missing.tsv", None, "No such file"),
    ],
)  # fmt: skip
def test_a_test_set_that_cannot_be_read_says_where(tmp_path, name, raw, said):
    if raw is not None:
        (tmp_path / name).write_bytes(raw)
    with pytest.raises(BadTestSet, match=said):
        read_test_set(tmp_path / name)


@pytest.mark.parametrize(
    ("scores", "demonstration", "tier"),
    [
        ((75, 50, 0.0, 100), False, Tier.GOOD), ((75, 50, 0.0, 100), True, Tier.BASIC),
        ((75, 50, 0.0, 39), False, Tier.NONE), ((75, 50, 0.05, 100), False, Tier.BASIC),
        ((75, 50, 0.2, 100), False, Tier.NONE), ((60, 35, 0.02, 40), False, Tier.GOOD),
        ((59.9, 50, 0, 40), False, Tier.BASIC), ((50, 10, 0, 40), False, Tier.NONE),
        ((44, 30, 0, 40), False, Tier.NONE),
    ],
)  # fmt: skip
def test_all_thresholds_must_be_met(scores, demonstration, tier):
    assert Scores(*scores).tier(demonstration=demonstration) == tier


def test_scores_are_those_of_sacrebleu_and_the_checks():
    ours = read_test_set(OURS)
    same = evaluating.evaluate(
        "en", "es", ours, translate=lambda texts, *_: list(ours.references), check=unchanged
    )
    assert (round(same.chrf), round(same.bleu), same.flagged) == (100, 100, 0)
    left = evaluating.evaluate(
        "en", "es", ours, translate=lambda texts, *_: list(texts), check=unchanged
    )
    assert left.flagged == 1
    assert left.chrf < 35
    assert left.bleu < 10
    half = [
        a if n % 2 else b
        for n, (a, b) in enumerate(zip(ours.sources, ours.references, strict=True))
    ]
    mixed = evaluating.evaluate("en", "es", ours, translate=lambda texts, *_: half, check=unchanged)
    assert left.chrf < mixed.chrf < same.chrf
    assert 0.4 < mixed.flagged < 0.6


def test_an_engine_that_loses_a_sentence_is_not_scored():
    ours = read_test_set(OURS)
    with pytest.raises(CannotEvaluate, match="another number"):
        evaluating.evaluate(
            "en", "es", ours, translate=lambda texts, *_: list(texts)[1:], check=never
        )


def test_the_command_writes_the_tier_and_records_it(packs, good_engine):
    packs()
    said = run("en", "es", OURS)
    assert "Tier: Good" in said
    row = Direction.objects.get()
    assert (row.tier, row.sentences, row.test_set) == (Tier.GOOD, len(read_test_set(OURS).sources),
                                                       "translation_testset_en_es")  # fmt: skip
    assert row.may_be_used_live
    entry = AuditEntry.objects.order_by("seq").last()
    assert entry.action == "direction.evaluated"
    assert entry.facts["tier"] == "good"
    assert OURS.name not in json.dumps(entry.facts)
    run("en", "es", OURS)
    assert Direction.objects.count() == 1


def test_a_demonstration_pack_is_basic_at_most(packs, good_engine):
    packs(demonstration=True)
    assert "Tier: Basic" in run("en", "es", OURS)


def test_a_tier_is_lost_with_the_packs(packs, good_engine):
    pack = packs()
    run("en", "es", OURS)
    installing.switch(pack, on=False, by=None)
    assert not Direction.objects.get().may_be_used_live
    installing.switch(pack, on=True, by=None)
    assert Direction.objects.get().may_be_used_live
    packs(package_version="2.0")
    row = Direction.objects.get()
    assert (row.tier, row.current_tier, row.may_be_used_live) == (Tier.GOOD, Tier.NONE, False)
    run("en", "es", OURS)
    assert Direction.objects.get().may_be_used_live
    installing.remove(Pack.objects.get(), by=None)
    assert not Direction.objects.get().may_be_used_live


def test_a_way_through_english_remembers_both_packs(packs, good_engine):
    packs(source="pl", target="en")
    packs()
    said = run("pl", "es", OURS)
    assert "through English" in said
    assert set(Direction.objects.get().packs) == {"pl_en", "en_es"}
    packs(source="pl", target="es")
    assert not Direction.objects.get().may_be_used_live, "another way leads there now"


def test_without_tier_no_live_use(packs, monkeypatch):
    packs()
    monkeypatch.setattr(translating, "translate_plain", lambda texts, *_: list(texts))
    monkeypatch.setattr(evaluating, "_checks", lambda: never)
    assert "No tier" in run("en", "es", OURS)
    assert not Direction.objects.get().may_be_used_live


def test_what_keeps_it_from_being_measured_is_said(packs, tmp_path):
    with pytest.raises(CommandError, match="No pack in use leads from en to es"):
        run("en", "es", OURS)
    packs()
    with pytest.raises(CommandError, match="cannot be read"):
        run("en", "es", tmp_path / "missing.tsv")
    assert not Direction.objects.exists()
