"""People, invitations and teams, for an administrator."""

from typing import Any

from django.contrib import admin
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from . import invitations
from .admin_acts import InvitationActs, PersonActs
from .administration import Administered, administers
from .forms import Invite, Person
from .fresh import FreshToChange, check_fresh
from .leaving import changed
from .models import Invitation, Role, Team, User
from .site import PEOPLE


@admin.register(Team)
class TeamAdmin(FreshToChange, Administered[Team]):
    section, place = PEOPLE, 30
    about = "Whose cases somebody sees. Each case belongs to one team."
    add_words = "Add a team"
    list_display = ("name", "members", "managers")
    search_fields = ("name",)
    fields = ("name",)
    may_delete = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[Team]:
        here = Q(people__is_active=True)
        return super().get_queryset(request).annotate(
            members=Count("people", filter=here, distinct=True),
            managers=Count("people", filter=here & Q(people__role=Role.MANAGER), distinct=True),
        )  # fmt: skip

    @admin.display(description="people", ordering="members")
    def members(self, team: Team) -> int:
        return int(getattr(team, "members", 0))

    @admin.display(description="of them managers", ordering="managers")
    def managers(self, team: Team) -> int:
        return int(getattr(team, "managers", 0))


@admin.register(Invitation)
class InvitationAdmin(InvitationActs, FreshToChange, Administered[Invitation]):
    section, place = PEOPLE, 20
    about = "The only way in: a link that works once, for seven days."
    add_words = "Invite somebody"
    form = Invite
    fields = ("name", "email", "role", "teams")
    list_display = ("name", "email", "role", "state", "by", "sent", "expires")
    list_filter = ("role", "teams")
    list_select_related = ("by",)
    search_fields = ("name", "email")
    may_change = False
    change_form_template = "admin/accounts/invitation.html"

    def get_fields(self, request: HttpRequest, obj: Invitation | None = None) -> Any:
        return self.fields if obj is None else (*self.fields, "state", "by", "sent", "expires")

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        said = form.cleaned_data
        assert isinstance(request.user, User)
        made, secret = invitations.invite(
            email=said["email"], name=said["name"], role=said["role"], teams=said["teams"],
            by=request.user,
        )  # fmt: skip
        obj.__dict__.update(made.__dict__)
        request.invited = (made, secret)  # type: ignore[attr-defined]

    def log_addition(self, request: HttpRequest, obj: Invitation, message: Any) -> None:  # type: ignore[override]
        """`person_invited` has told the record."""

    def response_add(
        self, request: HttpRequest, obj: Invitation, post_url_continue: Any = None
    ) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:accounts_invitation_changelist"))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Email the link only when the invitation is kept and the database is free again."""
        if self.has_add_permission(request):
            check_fresh(request)
        response = super().changeform_view(request, *args, **kwargs)
        invited = getattr(request, "invited", None)
        return self.handed_over(request, *invited) if invited else response


class Standing(admin.SimpleListFilter):
    title, parameter_name = "account", "account"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("open", "Open"), ("left", "Left")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> QuerySet[User]:
        if self.value() is None:
            return queryset
        return queryset.filter(is_active=self.value() == "open")


@admin.register(User)
class PersonAdmin(PersonActs, FreshToChange, Administered[User]):
    section, place = PEOPLE, 10
    about = "Who may sign in, in which role and teams. Here you say when somebody has left."
    form = Person
    list_display = ("name", "email", "role", "in_teams", "standing")
    list_filter = (Standing, "role", "teams")
    search_fields = ("name", "email")
    ordering = ("name",)
    readonly_fields = ("standing", "second_factor", "last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("name", "email")}),
        ("Role and teams", {"fields": ("role", "teams")}),
        ("Account", {"fields": ("standing", "second_factor", "last_login", "date_joined")}),
    )
    may_add = False
    change_form_template = "admin/accounts/person.html"

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        return super().get_queryset(request).prefetch_related("teams")

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return administers(request) and (obj is None or obj.is_active)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> Any:
        """Nobody takes their own role away by accident."""
        return (*self.readonly_fields, "role") if obj == request.user else self.readonly_fields

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kw: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kw)
        form.by = request.user  # type: ignore[attr-defined]
        return form

    def record(self, request: HttpRequest, obj: User, how: str, fields: Any = ()) -> None:
        assert isinstance(request.user, User)
        settings = getattr(request, "settings", [])
        changed(user=obj, fields=list(fields), by=request.user, settings=settings)

    @admin.display(description="teams")
    def in_teams(self, person: User) -> str:
        return ", ".join(team.name for team in person.teams.all()) or "–"

    @admin.display(description="account", ordering="left")
    def standing(self, person: User) -> str:
        if person.is_active:
            return "Open"
        return f"Left on {person.left:%-d %B %Y}" if person.left else "Closed"
