"""The phrasebook as a practitioner uses it: by language and topic, and one phrase large to show."""

from itertools import groupby

from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from workspace.governance import policy

from ..languages import LANGUAGES, PHRASEBOOK, Language
from ..models import Phrase, PhraseTranslation
from .common import SignedIn

_OTHERS = tuple(code for code in PHRASEBOOK if code != "en")


@require_GET
def phrasebook(request: SignedIn) -> HttpResponse:
    policy.check_use_models(request.user)
    language, said = _language(request), request.GET.get("q", "").strip()[:100]
    phrases = _phrases(language)
    if said:
        phrases = [phrase for phrase in phrases if said.lower() in phrase.english.lower()]
    context = {
        "language": language,
        "languages": sorted((LANGUAGES[code] for code in _OTHERS), key=lambda one: one.name),
        "topics": [
            (topic.replace("-", " ").capitalize(), topic, list(group))
            for topic, group in groupby(phrases, lambda phrase: phrase.topic)
        ],
        "query": said,
        "count": len(phrases),
    }
    return render(request, "translation/phrasebook.html", context)


@require_GET
def phrase(request: SignedIn, code: str) -> HttpResponse:
    """One phrase in large letters, to hold out to somebody."""
    policy.check_use_models(request.user)
    language = _language(request)
    found = get_object_or_404(Phrase, code=code, retired=False)
    translated = found.translations.filter(language=language.code).first()
    context = {"phrase": found, "language": language, "translated": translated}
    return render(request, "translation/phrase.html", context)


def _language(request: SignedIn) -> Language:
    asked = request.GET.get("to", "")
    return LANGUAGES[asked if asked in _OTHERS else "ar"]


def _phrases(language: Language) -> list[Phrase]:
    """Return every phrase that is offered, with its translation as `in_language[0]` if any."""
    ours = PhraseTranslation.objects.filter(language=language.code)
    rows = Phrase.objects.filter(retired=False).prefetch_related(
        Prefetch("translations", queryset=ours, to_attr="in_language")
    )
    return list(rows)
