"""The prompt library."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from ..library import prompt_groups
from .common import SignedIn


@require_GET
def prompts(request: SignedIn) -> HttpResponse:
    return render(request, "chat/prompts.html", {"prompt_groups": prompt_groups()})
