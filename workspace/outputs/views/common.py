"""Finding what a person may see: anything else does not exist for them."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from workspace.accounts.models import User

from ..models import Output


class SignedIn(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


def output_of(request: SignedIn, pk: UUID) -> Output:
    visible = Output.objects.visible_to(request.user).select_related(
        "owner", "asked", "case__team", "vault", "use_case"
    )
    found: Output = get_object_or_404(visible, pk=pk)
    return found


def owned_by(request: SignedIn, pk: UUID) -> Output:
    return get_object_or_404(
        Output.objects.visible_to(request.user).select_related("owner", "vault", "use_case"),
        pk=pk,
        owner=request.user,
    )


def is_number(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 10


def wants_data(request: HttpRequest) -> bool:
    """The page's own script asks: it shows the answer where the person is."""
    return request.headers.get("Accept") == "application/json"
