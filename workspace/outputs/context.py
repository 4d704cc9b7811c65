"""How much waits for somebody's approval: the number in the navigation of every page."""

from django.http import HttpRequest

from .listing import to_approve as count


def to_approve(request: HttpRequest) -> dict[str, object]:
    user = getattr(request, "user", None)
    return {"to_approve": count(user) if user is not None else 0}
