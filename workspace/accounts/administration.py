"""The administration: who may do what there, and that every change is on the record.

The role decides, not Django's permissions: an administrator changes what a page allows, an
auditor reads it. Django's own log of admin actions keeps the names of things; it stays empty,
and `administered` tells the record instead.
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Final, TypeVar

from django.contrib import admin
from django.contrib.admin.widgets import AdminTextareaWidget
from django.db import models, transaction
from django.db.models.constants import LOOKUP_SEP
from django.forms import (
    BooleanField,
    CheckboxSelectMultiple,
    ChoiceField,
    ModelChoiceField,
    MultipleChoiceField,
)
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from .models import OVERSEERS, User
from .signals import administered

M = TypeVar("M", bound=models.Model)
_LONGEST: Final = 120
"""Letters in one fact of the record."""
_OPEN: Final = (ModelChoiceField, MultipleChoiceField)
"""Choices of rows, which may have anybody's name."""


class Administered(admin.ModelAdmin[M]):
    """A page of the administration. `section` and `about` stand on its first page."""

    section: ClassVar[str] = ""
    about: ClassVar[str] = ""
    place: ClassVar[int] = 50
    """Where it stands in its section, the lowest first."""
    called: ClassVar[str] = ""
    """Its name in plain words, where the plural of its rows is not plain enough."""
    add_words: ClassVar[str] = "Add"
    empty_value_display = "–"
    may_add: ClassVar[bool] = True
    may_change: ClassVar[bool] = True
    may_delete: ClassVar[bool] = False
    """Even then only what nothing else refers to."""
    list_per_page = 50
    show_full_result_count = False
    show_facets = admin.ShowFacets.NEVER
    formfield_overrides: ClassVar[dict[Any, Any]] = {
        models.TextField: {"widget": AdminTextareaWidget(attrs={"rows": 4})},
        models.ManyToManyField: {"widget": CheckboxSelectMultiple},
    }

    @property
    def heading(self) -> str:
        name = self.called or str(self.opts.verbose_name_plural)
        return name[:1].upper() + name[1:]

    def waiting(self, request: HttpRequest) -> str:
        """Say on the first page what waits to be done here: "3 waiting". Empty where nothing."""
        return ""

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return oversees(request)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return self.may_add and administers(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_change and administers(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        if not (self.may_delete and administers(request)):
            return False
        return obj is None or not in_use(obj)

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        """One thing at a time: no buttons that open other forms on top of this one."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        for way in ("add", "change", "delete", "view"):
            if field is not None and hasattr(field.widget, f"can_{way}_related"):
                setattr(field.widget, f"can_{way}_related", False)
        return field

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """A list is narrowed by what its page offers. Django lets an address ask of any column,
        and so whether a password's hash, or masked words, begin with this or that."""
        offered = {self.date_hierarchy, *map(_narrowed_by, self.get_list_filter(request))}  # type: ignore[arg-type]
        asked = lookup.partition(LOOKUP_SEP)[0]
        return asked in offered and super().lookup_allowed(lookup, value, request)  # type: ignore[arg-type]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        said = {"title": self.heading, "heading": self.heading, "about": self.about}
        return super().changelist_view(request, said | (extra_context or {}))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        said = {"heading": self.heading} | (extra_context or {})
        return super().delete_view(request, object_id, said)

    def render_change_form(
        self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any
    ) -> Any:
        obj = context.get("original")
        context |= {
            "title": str(obj) if obj else self.add_words,
            "heading": self.heading,
            "subtitle": None,
            "show_save_and_add_another": False,
            "show_save_and_continue": False,
        }
        return super().render_change_form(request, context, *args, **kwargs)

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Never walk through what hangs on a thing: words of families might be loaded."""
        return [str(obj) for obj in objs], {}, set(), []

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> list[Any]:
        request.settings = [] if add else before_and_after(form)  # type: ignore[attr-defined]
        return list(form.changed_data)

    def facts(self, request: HttpRequest, obj: M) -> dict[str, Any]:
        """Return what else goes on the record of a change. Never content."""
        return {}

    def log_addition(self, request: HttpRequest, obj: M, message: Any) -> None:  # type: ignore[override]
        self.record(request, obj, "added")

    def log_change(self, request: HttpRequest, obj: M, message: Any) -> None:  # type: ignore[override]
        if message:
            self.record(request, obj, "changed", message)

    def log_deletions(self, request: HttpRequest, queryset: Iterable[M]) -> None:  # type: ignore[override]
        for obj in queryset:
            self.record(request, obj, "deleted")

    def record(self, request: HttpRequest, obj: M, how: str, fields: Iterable[str] = ()) -> None:
        facts = self.facts(request, obj)
        if settings := getattr(request, "settings", []):
            facts |= {"settings": settings}
        administered.send(
            self.model, obj=obj, by=request.user, how=how, fields=list(fields), facts=facts
        )

    def response_action(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Do an act on many rows, and record it, in one transaction."""
        with transaction.atomic():
            return super().response_action(request, *args, **kwargs)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: Any = None
    ) -> HttpResponse:
        """What happened is read under Oversight, where looking takes a reason."""
        return HttpResponseRedirect(reverse("admin:index"))


def before_and_after(form: Any) -> list[str]:
    """Say in plain words what settings were and are: yes or no, and one of a few choices.

    Those are no secret. What somebody wrote, and whom they chose, is never repeated.
    """
    return [
        f"{form.fields[name].label or name}: from {was} to {now}"[:_LONGEST]
        for name in form.changed_data
        for was, now in [_both(form, name)]
        if was and now
    ]


def _both(form: Any, name: str) -> tuple[str, str]:
    before, after = form[name].initial, form.cleaned_data.get(name)
    return _said(form, name, before), _said(form, name, after)


def _said(form: Any, name: str, value: Any) -> str:
    """Return a setting's value in words; empty where it is not a setting."""
    field = form.fields[name]
    if isinstance(field, BooleanField):
        return "yes" if value else "no"
    if not isinstance(field, ChoiceField) or isinstance(field, _OPEN):
        return ""
    choices: Any = field.choices
    words = {str(key): str(label) for key, label in choices}
    return "nothing" if value in (None, "") else f"“{words.get(str(value), 'something else')}”"


def oversees(request: HttpRequest) -> bool:
    user = request.user
    return isinstance(user, User) and user.is_active and user.role in OVERSEERS


def administers(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.is_administrator


def in_use(obj: models.Model) -> bool:
    """Say whether any row refers to this one: whether there is one, never what it says."""
    for relation in obj._meta.get_fields(include_hidden=True):
        other: Any = relation.related_model
        if not (relation.auto_created and not relation.concrete) or other._meta.auto_created:
            continue
        if other._base_manager.filter(**{_name_of(relation): obj}).exists():
            return True
    return False


def _narrowed_by(filtering: Any) -> str:
    """Return the first word that one of a page's filters stands under in an address."""
    named = filtering[0] if isinstance(filtering, tuple) else filtering
    return str(getattr(named, "parameter_name", named)).partition(LOOKUP_SEP)[0]


def _name_of(relation: Any) -> str:
    """Return what the other row calls its reference."""
    return str(relation.field.name)
