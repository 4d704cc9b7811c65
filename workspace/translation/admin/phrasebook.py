"""The phrasebook, for an administrator: its phrases, their translations, and who approved them."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html

from workspace.accounts.administration import Administered
from workspace.accounts.fresh import FreshToChange
from workspace.accounts.models import User
from workspace.accounts.site import MODELS

from ..actions import phrasebook
from ..forms.phrasebook import EditPhrase, EditTranslation
from ..languages import LANGUAGES
from ..models import Phrase, PhraseTranslation

_AT_ONCE = 50
"""Translations that one person approves in one act: as many as one page shows."""


@admin.register(Phrase)
class PhraseAdmin(FreshToChange, Administered[Phrase]):
    section, place, called = MODELS, 61, "Phrasebook"
    about = "Sentences that practitioners and families need, in English, by topic."
    add_words = "Add a phrase"
    form = EditPhrase
    list_display = ("english", "topic", "side", "approved", "retired")
    list_filter = ("topic", "side", "retired")
    search_fields = ("english", "code", "topic")
    fields = ("code", "topic", "side", "english", "note", "order", "retired")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Phrase]:
        done = Q(translations__state=PhraseTranslation.State.APPROVED)
        counts = {"there": Count("translations"), "done": Count("translations", filter=done)}
        return super().get_queryset(request).annotate(**counts)

    @admin.display(description="approved", ordering="done")
    def approved(self, phrase: Any) -> str:
        return f"{phrase.done} of {phrase.there}"

    def get_readonly_fields(self, request: HttpRequest, obj: Phrase | None = None) -> Any:
        return ("code",) if obj else ()

    def save_model(self, request: HttpRequest, obj: Phrase, form: Any, change: bool) -> None:
        request.lost = phrasebook.keep_phrase(obj) if form.changed_data else 0  # type: ignore[attr-defined]

    def facts(self, request: HttpRequest, obj: Phrase) -> dict[str, Any]:
        return {"phrase": obj.code, "back_to_draft": getattr(request, "lost", 0)}

    def response_change(self, request: HttpRequest, obj: Phrase) -> HttpResponse:
        if lost := getattr(request, "lost", 0):
            said = "The English has changed: {} that had been approved must be approved again."
            count = "1 translation" if lost == 1 else f"{lost} translations"
            self.message_user(request, said.format(count), messages.WARNING)
        return super().response_change(request, obj)


class Spoken(admin.SimpleListFilter):
    """Only languages that there is anything in."""

    title, parameter_name = "language", "spoken"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        there = set(PhraseTranslation.objects.order_by().values_list("language", flat=True))
        return [(code, row.name) for code, row in LANGUAGES.items() if code in there]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[PhraseTranslation]
    ) -> QuerySet[PhraseTranslation]:
        return queryset.filter(language=self.value()) if self.value() else queryset


class Topic(admin.SimpleListFilter):
    title, parameter_name = "topic", "about"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        topics = Phrase.objects.order_by("topic").values_list("topic", flat=True).distinct()
        return [(topic, topic.replace("-", " ").capitalize()) for topic in topics]

    def queryset(
        self, request: HttpRequest, queryset: QuerySet[PhraseTranslation]
    ) -> QuerySet[PhraseTranslation]:
        return queryset.filter(phrase__topic=self.value()) if self.value() else queryset


@admin.register(PhraseTranslation)
class PhraseTranslationAdmin(FreshToChange, Administered[PhraseTranslation]):
    section, place, called = MODELS, 62, "Phrasebook translations"
    about = (
        "The phrasebook in other languages. Until a named person has approved a translation, it "
        "is shown with a warning."
    )
    add_words = "Add a translation"
    form = EditTranslation
    list_display = ("english", "translation", "language", "state", "approved_by", "approved_at")
    list_filter = (Spoken, "state", Topic)
    list_select_related = ("phrase", "approved_by")
    search_fields = ("text", "phrase__english", "phrase__code")
    list_per_page = _AT_ONCE
    list_max_show_all = _AT_ONCE
    actions = ("approve",)
    change_form_template = "admin/translation/phrase.html"

    def waiting(self, request: HttpRequest) -> str:
        drafts = PhraseTranslation.objects.filter(
            state=PhraseTranslation.State.DRAFT, phrase__retired=False
        )
        return f"{count:,} to approve" if (count := drafts.count()) else ""

    @admin.display(description="English", ordering="phrase__english")
    def english(self, row: PhraseTranslation) -> str:
        return row.phrase.english

    @admin.display(description="translation")
    def translation(self, row: PhraseTranslation) -> str:
        way = LANGUAGES[row.language].direction
        return format_html('<bdi lang="{}" dir="{}">{}</bdi>', row.language, way, row.text)

    def get_fields(self, request: HttpRequest, obj: PhraseTranslation | None = None) -> Any:
        told = ("state", "approved_by", "approved_at") if obj else ()
        return ("phrase", "language", "text", "note", *told)

    def get_readonly_fields(
        self, request: HttpRequest, obj: PhraseTranslation | None = None
    ) -> Any:
        if obj is None:
            return ()
        return ("phrase", "language", "state", "approved_by", "approved_at")

    def save_model(
        self, request: HttpRequest, obj: PhraseTranslation, form: Any, change: bool
    ) -> None:
        request.lost = phrasebook.keep_translation(obj)  # type: ignore[attr-defined]

    def facts(self, request: HttpRequest, obj: PhraseTranslation) -> dict[str, Any]:
        lost = {"back_to_draft": 1} if getattr(request, "lost", False) else {}
        return {"phrase": obj.phrase.code, "language": obj.language} | lost

    def response_change(self, request: HttpRequest, obj: PhraseTranslation) -> HttpResponse:
        if getattr(request, "lost", False):
            said = "The text has changed: it is a draft again, until somebody approves it."
            self.message_user(request, said, messages.WARNING)
        return super().response_change(request, obj)

    @admin.action(description="Approve", permissions=["change"])
    def approve(
        self, request: HttpRequest, queryset: QuerySet[PhraseTranslation]
    ) -> HttpResponse | None:
        """Show each text with its English first; approve those that are still what was shown."""
        chosen = list(queryset.select_related("phrase")[: _AT_ONCE + 1])
        if len(chosen) > _AT_ONCE:
            said = f"Approve at most {_AT_ONCE} at once: each one has to be read."
            self.message_user(request, said, messages.ERROR)
            return None
        if "sure" not in request.POST:
            return self._ask_first(request, chosen)
        assert isinstance(request.user, User)
        seen = {row.pk: request.POST.get(f"seen_{row.pk}", "") for row in chosen}
        done, changed = phrasebook.approve(seen, by=request.user)
        self.message_user(request, f"{done} approved by {request.user}.", messages.SUCCESS)
        if changed:
            said = f"{changed} not approved: somebody has changed the words since you read them."
            self.message_user(request, said, messages.WARNING)
        return None

    def _ask_first(self, request: HttpRequest, chosen: list[PhraseTranslation]) -> HttpResponse:
        rows = [row for row in chosen if not row.is_approved]
        shown = [(row, phrasebook.digest(row), LANGUAGES[row.language].direction) for row in rows]
        said = {
            "title": "Approve translations", "heading": self.heading, "opts": self.opts,
            "rows": shown, "already": len(chosen) - len(rows),
        }  # fmt: skip
        context = self.admin_site.each_context(request) | said
        return TemplateResponse(request, "admin/translation/approve.html", context)
