"""The organisation's own words, for an administrator: hidden everywhere, or no names at all."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from workspace.accounts.administration import Administered
from workspace.accounts.fresh import FreshToChange
from workspace.accounts.signals import administered
from workspace.accounts.site import MODELS

from . import lists
from .forms import Change, Paste
from .models import Word, WordList


@admin.register(Word)
class WordAdmin(FreshToChange, Administered[Word]):
    section, place, called = MODELS, 45, "Words"
    about = (
        "Words of your own that models never read, such as the names of small schools, and words "
        "that Daylight takes for names by mistake."
    )
    add_words = "Add words"
    list_display = ("text", "kind", "label", "note", "added")
    list_filter = ("kind", "label")
    search_fields = ("text", "note")
    may_delete = True
    actions = ("take_off",)
    change_form_template = "admin/privacy/word.html"

    def get_form(
        self, request: HttpRequest, obj: Word | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        kwargs["form"] = Change if change else Paste
        return super().get_form(request, obj, change, **kwargs)

    def get_fields(self, request: HttpRequest, obj: Word | None = None) -> Any:
        return ("kind", "words" if obj is None else "text", "label", "note")

    def save_model(self, request: HttpRequest, obj: Word, form: Any, change: bool) -> None:
        if change:
            lists.save(obj)
        else:
            lists.add(
                kind=obj.kind, texts=form.cleaned_data["texts"], label=obj.label, note=obj.note
            )
            request.words = len(form.cleaned_data["texts"])  # type: ignore[attr-defined]

    def delete_model(self, request: HttpRequest, obj: Word) -> None:
        lists.remove([obj])

    @admin.action(description="Take off the list", permissions=["delete"])
    def take_off(self, request: HttpRequest, queryset: QuerySet[Word]) -> None:
        chosen = list(queryset)
        lists.remove(chosen)
        for kind in WordList.Kind.values:
            if of_kind := [word for word in chosen if word.kind == kind]:
                self._tell(request, kind, "deleted", words=len(of_kind))
        self.message_user(request, f"{_count(len(chosen))} taken off.", messages.SUCCESS)

    def response_add(
        self, request: HttpRequest, obj: Word, post_url_continue: Any = None
    ) -> HttpResponse:
        said = f"{_count(request.words)} added. It counts at once."  # type: ignore[attr-defined]
        self.message_user(request, said, messages.SUCCESS)
        return HttpResponseRedirect(reverse("admin:privacy_word_changelist"))

    def log_addition(self, request: HttpRequest, obj: Word, message: Any) -> None:  # type: ignore[override]
        self._tell(request, obj.kind, "added", words=request.words)  # type: ignore[attr-defined]

    def record(self, request: HttpRequest, obj: Word, how: str, fields: Iterable[str] = ()) -> None:
        self._tell(request, obj.kind, how, fields, words=1)

    def _tell(
        self, request: HttpRequest, kind: str, how: str, fields: Iterable[str] = (), *, words: int
    ) -> None:
        """The record names the list and how many words, never a word."""
        which = WordList(kind=kind)
        facts = {"list": str(which).lower(), "words": words}
        administered.send(
            Word, obj=which, by=request.user, how=how, fields=list(fields), facts=facts
        )


def _count(number: int) -> str:
    return f"{number:,} word" if number == 1 else f"{number:,} words"
