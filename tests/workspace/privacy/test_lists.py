"""The word lists at work: in every process at once, in all that leaves, or nothing leaves."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import DatabaseError, connection, connections

from tests.processes import ROOT
from workspace.privacy import lists
from workspace.privacy.answering import AnswerStream
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.identities import CannotKeep
from workspace.privacy.models import Word, WordList
from workspace.privacy.preparing import (
    Draft,
    mask_answer,
    mask_text,
    mask_texts,
    mask_texts_again,
    prepare,
)
from workspace.privacy.vaults import change, new_vault, open_vault

SAID = "we talked about the beavers and the brindle"


def hide(*texts: str, label: str = "PLACE") -> None:
    lists.add(kind="hidden", texts=texts, label=label)


def spare(*texts: str) -> None:
    lists.add(kind="spared", texts=texts)


@pytest.fixture
def vault(db: None) -> str:
    return str(new_vault().pk)


def test_nothing_is_listed_at_first(vault: str) -> None:
    assert lists.own_words().hidden.longest == 0
    assert mask_text(vault, SAID).text == SAID


def test_a_listed_word_is_hidden_and_comes_back(vault: str) -> None:
    hide("Beavers")
    done = mask_text(vault, SAID)
    assert "beavers" not in done.text
    assert open_vault(vault).restore(done.text, done.aliases) == SAID
    assert "[PLACE_" in mask_texts(vault, ["one", "the BEAVERS met"])[1].text


def test_it_is_kept_encrypted_like_anything_else_in_that_vault(vault: str) -> None:
    hide("Beavers")
    mask_text(vault, SAID)
    (subject,) = open_vault(vault).identities.subjects.values()
    assert (subject.label, list(subject.aliases)) == ("PLACE", ["Beavers", "beavers"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT hidden FROM privacy_alias")
        assert not any(b"eavers" in bytes(row[0]) for row in cursor.fetchall())


def test_text_at_rest_is_hidden_before_a_model_reads_it(vault: str) -> None:
    rest = mask_text(vault, SAID).text
    assert "beavers" in rest
    hide("Beavers")
    masked = prepare(vault, [Draft("user", (rest,), at_rest=True), Draft("user", (SAID,))])
    assert "beavers" not in "".join(part.text for part in masked.parts)
    assert "beavers" not in mask_texts_again(vault, [(rest, [])])[0].text


def test_what_a_model_writes_is_hidden_in_pieces_and_as_a_whole(vault: str) -> None:
    hide("Old Mill Day Nursery", "LRK", label="REFERENCE")
    answer = "Ask Old Mill Day Nursery's cook about LRK-20391 tomorrow."
    assert "Mill" not in mask_answer(vault, answer).text
    for size in (1, 3, 7, 100):
        stream = AnswerStream(vault)
        pieces = [stream.feed(answer[at : at + size]) for at in range(0, len(answer), size)]
        told = "".join([*pieces, stream.flush()])
        assert "Mill" not in told, size
        assert "20391" not in told, size
        assert open_vault(vault).restore(told) == answer


def test_a_word_that_is_listed_while_an_answer_comes_counts(
    vault: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("workspace.privacy.answering._LOOK_EVERY", 0)
    stream = AnswerStream(vault)
    told = stream.feed("He met friends there. " * 20)
    hide("Beavers")
    told += stream.feed("He joined the beavers there. " * 20) + stream.flush()
    assert "beavers" not in told


def test_nobody_leaves_a_listed_word_in(vault: str) -> None:
    hide("Beavers")
    alias = mask_text(vault, SAID).aliases[0]
    with pytest.raises(CannotKeep, match="organisation's list"):
        change(vault, lambda known: known.leave_in(alias))


def test_a_word_that_no_longer_is_listed_is_no_longer_looked_for(vault: str) -> None:
    hide("Beavers")
    lists.remove(Word.objects.all())
    assert mask_text(vault, SAID).text == SAID


def test_a_word_that_moves_to_the_other_list_counts_there(vault: str) -> None:
    hide("Kestrel House")
    assert "Kestrel" not in mask_text(vault, "Kestrel House was full.").text
    word = Word.objects.get()
    word.kind, word.label = "spared", ""
    lists.save(word)
    assert mask_text(new_vault().pk, "Kestrel House was full.").text == "Kestrel House was full."


def test_a_guess_is_dropped_and_a_known_person_is_not(vault: str) -> None:
    text = "Hope came to Kestrel House."
    assert "Kestrel" not in mask_text(new_vault().pk, text).text
    spare("Hope", "Kestrel House")
    assert mask_text(vault, text).text == text
    other = new_vault().pk
    change(other, lambda known: known.new("PERSON", "Hope Sutton", role="CHILD", roster=True))
    assert "Hope" not in mask_text(other, text).text
    assert "Hope" not in mask_text(vault, text, about=other).text


def test_a_prompt_for_a_model_that_speaks_of_ages_passes(vault: str) -> None:
    """What Daylight itself adds about ages is no leak, whatever words somebody lists."""
    hide("date of birth")
    change(vault, lambda known: known.new("DOB", "27 March 2018", roster=True))
    masked = prepare(vault, [Draft("user", ("Born on 27 March 2018.",))])
    assert "[DOB_" in "".join(part.text for part in masked.parts)


# Full, twice, contradicting


def test_no_word_stands_twice(db: None) -> None:
    hide("Early Help")
    for kind in ("hidden", "spared"):
        with pytest.raises(lists.CannotList):
            lists.add(kind=kind, texts=["Kestrel", "early-HELP"])
    with pytest.raises(lists.CannotList):
        lists.add(kind="hidden", texts=["Kestrel", "KESTREL"])
    assert Word.objects.count() == 1


def test_a_full_list_takes_no_more(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "MOST_WORDS", 3)
    hide("One thing", "Two things", "Three things")
    with pytest.raises(lists.CannotList, match="3 words"):
        spare("Four things")


def test_twenty_thousand_words_are_listed_and_found(vault: str) -> None:
    hide(*(f"Sunny {number} Place" for number in range(lists.MOST_WORDS)))
    assert Word.objects.count() == lists.MOST_WORDS
    done = mask_text(vault, "we went to sunny 19999 place")
    assert done.text.startswith("we went to [PLACE_")
    read = lists.own_words()
    assert lists.own_words() is read  # not read again while nothing changes


# In every process, before five seconds have passed: by the very next text


def in_another_thread(work: Callable[[], Any]) -> Any:
    done: list[Any] = []

    def run() -> None:
        try:
            done.append(work())
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    return done[0]


PROGRAM = """
import sys, django
django.setup()
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import new_vault
for line in sys.stdin:
    print(mask_text(new_vault().pk, line.strip()).text, flush=True)
