"""Finding what a person may see: anything else does not exist for them."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from workspace.accounts.models import User
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.masking import MaskingFailed
from workspace.privacy.vaults import open_vault

from .. import showing
from ..models import Segment, Translation

NOT_SAFE: Final = (DetectionFailed, MaskingFailed)
"""Words could not be hidden: nothing was kept, and `str(error)` says so in plain English."""


class SignedIn(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


def translation_of(request: SignedIn, pk: UUID) -> Translation:
    visible = Translation.objects.visible_to(request.user).select_related(
        "vault", "case", "engine", "use_case", "job", "output", "owner"
    )
    found: Translation = get_object_or_404(visible, pk=pk)
    return found


def segment_of(request: SignedIn, pk: UUID, number: int) -> Segment:
    found: Segment = get_object_or_404(
        translation_of(request, pk).segments.select_related("translation__output"), number=number
    )
    return found


def context_of(translation: Translation) -> dict[str, Any]:
    opened = open_vault(translation.vault_id)
    shown = showing.sentences(translation, opened)
    return {
        "translation": translation,
        "asked": showing.asked(translation, opened),
        "sentences": shown,
        "names": showing.names(translation, opened),
        "open": [one for one in shown if one.row.is_open],
        "role_choices": showing.ROLE_CHOICES,
        "why": opened.restore(translation.reason, translation.reason_aliases),
    }
