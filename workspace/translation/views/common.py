"""Finding what a person may see: anything else does not exist for them."""

from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from workspace.accounts.models import User
from workspace.privacy.detector import DetectionFailed
from workspace.privacy.masking import MaskingFailed
from workspace.privacy.vaults import open_vault

from .. import showing
from ..models import Pack, Segment, Translation

NOT_SAFE: Final = (DetectionFailed, MaskingFailed)
"""Words could not be hidden: nothing was kept, and `str(error)` says so in plain English."""

ON_A_PAGE: Final = 50
"""Sentences."""
_LISTED: Final = 12  # marked sentences that are named one by one


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


@dataclass(frozen=True, slots=True)
class Part:
    """Which sentences of a translation stand on a page: all by fifties, or the marked ones."""

    marked: bool
    page: Page[Segment]

    @property
    def query(self) -> str:
        """What leads back to this part: "" for the first."""
        if self.marked:
            return f"?only=marked&page={self.page.number}"
        return f"?page={self.page.number}" if self.page.number > 1 else ""


def part_of(request: HttpRequest, translation: Translation) -> Part:
    marked = request.GET.get("only") == "marked"
    rows = translation.segments.open() if marked else translation.segments.all()
    pages = Paginator(rows.order_by("number"), ON_A_PAGE)
    return Part(marked, pages.get_page(request.GET.get("page")))


def place_of(number: int) -> str:
    """Return the query and anchor under which a sentence stands among all of them."""
    page = (number - 1) // ON_A_PAGE + 1
    return (f"?page={page}" if page > 1 else "") + f"#s{number}"


def context_of(translation: Translation, part: Part) -> dict[str, Any]:
    opened = open_vault(translation.vault_id)
    source, target = translation.source_language, translation.target_language
    waiting = list(translation.segments.open().values_list("number", flat=True))
    shown = showing.sentences(part.page, opened)
    name = opened.restore(translation.file_name, translation.file_aliases)
    return {
        "demonstration": any(pack.demonstration for pack in Pack.objects.path(source, target)),
        "may_go_back": bool(Pack.objects.path(target, source)),
        "translation": translation,
        "file_name": name,
        "asked": [] if shown or part.marked else showing.asked(translation, opened),
        "sentences": shown,
        "part": part,
        "names": showing.names(translation, opened),
        "open": len(waiting),
        "open_more": max(0, len(waiting) - _LISTED),
        "open_places": [(number, place_of(number)) for number in waiting[:_LISTED]],
        "role_choices": showing.ROLE_CHOICES,
        "why": opened.restore(translation.reason, translation.reason_aliases),
    }
