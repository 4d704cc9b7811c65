"""What every page knows about this installation."""

from django.conf import settings
from django.http import HttpRequest


def workspace(request: HttpRequest) -> dict[str, object]:
    return {"DEMO": settings.DEMO}
