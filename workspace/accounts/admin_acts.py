"""What an administrator does with people and invitations besides changing their rows."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods

from . import factors, invitations, leaving
from .administration import administers
from .forms import Leaving
from .fresh import check_fresh
from .models import Invitation, User
from .signals import sign_in_reset, signed_out_everywhere


class Acts:
    """Pages beside a `ModelAdmin`'s own: for administrators who have just shown who they are."""

    admin_site: Any
    model: Any
    acts: dict[str, str] = {}
    """The last part of the address -> the method."""
    pages_in = "accounts"
    """The folder of `templates/admin` that their pages are in."""

    def get_urls(self) -> list[Any]:
        base = f"{self.model._meta.app_label}_{self.model._meta.model_name}"
        mine = [
            path(f"<path:object_id>/{name}/", self._guarded(method), name=f"{base}_{name}")
            for name, method in self.acts.items()
        ]
        return [*mine, *super().get_urls()]  # type: ignore[misc]

    def _guarded(self, method: str) -> Any:
        def view(request: HttpRequest, object_id: str) -> HttpResponse:
            if not administers(request):
                raise PermissionDenied
            check_fresh(request)
            found = get_object_or_404(self.model, pk=_readable(self.model, object_id))
            response: HttpResponse = getattr(self, method)(request, found)
            return response

        return self.admin_site.admin_view(require_http_methods(["GET", "POST"])(view))

    def page(self, request: HttpRequest, template: str, **context: Any) -> HttpResponse:
        context |= {**self.admin_site.each_context(request), "opts": self.model._meta}
        return TemplateResponse(request, f"admin/{self.pages_in}/{template}.html", context)

    def back_to(self, obj: Any) -> HttpResponse:
        base = f"admin:{obj._meta.app_label}_{obj._meta.model_name}"
        return HttpResponseRedirect(reverse(f"{base}_change", args=[obj.pk]))


def _readable(model: Any, said: str) -> Any:
    """Turn what stands in an address into an id; what is none finds nothing."""
    try:
        return model._meta.pk.to_python(said)
    except Exception:
        return None


class InvitationActs(Acts):
    acts = {"again": "send_again", "withdraw": "withdraw"}

    def handed_over(
        self, request: HttpRequest, invitation: Invitation, secret: str
    ) -> HttpResponse:
        """Email the link once the invitation is kept; where no email goes out, show it once."""
        link = request.build_absolute_uri(reverse("accounts:arrive", args=[secret]))
        sent = invitations.send(invitation=invitation, link=link)
        shown = "" if sent else link
        return self.page(
            request, "invited", title=f"{invitation.name} is invited", invitation=invitation,
            link=shown, tried=invitations.email_goes_out(),
        )  # fmt: skip

    def send_again(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        if request.method == "POST":
            try:
                secret = invitations.renew(invitation=invitation, by=_person(request))
            except invitations.NoLongerOpen as problem:
                messages.error(request, str(problem))
            else:
                return self.handed_over(request, invitation, secret)
        return self.back_to(invitation)

    def withdraw(self, request: HttpRequest, invitation: Invitation) -> HttpResponse:
        if request.method == "POST":
            try:
                invitations.withdraw(invitation=invitation, by=_person(request))
                messages.success(request, f"The link of {invitation.name} no longer works.")
            except invitations.NoLongerOpen as problem:
                messages.error(request, str(problem))
        return self.back_to(invitation)


class PersonActs(Acts):
    acts = {"left": "has_left", "return": "returns", "out": "sign_out", "factors": "lost_factors"}

    @admin.display(description="second factor")
    def second_factor(self, person: User) -> str:
        return "Set up" if factors.has_factor(person) else "Not set up"

    def has_left(self, request: HttpRequest, person: User) -> HttpResponse:
        form = Leaving(request.POST or None, user=person)
        if request.method == "POST" and form.is_valid():
            try:
                leaving.leave(user=person, to=form.cleaned_data["to"], by=_person(request))
            except leaving.NotPossible as problem:
                form.add_error(None, str(problem))
            else:
                self._tell_who_left(request, person)
                return self.back_to(person)
        return self.page(
            request, "leaving", title=f"{person} has left", person=person, form=form,
            answers_for=leaving.answers_for(person), is_own=person == request.user,
        )  # fmt: skip

    def _tell_who_left(self, request: HttpRequest, person: User) -> None:
        messages.success(request, f"{person} can no longer sign in.")
        if still := leaving.answers_for(person):
            links = format_html_join(", ", '<a href="{1}">{0}</a>', still)
            words = "{} is still named as answering for: {}. Name somebody else for each."
            messages.warning(request, format_html(words, str(person), links))

    def returns(self, request: HttpRequest, person: User) -> HttpResponse:
        if request.method == "POST":
            try:
                leaving.come_back(user=person, by=_person(request))
                said = f"{person} can sign in again. What passed to somebody else stays there."
                messages.success(request, said)
            except leaving.NotPossible as problem:
                messages.error(request, str(problem))
        return self.back_to(person)

    def sign_out(self, request: HttpRequest, person: User) -> HttpResponse:
        if request.method == "POST":
            with transaction.atomic():
                leaving.end_sessions(person)
                signed_out_everywhere.send(User, user=person, by=_person(request))
            messages.success(request, f"{person} is signed out everywhere.")
        return self.back_to(person)

    def lost_factors(self, request: HttpRequest, person: User) -> HttpResponse:
        if request.method != "POST":
            return self.page(request, "factors", title="Lost phone or passkey", person=person)
        with transaction.atomic():
            factors.take_away(person)
            sign_in_reset.send(User, user=person, by=_person(request))
        messages.success(request, f"{person} sets up a second factor at the next sign-in.")
        return self.back_to(person)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
