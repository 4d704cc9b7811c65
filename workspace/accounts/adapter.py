"""Nobody signs themselves up: an invitation is the only way in."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from django.contrib.sites.shortcuts import get_current_site
from django.core.exceptions import ImproperlyConfigured, PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpRequest

from .fresh import is_fresh
from .models import User
from .posting import post
from .signals import sign_in_limited


class InvitationOnly(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def is_reauthentication_required(self, *, app: str, **kwargs: object) -> bool:
        """Ask again as `fresh` does everywhere else: signing in a moment ago is enough."""
        return not is_fresh(allauth_context.request)

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Stop guessing, and let it be known that it was stopped."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            with transaction.atomic():
                sign_in_limited.send(User, request=request, email=credentials.get("email", ""))
            raise

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write the letter now and post it apart from the request."""
        request = allauth_context.request
        about = {"request": request, "email": email, "current_site": get_current_site(request)}
        post(self.render_mail(template_prefix, email, about | context))

    def get_client_ip(self, request: HttpRequest) -> str:
        """Refuse who came round the proxies that the settings say are there."""
        try:
            return str(super().get_client_ip(request))
        except ImproperlyConfigured as error:
            raise PermissionDenied("This request did not come through the proxy.") from error
