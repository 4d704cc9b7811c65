"""Words that practitioners suggest for the organisation's lists, until somebody has decided.

A word rests encrypted while it waits. Approved, it goes on its list and counts at once;
refused or withdrawn, it cannot be read any more. Why it was suggested is kept no longer than it
waits. Who suggests what somebody else has suggested already adds their voice, and nobody
approves what they suggested. Recording what was done is for whoever calls.
"""

from collections.abc import Iterable, Mapping
from typing import Final
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from workspace.accounts.models import User

from . import lists
from .forms import check
from .keyring import KeyUnusable
from .lists import CannotList
from .models import Suggested, Suggestion, Word, WordList
from .phrases import key
from .reading_names import may_name
from .vaults import VaultGone, VaultId, data_key, new_vault, shred

MOST_WAITING: Final = 500
MOST_OF_ONE: Final = 50
LONGEST_REASON: Final = 200
LONGEST_MASKED: Final = Suggestion._meta.get_field("reason").max_length or 0
UNREADABLE: Final = ""
NO_NAMES: Final = (
    "This reads as somebody’s name, or holds one. People’s names are never put on the "
    "organisation’s lists: they belong on the list of people of their case. If it is a place that "
    "is called after somebody, ask an administrator to add it."
)
NOT_OFFERED: Final = (
    "For “Never hidden” only the words that you left in can be suggested, or fewer of them."
)
TOO_MUCH: Final = "This holds too many names and numbers. Please say it in fewer words."
NOT_ALONE: Final = "You suggested this yourself, so another administrator must approve it."
_RUN_TOGETHER: Final = 5
"""A word of so many letters is one even amid others; a shorter one may come about by chance."""


class CannotSuggest(Exception):
    """This cannot be suggested. `str(error)` says why, in plain English; `field` where it is."""

    def __init__(self, why: str, field: str = "text") -> None:
        super().__init__(why)
        self.field = field


def check_new(text: str, kind: str) -> None:
    """Raise CannotSuggest for what no list may hold, or one holds already."""
    try:
        check(text, kind)
    except CannotList as problem:
        raise CannotSuggest(str(problem)) from None
    for word in lists.taken([text]).values():
        which = word.get_kind_display().lower()
        raise CannotSuggest(f"“{text}” is on your organisation’s list already ({which}).")


def check_may(text: str, kind: str, label: str, offered: str | None = None) -> None:
    """Raise CannotSuggest for what cannot be suggested; detector errors too.

    `offered` are the words that were left in, which limits what may be suggested for “Never
    hidden”.
    """
    check_new(text, kind)
    if kind == WordList.Kind.HIDDEN:
        if label not in Word.Label.values:
            raise CannotSuggest("Choose what it is: a model reads that in its place.", "label")
        if may_name(text, reference=label == Word.Label.REFERENCE):
            raise CannotSuggest(NO_NAMES)
    elif offered is not None and f" {key(text)} " not in f" {key(offered)} ":
        raise CannotSuggest(NOT_OFFERED)
    _same(text, kind)


def suggest(
    *, text: str, kind: str, label: str, reason: str, by: User,
    offered: str | None = None, about: VaultId | None = None, alias: str | None = None,
) -> Suggestion:  # fmt: skip
    """Suggest a word, or join those who have. Raises CannotSuggest and detector errors.

    `offered` as in `check_may`. `about` is the vault of the work it comes from: whom that knows
    is hidden in the reason. `alias` is the id of the spelling there that it came from, if any.
    """
    text = " ".join(text.split())
    check_may(text, kind, label, offered)
    with transaction.atomic():
        lists.wait_for_turn()
        found = _same(text, kind)
        if found is None:
            _check_room(by)
            found = Suggestion(kind=kind, vault=new_vault())
            found.label = "" if kind == WordList.Kind.SPARED else label
            _keep(found, text, reason, about)
        Suggested.objects.get_or_create(suggestion=found, by=by, defaults={"alias": alias})
    return found


def text_of(suggestion: Suggestion) -> str:
    """Return the word: as it waits or as it is listed; "" where nobody can know it any more."""
    if suggestion.became is not None:
        listed = Word.objects.filter(pk=suggestion.became).values_list("text", flat=True)
        return listed.first() or UNREADABLE
    if suggestion.hidden is None:
        return UNREADABLE
    try:
        key_of = data_key(suggestion.vault)
        return key_of.show(bytes(suggestion.hidden), bound_to=_binding(suggestion))
    except (VaultGone, KeyUnusable):
        return UNREADABLE