"""


@pytest.fixture
def process(transactional_db: None) -> Iterator["subprocess.Popen[str]"]:
    """A process of its own, which masks whatever line it is given."""
    env = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.child_settings",
        "DAYLIGHT_TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    child = subprocess.Popen(
        [sys.executable, "-c", PROGRAM], cwd=ROOT, env=env, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    yield child
    child.communicate(timeout=60)


@pytest.mark.django_db(transaction=True)
def test_a_change_counts_for_the_next_text_in_every_process(
    process: "subprocess.Popen[str]",
) -> None:
    def asked() -> str:
        assert process.stdin
        assert process.stdout
        process.stdin.write(SAID + "\n")
        process.stdin.flush()
        return process.stdout.readline().strip()

    assert asked() == SAID
    hide("Beavers")
    assert "beavers" not in asked()
    assert "brindle" in asked()
    hide("Brindle")
    assert "brindle" not in asked()
    lists.remove(Word.objects.all())
    assert asked() == SAID


@pytest.mark.django_db(transaction=True)
def test_a_change_counts_for_the_next_text_on_another_connection() -> None:
    vault = new_vault().pk
    assert in_another_thread(lambda: mask_text(vault, SAID).text) == SAID
    hide("Beavers")
    assert "beavers" not in in_another_thread(lambda: mask_text(vault, SAID).text)
    in_another_thread(lambda: hide("Brindle"))
    assert "brindle" not in mask_text(vault, SAID).text


# Closed


BROKEN = {"privacy_word": "words", "privacy_wordlist": "stamps"}


@pytest.mark.parametrize("table", sorted(BROKEN))
def test_without_the_lists_nothing_is_masked(
    vault: str, table: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The table is really not readable; what was read before is no longer taken for true."""
    hide("Beavers")
    mask_text(vault, SAID)
    WordList.objects.update(stamp="00000000-0000-4000-8000-000000000000")
    stream = AnswerStream.__new__(AnswerStream)
    works: list[Callable[[], Any]] = [
        lambda: mask_text(vault, SAID), lambda: mask_texts(vault, [SAID]),
        lambda: mask_answer(vault, SAID), lambda: prepare(vault, [Draft("user", (SAID,))]),
        lambda: mask_texts_again(vault, [(SAID, [])]), lambda: stream.__init__(vault),  # type: ignore[misc]
    ]  # fmt: skip

    def refused(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if f'"{table}"' in sql:
            raise DatabaseError("Sunny Days Nursery: disk I/O error")
        return execute(sql, params, many, context)

    monkeypatch.setattr(lists, "_read", ((), lists.NOTHING))
    with connection.execute_wrapper(refused):
        for work in works:
            with pytest.raises(DetectionFailed, match="list of words could not be read") as failed:
                work()
            assert failed.value.__cause__ is None
            assert failed.value.__context__ is None
    assert "beavers" not in mask_text(vault, SAID).text


def test_reading_work_needs_no_lists(vault: str) -> None:
    """Names are shown to whoever may see them even while nothing can be sent."""
    hide("Beavers")
    done = mask_text(vault, SAID)

    def refused(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        assert "privacy_word" not in sql
        return execute(sql, params, many, context)

    with connection.execute_wrapper(refused):
        assert open_vault(vault).restore(done.text, done.aliases) == SAID


# `manage.py redact`


def program(folder: Any, *arguments: str, text: str = SAID) -> "subprocess.CompletedProcess[str]":
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "workspace.settings"}
    env |= {"DAYLIGHT_VAR": str(folder), "DAYLIGHT_DATABASE_URL": ""}
    line = json.dumps({"id": 1, "text": text}) + "\n"
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, input=line, text=True,
        capture_output=True, timeout=120,
    )  # fmt: skip


