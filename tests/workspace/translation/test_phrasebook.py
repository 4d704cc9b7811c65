"""The phrasebook's rows: loaded, left alone once touched, approved by people and only by them."""

from pathlib import Path

import pytest
from django.db import IntegrityError, transaction

from workspace.accounts.models import User
from workspace.governance.models import AuditEntry
from workspace.translation.actions import phrasebook
from workspace.translation.models import Phrase, PhraseTranslation

pytestmark = pytest.mark.django_db

ENGLISH = (
    "code,topic,side,english,note\n"
    'hello,Greeting,practitioner,"Hello, how are you?",To an adult\n'
    "stop,Needs,family,Please stop.,\n"
)
POLISH = (
    'code,text,note\nhello,"Dzień dobry, jak się Pani ma?",To a woman\nstop,Proszę przestać.,\n'
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "en.csv").write_text(ENGLISH, "utf-8")
    (tmp_path / "pl.csv").write_text(POLISH, "utf-8-sig")
    return tmp_path


def load(folder: Path) -> tuple[int, int, int]:
    done = phrasebook.load_phrasebook(by=None, folder=folder)
    return done.added, done.updated, done.left


def rewrite(folder: Path, name: str, before: str, after: str) -> None:
    path = folder / name
    path.write_text(path.read_text("utf-8-sig").replace(before, after), "utf-8")


def polish(code: str) -> PhraseTranslation:
    return PhraseTranslation.objects.get(language="pl", phrase__code=code)


def approve(row: PhraseTranslation, by: User) -> tuple[int, int]:
    return phrasebook.approve({row.pk: phrasebook.digest(row)}, by=by)


def test_loading_puts_everything_there_as_drafts(folder: Path) -> None:
    assert load(folder) == (4, 0, 0)
    assert [str(phrase) for phrase in Phrase.objects.all()] == [
        "Hello, how are you?", "Please stop.",
    ]  # fmt: skip
    assert not polish("hello").is_approved
    assert load(folder) == (0, 0, 0)
    assert AuditEntry.objects.filter(action="phrasebook.loaded").count() == 1


def test_loading_again_updates_only_what_nobody_has_touched(folder: Path, user: User) -> None:
    load(folder)
    row = polish("stop")
    row.text = "Proszę już przestać."
    phrasebook.keep_translation(row)
    rewrite(folder, "pl.csv", "Dzień dobry", "Witam")
    rewrite(folder, "pl.csv", "Proszę przestać", "Stop")
    assert load(folder) == (0, 1, 1)
    assert polish("hello").text.startswith("Witam")
    assert polish("stop").text == "Proszę już przestać."


def test_the_english_under_an_approved_translation_is_never_changed_by_loading(
    folder: Path, user: User
) -> None:
    load(folder)
    approve(polish("stop"), user)
    rewrite(folder, "en.csv", "Please stop.", "Please go on.")
    rewrite(folder, "pl.csv", "Proszę przestać.", "Proszę kontynuować.")
    assert load(folder) == (0, 0, 2)
    assert polish("stop").is_approved
    assert polish("stop").phrase.english == "Please stop."


def test_english_that_somebody_has_changed_keeps_the_old_translation_beside_it(
    folder: Path,
) -> None:
    load(folder)
    phrase = Phrase.objects.get(code="stop")
    phrase.english = "Please stop now."
    phrasebook.keep_phrase(phrase)
    rewrite(folder, "pl.csv", "Proszę przestać.", "Stop.")
    assert load(folder) == (0, 0, 2)


def test_approving_names_a_person_a_time_and_a_text(folder: Path, user: User) -> None:
    load(folder)
    assert approve(polish("stop"), user) == (1, 0)
    row = polish("stop")
    assert row.is_approved
    assert row.approved_by == user
    assert row.approved_at
    entry = AuditEntry.objects.get(action="phrase_translation.approved")
    assert entry.actor_id == str(user.pk)
    assert entry.facts == {"language": "pl", "phrase": "stop", "text": phrasebook.digest(row)}
    assert approve(row, user) == (0, 0)


def test_what_has_changed_since_it_was_read_is_not_approved(folder: Path, user: User) -> None:
    load(folder)
    read = polish("stop")
    seen = {read.pk: phrasebook.digest(read)}
    changed = polish("stop")
    changed.text = "Nie."
    phrasebook.keep_translation(changed)
    assert phrasebook.approve(seen, by=user) == (0, 1)
    assert not polish("stop").is_approved


def test_changing_a_text_takes_its_approval_back(folder: Path, user: User) -> None:
    load(folder)
    approve(polish("stop"), user)
    row = polish("stop")
    assert phrasebook.keep_translation(row) is False  # nothing changed
    assert polish("stop").is_approved
    row.note = "To a child"
    assert phrasebook.keep_translation(row) is True
    assert not polish("stop").is_approved


def test_changing_the_english_takes_every_approval_back(folder: Path, user: User) -> None:
    load(folder)
    approve(polish("stop"), user)
    approve(polish("hello"), user)
    phrase = Phrase.objects.get(code="stop")
    phrase.topic = "Safety"
    assert phrasebook.keep_phrase(phrase) == 0
    phrase.english = "Please do not stop."
    assert phrasebook.keep_phrase(phrase) == 1
    assert not polish("stop").is_approved
    assert polish("hello").is_approved


def test_nothing_is_approved_by_nobody(folder: Path) -> None:
    load(folder)
    row = polish("stop")
    with pytest.raises(IntegrityError), transaction.atomic():
        PhraseTranslation.objects.filter(pk=row.pk).update(state="approved")


@pytest.mark.parametrize(
    ("name", "before", "after", "said"),
    [
        ("en.csv", "code,topic", "topic,code", "en.csv, line 1"),
        ("en.csv", "stop,Needs", "hello,Needs", "en.csv, line 3"),
        ("en.csv", ",family,", ",aunt,", "en.csv, line 3"),
        ("pl.csv", "stop,", "go,", "pl.csv, line 3: there is no phrase “go”"),
        ("pl.csv", "Proszę przestać.", "", "pl.csv, line 3: “text” is empty"),
        ("pl.csv", "Proszę przestać.", "a" * 501, "longer than 500"),
        ("pl.csv", "Proszę przestać.,", "Proszę, przestać.,", "pl.csv, line 3"),
    ],
)
def test_a_wrong_file_loads_nothing_and_says_where(
    folder: Path, name: str, before: str, after: str, said: str
) -> None:
    rewrite(folder, name, before, after)
    with pytest.raises(phrasebook.CannotLoad) as caught:
        load(folder)
    assert said in str(caught.value)
    assert not Phrase.objects.exists()
