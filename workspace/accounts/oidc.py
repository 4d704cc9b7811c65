"""Single sign-on with the council's own accounts: OpenID Connect, Microsoft Entra ID above all.

Only a person who has an account or an open invitation comes in, by an address that the council's
directory vouches for. The first sign-in ties the two accounts together; from then on the
directory's own id decides, and a change of address changes nothing.

allauth does the protocol. What it leaves to TLS is checked here as well: the token's signature,
and that it was made for this very sign-in.
"""

from typing import Any, Final

import jwt
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.models import EmailAddress
from allauth.account.signals import user_logged_in
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialAccount, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.dispatch import receiver
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.http import urlencode
from requests import RequestException

from .invitations import accept
from .models import Invitation, User

ID: Final = "council"
ALGORITHMS: Final = ["RS256", "PS256", "ES256"]
KEPT: Final = ("sub", "email", "name", "amr")
"""What is stored of a token; the rest is forgotten."""
_HAD_FACTOR: Final = "oidc_had_factor"


def nonce_for(state: str) -> str:
    """Return the nonce of the one sign-in that `state` stands for, which its session knows."""
    return salted_hmac("workspace.accounts.oidc", state, algorithm="sha256").hexdigest()


class _Client(OAuth2Client):  # type: ignore[misc]
    def get_redirect_url(self, url: str, scope: Any, extra: dict[str, str]) -> str:
        extra = extra | {"nonce": nonce_for(self.state)}
        return str(super().get_redirect_url(url, scope, extra))


