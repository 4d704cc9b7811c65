"""What the pages about security claim: each test they name is there, each figure is the code's."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from workspace.accounts.passwords import WORDS
from workspace.cases.pasting import MOST_CHARACTERS as MOST_PASTED
from workspace.cases.pasting import MOST_PEOPLE
from workspace.chat.actions.composing import LONGEST_MESSAGE
from workspace.chat.actions.documents import MOST_DOCUMENTS
from workspace.chat.actions.purposes import LONGEST_REASON
from workspace.chat.forms import ACCEPTED
from workspace.gateway.engines.openai_compatible.engine import MOST_CHARACTERS
from workspace.governance.stops import LONGEST_MESSAGE as LONGEST_STOP
from workspace.outputs.actions.editing import LONGEST
from workspace.privacy.forms import FEWEST_LETTERS, LONGEST_WORD, MOST_DIGITS
from workspace.privacy.lists import MOST_WORDS
from workspace.reading import DEFAULT

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(p.name for p in [*DOCS.glob("asvs-*.md"), DOCS / "security.md", DOCS / "limits.md"])
VERDICTS = ("Met", "Partly", "Not met", "Not applicable")
ROW = re.compile(r"^\| (V\d+\.\d+\.\d+) \| ([12]) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$", re.M)


def functions_of(path: Path) -> set[str]:
    functions = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse(path.read_text("utf-8"))
    return {found.name for found in tree.body if isinstance(found, functions)}


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_exists(page):
    text = (DOCS / page).read_text("utf-8")
    named = re.findall(r"tests/[\w/]+\.py(?:::\w+)?", text)
    for place in named:
        file, _, name = place.partition("::")
        assert (ROOT / file).is_file(), place
        assert not name or name in functions_of(ROOT / file), place


@pytest.mark.parametrize("page", PAGES)
def test_every_module_that_is_named_exists(page):
    text = (DOCS / page).read_text("utf-8")
    for place in re.findall(r"`((?:workspace|static|templates|docs)/[\w./-]+)`", text):
        assert (ROOT / place).exists(), place


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("asvs-")])
def test_each_table_is_well_formed_and_counted(page):
    """Met needs a test or a place to look at; the figures at the top are those of the rows."""
    text = (DOCS / page).read_text("utf-8")
    rows = ROW.findall(text)
    assert len(rows) == len(re.findall(r"^\| V\d+\.\d+\.\d+ ", text, re.M)), "a row is malformed"
    assert len({number for number, *_ in rows}) == len(rows)
    for number, _, verdict, evidence in rows:
        assert verdict in VERDICTS, number
        assert verdict != "Met" or "`" in evidence or "](" in evidence, f"{number}: says who?"
    found: dict[str, Counter[str]] = {}
    for number, _, verdict, _ in rows:
        found.setdefault(number.partition(".")[0], Counter())[verdict] += 1
    for chapter, counted in found.items():
        said = re.search(rf"^\| {chapter} [^|]*\|([\d |]+)\|$", text, re.M)
        assert said, f"{chapter} is not counted at the top"
        assert [int(figure) for figure in said[1].split("|")] == [counted[v] for v in VERDICTS]


def test_the_limits_are_those_of_the_code():
    text = (DOCS / "limits.md").read_text("utf-8")
    unpacked, part = (size // 2**20 for size in (DEFAULT.unpacked_bytes, DEFAULT.markup_bytes))
    for said in (
        f"{DEFAULT.bytes // 2**20} MB each",
        f"{settings.FILE_UPLOAD_MAX_MEMORY_SIZE // 2**20} MB at once",
        f"{settings.DATA_UPLOAD_MAX_MEMORY_SIZE // 2**20} MB of it words",
        f"| {MOST_DOCUMENTS} in a chat |",
        f"{unpacked} MB in all, {part} MB of one part, {DEFAULT.members:,} parts",
        f"at most {DEFAULT.ratio} times",
        f"{DEFAULT.pages} pages, {DEFAULT.parts} parts of an email",
        f"{DEFAULT.paragraphs:,} paragraphs, {DEFAULT.characters:,} characters",
        f"{DEFAULT.seconds:.0f} seconds and {DEFAULT.memory_bytes // 2**20} MB",
        f"| A message | {LONGEST_MESSAGE:,} characters |",
        f"| A draft that is edited | {LONGEST:,} characters",
        f"| A model's answer | {MOST_CHARACTERS:,} characters |",
        f"| A reason for a prohibited use | {LONGEST_REASON:,} characters",
        f"at once | {MOST_PEOPLE} people; {MOST_PASTED:,} characters pasted |",
        f"| The message of a kill switch | {LONGEST_STOP} characters |",
        f"| {LONGEST_WORD} characters, at least {FEWEST_LETTERS} letters and at most",
        f" at most {MOST_DIGITS} digits",
        f"once, on one list; {MOST_WORDS:,} in all |",
    ):
        assert said in text, said
    for ending in ACCEPTED.split(","):
        assert f"`{ending}`" in text


def test_the_words_no_password_is_made_of_are_listed():
    text = (DOCS / "sign-in.md").read_text("utf-8")
    listed = text.partition("one of little more than words")[2].partition("`P@ssw0rd`")[0]
    assert set(re.findall(r"[a-z]+", listed)) >= WORDS
