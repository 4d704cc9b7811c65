"""An open stream ends for whoever may no longer see the chat."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.families import chat, someone
from workspace.chat.views import answers

pytestmark = pytest.mark.django_db


def test_a_leaver_hears_nothing_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "_LOOK_EVERY", 0.0)
    reader = someone()
    restore: Callable[[str, dict[str, Any]], dict[str, Any]]
    restore = answers._restoring(chat(reader), reader)
    assert restore("delta", {"text": "Good morning."}) == {"text": "Good morning."}
    type(reader).objects.filter(pk=reader.pk).update(is_active=False)
    with pytest.raises(PermissionError):
        restore("delta", {"text": "Good evening."})
