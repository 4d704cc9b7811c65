"""The verifier printed in docs/audit.md works, with nothing of Daylight's."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from workspace.governance import audit, checkpoints

pytestmark = pytest.mark.django_db


@pytest.fixture
def verify(settings: Any, tmp_path: Path) -> Any:
    printed = (settings.BASE_DIR / "docs" / "audit.md").read_text("utf-8")
    [program] = re.findall(r"```python\n(.*?)```", printed, re.S)
    (tmp_path / "verify.py").write_text(program)
    for number in range(5):
        audit.record("case.read", by=None, on=("cases.case", "é"), number=number, share=0.5)
        checkpoints.make()
    call_command("verify_audit", export=tmp_path / "record.jsonl")

    def run() -> subprocess.CompletedProcess[str]:
        files = ["record.jsonl", "record.checkpoints.jsonl", "record.public-key.pem"]
        command = [sys.executable, "-I", "verify.py", *files]
        return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True)

    return run


def test_it_verifies_an_export(verify: Any) -> None:
    done = verify()
    assert done.stdout == "All 6 entries are whole.\n", done.stderr


@pytest.mark.parametrize(
    ("file", "old", "new", "words"),
    [
        ("record.jsonl", '"number":3', '"number":4', "entry 4 was changed"),
        ("record.checkpoints.jsonl", '"seq": 3', '"seq": 4', "InvalidSignature"),
    ],
)
def test_it_finds_what_was_changed(
    verify: Any, tmp_path: Path, file: str, old: str, new: str, words: str
) -> None:
    path = tmp_path / file
    path.write_text(path.read_text().replace(old, new, 1))
    done = verify()
    assert done.returncode == 1
    assert words in done.stderr
