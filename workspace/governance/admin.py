"""What models may do and how long things are kept, for an administrator.

The audit record has no page here: it is read under Oversight, where looking takes a reason.
"""

from typing import Any, ClassVar, Final

from django import forms
from django.apps import apps
from django.contrib import admin
from django.core.validators import MaxValueValidator
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from workspace.accounts.administration import Administered
from workspace.accounts.fresh import FreshToChange
from workspace.accounts.models import User
from workspace.accounts.site import KEEPING, MODELS, RECORD

from .models import Checkpoint, Erasure, GuardWording, LegalHold, RetentionRule, Stop, UseCase
from .retention import KINDS

_LONGEST: Final = 36_500  # days: no calendar goes on for ever, and the night reads every rule
_LONGER: Final = "That is over a hundred years. 0 keeps it for ever."


class OnlyToRead:
    may_add = may_change = may_delete = False

    @admin.display(description="what", ordering="object_type")
    def what(self, row: LegalHold | Erasure) -> str:
        return in_words(row.object_type)


def in_words(object_type: str) -> str:
    """Return what a kind of thing is called: "cases.case" is a case."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name).capitalize()
    except (LookupError, ValueError):
        return object_type


class Standing(admin.SimpleListFilter):
    title, parameter_name = "standing", "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("in", "In use"), ("prohibited", "Prohibited"), ("review", "Review overdue"),
                ("left", "Nobody answers for it")]  # fmt: skip

    def queryset(self, request: HttpRequest, queryset: QuerySet[UseCase]) -> QuerySet[UseCase]:
        today = timezone.localdate()
        wanted: dict[str, dict[str, Any]] = {
            "in": {"allowed": True, "review_date__gte": today},
            "prohibited": {"allowed": False},
            "review": {"review_date__lt": today},
            "left": {"owner__is_active": False},
        }
        return queryset.filter(**wanted.get(self.value() or "", {}))


@admin.register(UseCase)
class UseCaseAdmin(FreshToChange, Administered[UseCase]):
    section, place, called = MODELS, 10, "Use-case register"
    about = "What models may be used for here, who answers for each use, and what is prohibited."
    add_words = "Add a use"
    list_display = ("title", "room", "standing", "owner", "classification", "review_date")
    list_filter = (Standing, "room", "classification", "teams")
    list_select_related = ("owner",)
    search_fields = ("title", "slug", "purpose")
    autocomplete_fields = ("owner",)
    prepopulated_fields: ClassVar[dict[str, Any]] = {"slug": ("title",)}
    readonly_fields = ("named_engines",)
    may_delete = True
    fieldsets = (
        (None, {"fields": ("title", "slug", "room", "purpose", "order")}),
        (
            "May models be used for it?",
            {
                "fields": ("allowed", "reason", "instead", "may_override", "asks_why"),
                "description": "Untick “allowed” to prohibit it. Whoever asks for a prohibited "
                "use is shown why, and what to do instead.",
            },
        ),
        (
            "Who answers for it",
            {
                "fields": ("owner", "dpia_reference", "review_date"),
                "description": "After the review date the use is switched off until somebody has "
                "looked at it again and set a new date.",
            },
        ),
        (
            "Who and what it is open to",
            {"fields": ("teams", "classification", "named_engines", "second_approver")},
        ),
        ("What is hidden besides", {"fields": ("hide_towns",)}),
    )

    @admin.display(description="standing")
    def standing(self, use: UseCase) -> str:
        if not use.owner.is_active:
            return f"{use.owner} has left: name somebody"
        if use.review_is_overdue:
            return "Off: review overdue"
        if use.allowed:
            return "Allowed"
        return "Prohibited, may be overridden" if use.may_override else "Prohibited"

    @admin.display(description="engines")
    def named_engines(self, use: UseCase) -> str:
        named = [str(engine) for engine in use.engines.all()] if use.pk else []
        return ", ".join(named) or "Every engine that is cleared for this classification"

    def get_prepopulated_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return {} if obj else self.prepopulated_fields

    def get_readonly_fields(self, request: HttpRequest, obj: UseCase | None = None) -> Any:
        """The code stands in the record: it never changes."""
        return (*self.readonly_fields, "slug") if obj else self.readonly_fields

    def formfield_for_foreignkey(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        if db_field.name == "owner":
            kwargs["queryset"] = User.objects.filter(is_active=True)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


@admin.register(GuardWording)
class GuardWordingAdmin(FreshToChange, Administered[GuardWording]):
    section, place = MODELS, 40
    about = "What Daylight says when it is asked to decide about a child or a family."
    list_display = ("title", "asked_for")
    search_fields = ("title", "explanation")
    fields = ("asked_for", "title", "explanation", "instead")
    readonly_fields = ("asked_for",)
    may_add = False

    @admin.display(description="when asked for", ordering="reason")
    def asked_for(self, wording: GuardWording) -> str:
        return wording.reason.replace("_", " ").capitalize()


_STOPPED: Final[dict[str, str]] = {
    Stop.Scope.TEAM: "accounts.Team",
    Stop.Scope.USE_CASE: "governance.UseCase",
    Stop.Scope.ENGINE: "gateway.Engine",
}


@admin.register(Stop)
class StopAdmin(OnlyToRead, Administered[Stop]):
    section, place, called = RECORD, 30, "Kill switches so far"
    about = "Kill switches pulled and lifted so far. Pull and lift them under Kill switches."
    list_display = ("scope", "named", "message", "since", "by", "lifted", "lifted_by")
    fields = list_display
    list_filter = ("scope", ("lifted", admin.EmptyFieldListFilter))
    list_select_related = ("by", "lifted_by")

    @admin.display(description="what")
    def named(self, stop: Stop) -> str:
        model = _STOPPED.get(stop.scope)
        found = apps.get_model(model).objects.filter(pk=stop.target).first() if model else None
        return str(found or stop.target or "All models, for everybody")


class Rule(forms.ModelForm[RetentionRule]):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "kind" in self.fields:
            choices = [("", "Choose what"), *((kind.name, kind.label) for kind in KINDS.values())]
            self.fields["kind"] = forms.ChoiceField(label="What is kept", choices=choices)
        if "days" in self.fields:
            self.fields["days"].validators.append(MaxValueValidator(_LONGEST, _LONGER))


@admin.register(RetentionRule)
class RetentionRuleAdmin(FreshToChange, Administered[RetentionRule]):
    section, place = KEEPING, 10
    about = "How many days each kind of content is kept after its last use, by team."
    add_words = "Add a rule"
    form = Rule
    fields = ("kind", "team", "days")
    list_display = ("what", "whose", "how_long")
    list_filter = ("team",)
    list_select_related = ("team",)
    may_delete = True

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        """Say also what holds where there is no rule."""
        otherwise = "; ".join(
            f"{kind.label}: {_days(kind.default_days)}" for kind in KINDS.values()
        )
        about = f"{self.about} Where there is no rule: {otherwise}."
        return super().changelist_view(request, {"about": about} | (extra_context or {}))

    @admin.display(description="what", ordering="kind")
    def what(self, rule: RetentionRule) -> str:
        return KINDS[rule.kind].label if rule.kind in KINDS else rule.kind

    @admin.display(description="whose", ordering="team")
    def whose(self, rule: RetentionRule) -> str:
        return str(rule.team) if rule.team else "Every team without a rule of its own"

    @admin.display(description="kept for", ordering="days")
    def how_long(self, rule: RetentionRule) -> str:
        return _days(rule.days)

    def facts(self, request: HttpRequest, obj: RetentionRule) -> dict[str, Any]:
        return {"kind": obj.kind, "days": obj.days, "team": str(obj.team_id or "")}


def _days(days: int) -> str:
    return f"{days} days" if days else "for ever"


@admin.register(LegalHold)
class LegalHoldAdmin(OnlyToRead, Administered[LegalHold]):
    section, place = KEEPING, 20
    about = "What nobody can erase for now. A hold is placed and lifted where the work itself is."
    list_display = ("what", "object_id", "placed", "placed_by", "lifted", "lifted_by")
    list_filter = (("lifted", admin.EmptyFieldListFilter), "object_type")
    list_select_related = ("placed_by", "lifted_by")
    search_fields = ("object_id",)
    fields = list_display

    def get_queryset(self, request: HttpRequest) -> QuerySet[LegalHold]:
        """Why a hold was placed may name a family: it is not even loaded here."""
        return super().get_queryset(request).defer("reason", "reason_aliases")


@admin.register(Erasure)
class ErasureAdmin(OnlyToRead, Administered[Erasure]):
    section, place = KEEPING, 30
    about = "Certificates of what was erased: what kind of thing, when and why. Never what it said."
    list_display = ("at", "what", "object_id", "reason", "by_id")
    list_filter = ("reason", "object_type")
    search_fields = ("object_id", "vault_id")
    date_hierarchy = "at"


@admin.register(Checkpoint)
class CheckpointAdmin(OnlyToRead, Administered[Checkpoint]):
    section, place = RECORD, 40
    about = "Signed statements that the record was whole up to an entry."
    list_display = ("seq", "at", "key_id", "digest")
    date_hierarchy = "at"
