"""Nobody stays signed in for ever: a limit without activity, and a limit altogether.

Both are measured in the session on the server, so no cookie stretches them. What a page does by
itself (following an answer, asking whether a document has been read, saying that a draft is still
in front) is not activity, and an event stream ends with the session it was opened in.
"""

import time
from collections.abc import AsyncIterator, Callable
from importlib import import_module
from typing import Any, Final

from allauth.account.signals import authentication_step_completed
from allauth.core.internal.sessionkit import get_session_user
from allauth.usersessions.models import UserSession
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.backends.base import SessionBase
from django.db import close_old_connections
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from .ways import by_itself, is_told_by_itself

SIGNED_IN: Final = "signed_in_at"
SEEN: Final = "seen_at"
_NOTED_EVERY: Final = 30.0  # seconds between two writes of "seen"
_LOOK_EVERY: Final = 3.0  # seconds between two looks of a stream

IDLE: Final = "You were signed out because nothing had happened for a while. Sign in to carry on."
OVER: Final = "You were signed out: nobody stays signed in for longer than a working day."


@receiver(user_logged_in)
def begin(request: HttpRequest, **_: Any) -> None:
    request.session[SIGNED_IN] = request.session[SEEN] = time.time()


@receiver(authentication_step_completed)
def begin_anew(request: HttpRequest, **said: Any) -> None:
    """Whoever confirms who they are goes on under a new key: the old one opens nothing."""
    if said.get("reauthenticated"):
        before = request.session.session_key
        request.session.cycle_key()
        known = UserSession.objects.filter(session_key=before)
        known.update(session_key=request.session.session_key)


def ended(session: SessionBase) -> str:
    """Say why this session is over, or nothing."""
    now = time.time()
    if now - session.get(SIGNED_IN, 0) > settings.SESSION_COOKIE_AGE:
        return OVER
    return IDLE if now - session.get(SEEN, 0) > settings.SESSION_IDLE_SECONDS else ""


def note(session: SessionBase) -> None:
    if time.time() - session.get(SEEN, 0) > min(_NOTED_EVERY, settings.SESSION_IDLE_SECONDS / 4):
        session[SEEN] = time.time()


class SessionLimits:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated and (why := ended(request.session)):
            logout(request)
            if not by_itself(request):
                messages.warning(request, why)
        response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse) and response.is_async:
            key = request.session.session_key
            response.streaming_content = _while_signed_in(response.streaming_content, key)
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> None:
        if request.user.is_authenticated and not by_itself(request) and not is_told_by_itself(view):
            note(request.session)


async def _while_signed_in(stream: Any, key: str | None) -> AsyncIterator[bytes]:
    looked = time.monotonic()
    async for chunk in stream:
        if time.monotonic() - looked > _LOOK_EVERY:
            looked = time.monotonic()
            if not await sync_to_async(_still_there)(key):
                return
        yield chunk


def _still_there(key: str | None) -> bool:
    """Look at the session as it is kept now: signed out, ended, its password or person changed."""
    close_old_connections()
    try:
        store = import_module(settings.SESSION_ENGINE).SessionStore(key)
        return bool(key) and not ended(store) and get_session_user(store) is not None
    finally:
        close_old_connections()
