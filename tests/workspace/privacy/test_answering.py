"""A model's answer in pieces: however it is cut, nothing known comes out and nothing is lost."""

import random
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from workspace.privacy import tripwire
from workspace.privacy.answering import AnswerStream
from workspace.privacy.identities import Identities
from workspace.privacy.vaults import change, new_vault, open_vault

pytestmark = pytest.mark.django_db
CHILD, MOTHER = "Zofia Brambleworth", "Halima O'Brien-Ottermere"
SCHOOL, PHONE = "Larkmoor Lane Primary School", "07700 900123"
ADDRESS = "Flat 3, 14 Old Heron Mill Court, Larkmoor"


def teach(known: Identities) -> None:
    known.new("PERSON", CHILD, role="CHILD", roster=True)
    known.new("PERSON", MOTHER, role="MOTHER", roster=True)
    for label, text in (("SCHOOL", SCHOOL), ("PHONE", PHONE), ("ADDRESS", ADDRESS)):
        known.new(label, text, roster=True)


@pytest.fixture
def vault(db: None) -> str:
    row = new_vault()
    change(row.pk, teach)
    return str(row.pk)


def streamed(vault: str, chunks: Iterable[str]) -> tuple[str, list[str]]:
    stream = AnswerStream(vault)
    pieces = [stream.feed(chunk) for chunk in chunks]
    pieces.append(stream.flush())
    return "".join(pieces), pieces


def cut(text: str, *points: int) -> list[str]:
    ends = sorted({0, len(text), *(point % (len(text) + 1) for point in points)})
    return [text[a:b] for a, b in pairwise(ends)]


def leaks(vault: str, pieces: Iterable[str]) -> list[str]:
    """What of the vault, or what identifier, can be read in what came out so far."""
    known, so_far, found = open_vault(vault).identities, "", []
    for piece in pieces:
        so_far += piece
        hidden = tripwire.apart(so_far)
        found += [hidden[m.start : m.end] for m in known.find(hidden)]
        found += [hidden[s.start : s.end] for s in tripwire.identifiers(hidden)]
    return found


TEXTS = [
    f"I spoke to {CHILD} and her mother {MOTHER} today.",
    f"Ring {PHONE}, or +44 7700 900123; (07700) 900 123 works too.",
    f"{CHILD.upper()} goes to {SCHOOL}. Z.B. and Z Brambleworth, BRAMBLEWORTH Zofia.",
    f"They live at {ADDRESS}. Not at 14 Old Heron Mill Court.",
    "Write to halima.o.brien@larkmoor.example or call 020 7946 0958.",
    "NHS 943 476 5919, QQ 12 34 56 C.",
    "Her postcode is SW1A 1AA; sw1a1aa is the same.",
    f"**{CHILD}**, _Zofia_, `Brambleworth`, «Halima», (Zofia's) \u201cHalima\u201d Zofia\u2019s",
]


@pytest.mark.parametrize("text", TEXTS)
def test_every_cut_in_two_lets_nothing_out(vault: str, text: str) -> None:
    whole, _ = streamed(vault, [text])
    for at in range(1, len(text)):
        out, pieces = streamed(vault, cut(text, at))
        assert leaks(vault, pieces) == [], at
        assert out == whole, at
    assert open_vault(vault).restore(whole)


@pytest.mark.parametrize("text", TEXTS)
def test_one_letter_at_a_time_lets_nothing_out(vault: str, text: str) -> None:
    out, pieces = streamed(vault, text)
    assert leaks(vault, pieces) == []
    assert out == streamed(vault, [text])[0]


def test_mangled_placeholders_come_out_whole_and_in_form(vault: str) -> None:
    marks = [str(s.placeholder) for s in open_vault(vault).identities.subjects.values()]
    child = marks[0][1:-1]
    text = f"[{child.lower()}] \\[{child}\\] {child.replace('_', '-')} ［{child}］ [{child}'s] end"
    expected = f"[{child}] [{child}] [{child}] [{child}] [{child}]'s end"
    for at in range(len(text) + 1):
        out, pieces = streamed(vault, cut(text, at))
        assert out == expected, at
        assert all(piece.count("[") == piece.count("]") for piece in pieces)


PIECES = st.sampled_from(
    ["Zofia", "Brambleworth", "Zof", "ia", "Halima", "O'", "Brien", "-", "Ottermere", " ", " ", " ",
     "\n", "\n\n", ".", ", ", "'s ", "’s", "07700", " 900", "123", "0", "7", "+44", "(0)",
     "@x.example",
     "14 Old ", "Heron Mill Court", "Larkmoor", "Lane", "Primary School", "[", "]", "_", "**", "`",
     "the child", "went home", "K7M", "[CHILD_", "SW1A", "1AA", "943 476", "5919", "é", "\u200b",
     "/"]
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=30), st.randoms(use_true_random=False))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_cut_anywhere_lets_nothing_out(
    vault: str, parts: list[str], choose: random.Random
) -> None:
    text = "".join(parts)
    chunks = cut(text, *(choose.randrange(len(text) + 1) for _ in range(choose.randrange(12))))
    out, pieces = streamed(vault, chunks)
    assert leaks(vault, pieces) == []
    assert open_vault(vault).restore(out)


@pytest.mark.parametrize("filler", ["x", "-", "/", "é", "=", "你"])
@pytest.mark.parametrize("length", [0, 1, 60, 230, 239, 240, 241, 300, 500])
def test_a_name_in_a_long_run_without_spaces_is_still_one(
    vault: str, filler: str, length: int
) -> None:
    text = filler * length + "/Zofia/" + filler * 300
    for size in (1, 7, 100):
        _, pieces = streamed(vault, [text[i : i + size] for i in range(0, len(text), size)])
        assert leaks(vault, pieces) == []


def test_ordinary_words_flow(vault: str) -> None:
    stream = AnswerStream(vault)
    text = "The weather was fine and nobody was hurt. " * 20
    out = sum(len(stream.feed(word + " ")) for word in text.split())
    assert out > len(text) - 64


def test_a_name_that_somebody_else_taught_meanwhile_is_hidden_in_the_end(vault: str) -> None:
    from workspace.privacy.preparing import mask_answer

    stream = AnswerStream(vault)
    first = stream.feed("We met Pyotr Ashgrove there. ")
    change(vault, lambda known: known.new("PERSON", "Pyotr Ashgrove", roster=True))
    answer = mask_answer(vault, first + stream.flush())
    assert "Pyotr" not in answer.text