def test_redact_works_beside_no_database_and_makes_none(tmp_path: Any) -> None:
    done = program(tmp_path, "redact", "--jsonl")
    assert json.loads(done.stdout)["masked"] == SAID, done.stderr
    assert not (tmp_path / "daylight.sqlite3").exists()


def test_redact_works_on_a_database_that_has_no_tables_yet(tmp_path: Any) -> None:
    program(tmp_path, "shell", "-c", "from django.db import connection as c; c.cursor()")
    assert (tmp_path / "daylight.sqlite3").exists()
    done = program(tmp_path, "redact", "--jsonl")
    assert json.loads(done.stdout)["masked"] == SAID, done.stderr


def test_redact_uses_the_lists_of_its_database_and_stops_where_it_is_damaged(tmp_path: Any) -> None:
    assert program(tmp_path, "migrate", "-v0", "privacy").returncode == 0
    add = (
        "from workspace.privacy.lists import add\n"
        "add(kind='hidden', texts=['Beavers'], label='PLACE')"
    )
    assert program(tmp_path, "shell", "-c", add).returncode == 0
    done = program(tmp_path, "redact", "--jsonl")
    (entity,) = json.loads(done.stdout)["entities"]
    assert (entity["type"], SAID[entity["start"] : entity["end"]]) == ("PLACE", "beavers")
    for beside in ("-wal", "-shm"):
        (tmp_path / f"daylight.sqlite3{beside}").unlink(missing_ok=True)
    (tmp_path / "daylight.sqlite3").write_bytes(b"not a database at all" * 500)
    done = program(tmp_path, "redact", "--jsonl")
    assert done.returncode != 0
    assert done.stdout == ""
    assert "list of words could not be read" in done.stderr
    assert "Traceback" not in done.stderr
