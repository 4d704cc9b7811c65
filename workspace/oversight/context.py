"""What managers and administrators see on every page while something is stopped."""

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from workspace.governance import policy

from .actions import switching


def stopped(request: HttpRequest) -> dict[str, object]:
    def names() -> list[str]:
        user = getattr(request, "user", None)
        if user is None or not policy.can_see_switches(user):
            return []
        return [name for _, name in switching.told(user)]

    return {"stopped": SimpleLazyObject(names)}
