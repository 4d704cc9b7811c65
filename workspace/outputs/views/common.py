"""Finding what a person may see: anything else does not exist for them."""

from uuid import UUID

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from workspace.accounts.models import User
from workspace.governance.policy import Refused

from ..models import Output


class SignedIn(HttpRequest):
    """A request that LoginRequiredMiddleware let through."""

    user: User


def output_of(request: SignedIn, pk: UUID) -> Output:
    visible = Output.objects.visible_to(request.user).select_related(
        "owner", "asked", "case__team", "vault", "use_case"
    )
    return _readable(get_object_or_404(visible, pk=pk))


def owned_by(request: SignedIn, pk: UUID) -> Output:
    mine = Output.objects.visible_to(request.user).filter(owner=request.user)
    found = get_object_or_404(mine.select_related("owner", "vault", "use_case"), pk=pk)
    return _readable(found)


def _readable(output: Output) -> Output:
    if output.vault.wrapped_key is None:
        raise Refused(
            "erased", "The names in this text were erased, so it cannot be used any more."
        )
    return output


def is_number(said: str) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 10


def wants_data(request: HttpRequest) -> bool:
    """The page's own script asks: it shows the answer where the person is."""
    return request.headers.get("Accept") == "application/json"
