"""Lines of many hands and registers: what stands in brackets is hidden, whatever its label."""

from pathlib import Path

import pytest

from tests.workspace.privacy.detector.marked import left_open

EXAMPLES = (Path(__file__).parent / "examples.txt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("example", EXAMPLES)
def test_it_is_hidden(example: str) -> None:
    assert left_open(example.replace("\\n", "\n")) == ""
