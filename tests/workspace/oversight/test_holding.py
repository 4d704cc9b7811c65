"""Placing a hold where its reason cannot be hidden: said, with nothing held and nothing lost."""

from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import families
from workspace.governance.models import LegalHold
from workspace.privacy import detector
from workspace.privacy.detector import DetectionFailed

if TYPE_CHECKING:
    from tests.workspace.oversight.work import Work

pytestmark = pytest.mark.django_db
REASON = "The inquiry about the lighthouse asks for it."


def fail(*args: Any, **kwargs: Any) -> Any:
    raise DetectionFailed("The text could not be checked just now.")


def test_detection_that_fails(work: "Work", monkeypatch: pytest.MonkeyPatch) -> None:
    devika = families.sign_in(Client(), families.administrator())
    monkeypatch.setattr(detector, "detect", fail)
    form = {"what": work.case.reference, "reason": REASON}
    page = devika.post(reverse("oversight:hold"), form)
    assert page.status_code == 422
    shown = page.content.decode()
    assert "could not be checked just now. Nothing is on hold yet" in shown
    assert REASON in shown
    assert not LegalHold.objects.exists()
    monkeypatch.undo()
    assert devika.post(reverse("oversight:hold"), form).status_code == 302
    assert LegalHold.objects.exists()