class _Checked(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    client_class = _Client

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        if str(config.get("issuer")).rstrip("/") != settings.OIDC_SERVER:
            raise OAuth2Error("The provider calls itself by another name.")
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        if not (id_token := kwargs["response"].get("id_token")):
            raise OAuth2Error("There is no id_token.")
        claims = self._decode_id_token(app, id_token)
        request.shown_at = claims.get("auth_time")  # type: ignore[attr-defined]
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        try:
            key = self._keys()[jwt.get_unverified_header(id_token)["kid"]]
            claims: dict[str, Any] = jwt.decode(
                id_token,
                key,
                algorithms=ALGORITHMS,
                audience=app.client_id,
                issuer=self.openid_config["issuer"],
                leeway=60,
                options={"require": ["exp", "iat", "iss", "aud", "sub", "nonce"]},
            )
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as error:
            raise OAuth2Error("The id_token is not valid.") from error
        if not constant_time_compare(claims["nonce"], nonce_for(self.request.GET["state"])):
            raise OAuth2Error("The id_token was made for another sign-in.")
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("The id_token was made for another application.")
        return claims

    def _keys(self) -> jwt.PyJWKSet:
        with get_adapter().get_requests_session() as session:
            reply = session.get(self.openid_config["jwks_uri"])
            reply.raise_for_status()
            return jwt.PyJWKSet.from_dict(reply.json())


class Directory(OpenIDConnectProvider):  # type: ignore[misc]
    """The council's directory. What is asked of it is fixed here, not in an address."""

    oauth2_adapter_class = _Checked

    def get_auth_params_from_request(self, request: HttpRequest, action: Any) -> dict[str, str]:
        """Whoever is here already comes to confirm who they are: a session there is no answer."""
        again = "again" in request.GET or request.user.is_authenticated
        return {"prompt": "login"} if again else {}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        return list(self.get_scope())

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {name: data["id_token"].get(name) for name in KEPT}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[EmailAddress]:
        claims = data["id_token"]
        email = str(claims.get("email") or claims.get("preferred_username") or "").lower()
        vouched = is_vouched_for(email, claims)
        return [EmailAddress(email=email, verified=vouched, primary=True)] if email else []


class OnlyKnownPeople(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Ties a directory's account to a person, and turns everybody else away."""

    def list_apps(self, request: Any, provider: Any = None, client_id: Any = None) -> list[Any]:
        """Settings alone name a provider: a row made in the administration is not one."""
        apps = super().list_apps(request, provider, client_id)
        return [app for app in apps if app.pk is None]

    def get_requests_session(self) -> Any:
        """What the provider's address answers counts, not what it sends us on to."""
        session = super().get_requests_session()
        session.max_redirects = 0
        return session

    def list_providers(self, request: HttpRequest) -> list[Directory]:
        return [Directory(request, app=app) for app in self.list_apps(request)]

    def get_provider(self, request: HttpRequest, provider: str, client_id: Any = None) -> Directory:
        return Directory(request, app=self.get_app(request, provider=ID, client_id=client_id))

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: Any) -> Any:
        return sociallogin.user  # who somebody is was said when they were invited

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") != "login":
            raise _turned_away(request)  # accounts are tied by the directory's word alone
        if sociallogin.is_existing:
            return
        user = _person([one.email for one in sociallogin.email_addresses if one.verified])
        if user is None or not user.is_active or SocialAccount.objects.filter(user=user).exists():
            raise _turned_away(request)
        sociallogin.connect(request, user)


def is_vouched_for(email: str, claims: dict[str, Any]) -> bool:
    """Say whether the directory or our settings stand in for an address being this person's."""
    if email.rpartition("@")[2] in settings.OIDC_DOMAINS:
        return True
    said = (claims.get("email_verified"), claims.get("xms_edov"))
    return bool(claims.get("email")) and any(word in (True, 1, "1", "true") for word in said)


def _person(emails: list[str]) -> User | None:
    """Find whose address it is, or take their open invitation."""
    for email in emails:
        if user := User.objects.filter(email__iexact=email).first():
            return user
        if invitation := Invitation.objects.open().filter(email__iexact=email).first():
            return accept(invitation=invitation, password=None)
    return None


def _turned_away(request: HttpRequest) -> ImmediateHttpResponse:
    return ImmediateHttpResponse(render(request, "socialaccount/turned_away.html", status=403))


@receiver(user_logged_in)
def remember_factor(request: HttpRequest, sociallogin: Any = None, **_: Any) -> None:
    if sociallogin is not None:
        said = sociallogin.account.extra_data.get("amr")
        request.session[_HAD_FACTOR] = isinstance(said, list) and "mfa" in said
        _not_fresher_than_there(request)


def _not_fresher_than_there(request: HttpRequest) -> None:
    """Where the directory says when somebody last showed who they are, that is when they did."""
    shown = getattr(request, "shown_at", None)
    records = get_authentication_records(request, request.user)
    if records and isinstance(shown, int | float):
        records[-1]["at"] = min(records[-1]["at"], shown)


def had_factor(request: HttpRequest) -> bool:
    """Say whether the directory asked for a second factor, and the settings let that count."""
    return settings.OIDC_COUNTS_AS_FACTOR and bool(request.session.get(_HAD_FACTOR))


def sign_in_again(request: HttpRequest, back: str) -> str:
    """Return the address at which the directory asks again who somebody is."""
    said = urlencode({"process": "login", "again": "", "next": back})
    return f"{reverse('openid_connect_login', args=[ID])}?{said}"


@login_not_required
def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _with(OAuth2LoginView, request, provider_id)


@login_not_required
def callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _with(OAuth2CallbackView, request, provider_id)


def _with(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    if provider_id != ID or not settings.OIDC_SERVER:
        raise Http404
    try:
        return view.adapter_view(_Checked(request, ID))(request)  # type: ignore[no-any-return]
    except (OAuth2Error, RequestException, KeyError) as error:
        provider = get_adapter(request).get_provider(request, ID)
        return render_authentication_error(request, provider, exception=error)  # type: ignore[no-any-return]


@login_not_required
def cancelled(request: HttpRequest) -> HttpResponse:
    return render(request, "socialaccount/login_cancelled.html")
