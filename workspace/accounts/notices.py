"""What a page has to say next time: in a cookie that belongs to this host alone.

The session takes what is too long for a cookie.
"""

from typing import Any

from django.conf import settings
from django.contrib.messages.storage.cookie import CookieStorage
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.messages.storage.session import SessionStorage


class _OurCookie(CookieStorage):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cookie_name = settings.MESSAGE_COOKIE_NAME


class InACookie(FallbackStorage):
    storage_classes = (_OurCookie, SessionStorage)