def approve(
    suggestion: Suggestion, *, by: User, label: str = "", why: Mapping[str, str] | None = None
) -> list[int]:
    """Put it on its list, as `lists.add`. Raises CannotList; then it waits on."""
    with transaction.atomic():
        found = _still_waiting(suggestion)
        if found.voices.filter(by=by).exists():
            raise CannotList(NOT_ALONE)
        text, label = text_of(found), label or found.label
        check(text, found.kind)
        there, numbers = lists.taken([text]).get(text), list[int]()
        if there is None:
            numbers = lists.add(kind=found.kind, texts=[text], label=label, by=by, why=why)
            there = lists.taken([text])[text]
        elif there.kind != found.kind:
            raise CannotList(f"It is on the other list ({there.get_kind_display().lower()}).")
        found.became, found.label = there.pk, label
        _end(found, Suggestion.State.APPROVED)
    return numbers


def refuse(suggestion: Suggestion, *, answer: str) -> None:
    """Say no and why. The word is gone then. Raises CannotList where the answer repeats it."""
    with transaction.atomic():
        found = _still_waiting(suggestion)
        text = text_of(found)
        if text and _repeats(answer, text):
            raise CannotList("Leave the word itself out of your answer: it is erased.")
        found.answer = answer
        _end(found, Suggestion.State.REFUSED)


def withdraw(suggestion: Suggestion, *, by: User) -> None:
    """Take one's voice back; what nobody suggests any more is gone."""
    with transaction.atomic():
        found = _still_waiting(suggestion)
        found.voices.filter(by=by).delete()
        if not found.voices.exists():
            vault = found.vault
            found.delete()
            shred(vault)


def see(user: User, which: Iterable[UUID]) -> None:
    """Note that somebody has read what became of these, of what they suggested."""
    rows = Suggested.objects.filter(by=user, seen=False, suggestion__in=list(which))
    rows.exclude(suggestion__state=Suggestion.State.WAITING).update(seen=True)


def of(user: User) -> QuerySet[Suggested]:
    """What this person has suggested, the latest first."""
    rows = Suggested.objects.filter(by=user)
    return rows.select_related("suggestion__vault")


def news_for(user: User) -> int:
    """Return how many of somebody's suggestions were decided since they last looked."""
    rows = Suggested.objects.filter(by=user, seen=False)
    return rows.exclude(suggestion__state=Suggestion.State.WAITING).count()


def _same(text: str, kind: str) -> Suggestion | None:
    for row in Suggestion.objects.waiting():
        if key(text_of(row)) == key(text):
            if row.kind != kind:
                raise CannotSuggest("Somebody has suggested this for the other list already.")
            same: Suggestion = row
            return same
    return None


def _repeats(answer: str, text: str) -> bool:
    """Say whether an answer holds the word, be it with other gaps ("thrush combe")."""
    if key(text) in key(answer):
        return True
    words, wanted = key(answer).split(), "".join(key(text).split())
    if len(wanted) >= _RUN_TOGETHER:
        return wanted in "".join(words)
    runs = ("".join(words[at:to]) for at in range(len(words)) for to in range(at, len(words) + 1))
    return wanted in runs


def _check_room(by: User) -> None:
    there = Suggestion.objects.waiting()
    if there.filter(by=by).count() >= MOST_OF_ONE or there.count() >= MOST_WAITING:
        raise CannotSuggest(
            "Too many suggestions are waiting. Please try again when some have been decided."
        )


def _keep(made: Suggestion, text: str, reason: str, about: VaultId | None) -> None:
    """Save it: the word encrypted, the reason with everybody hidden whom the work knows."""
    from .preparing import mask_text  # with it comes the detector, which is large

    reason = " ".join(reason.split())[:LONGEST_REASON]
    made.reason = mask_text(made.vault.pk, reason, about=about).text
    if len(made.reason) > LONGEST_MASKED:
        raise CannotSuggest(TOO_MUCH, "reason")
    made.hidden = data_key(made.vault).hide(text, bound_to=_binding(made))
    made.save(force_insert=True)


def _still_waiting(suggestion: Suggestion) -> Suggestion:
    lists.wait_for_turn()
    found: Suggestion | None = Suggestion.objects.waiting().filter(pk=suggestion.pk).first()
    if found is None:
        raise CannotList("This has been decided or withdrawn meanwhile.")
    return found


def _end(suggestion: Suggestion, state: str) -> None:
    suggestion.state, suggestion.decided = state, timezone.now()
    suggestion.hidden, suggestion.reason = None, ""
    suggestion.save()
    shred(suggestion.vault)


def _binding(suggestion: Suggestion) -> str:
    return f"suggestion:{suggestion.pk}"
