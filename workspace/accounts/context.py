"""What every page knows about this installation, and about who is looking at it."""

from django.conf import settings
from django.http import HttpRequest


def workspace(request: HttpRequest) -> dict[str, object]:
    return {
        "DEMO": settings.DEMO,
        "MFA_REQUIRED": settings.MFA_REQUIRED,
        "factor_missing": getattr(request, "factor_missing", False),
        "theme": _theme(request),
    }


def _theme(request: HttpRequest) -> str:
    said = request.COOKIES.get(settings.THEME_COOKIE_NAME, "")
    return said if said in ("dark", "light") else ""
