"""Writing a message and seeing, before it is sent, exactly what a model would read.

A draft is masked the moment it is saved. Corrections teach the vault, and through it every
document and message that shares it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from uuid import UUID

from django.db import transaction

from workspace.accounts.models import User
from workspace.cases import joining
from workspace.cases.promoting import CannotPromote, promote
from workspace.governance import audit, policy
from workspace.privacy.identities import Identities, Known
from workspace.privacy.masking import MaskedText
from workspace.privacy.preparing import mask_text, mask_texts_again, mask_towns
from workspace.privacy.roles import PERSON_ROLES, ROLE_OF_LABEL, ROLES
from workspace.privacy.vaults import change

from ..models import Conversation, Document, Message
from ..warning import still_readable
from .uses import use_of

LONGEST_MESSAGE = 100_000  # characters


class CannotCorrect(Exception):
    """The correction does not fit. `str(error)` says why in plain English."""


def compose(
    *,
    conversation: Conversation,
    text: str,
    by: User,
    task: str = "answer",
    replaces: UUID | None = None,
) -> Message:
    """Save the conversation's one draft, masked. Raises detector errors; then nothing changes."""
    policy.check_use_models(by)
    masked = mask_text(conversation.vault_id, text, towns=hides_towns(conversation, by))
    with transaction.atomic():
        draft, _ = Message.objects.update_or_create(
            conversation=conversation,
            status=Message.Status.DRAFT,
            defaults={
                "author": Message.Author.PRACTITIONER,
                "text": masked.text,
                "aliases": masked.aliases,
                "clues": masked.clues,
                "task": task,
                "replaces_id": replaces,
            },
        )
        conversation.save(update_fields=["changed"])
    return draft


def discard(*, draft: Message, by: User) -> None:
    Message.objects.filter(pk=draft.pk, status=Message.Status.DRAFT).delete()


def hides_towns(conversation: Conversation, by: User) -> bool:
    """Say whether towns are hidden in what this chat is for."""
    use_case = use_of(conversation, by)
    return use_case is not None and use_case.hide_towns


def hide_towns(*, conversation: Conversation, by: User) -> None:
    """Follow a policy that was another one when the draft was written: hide its towns now."""
    if hides_towns(conversation, by):
        _follow(conversation, "towns_hidden", by, how=mask_towns)


def leave_in(*, conversation: Conversation, alias: str, by: User) -> None:
    """Leave what stands behind one chip in clear: it is not personal."""

    change(conversation.vault_id, lambda known: known.leave_in(alias))
    _follow(conversation, "left_in", by)


def hide(*, conversation: Conversation, text: str, role: str, by: User) -> str:
    """Hide a word or name that nothing had found, everywhere in this vault.

    Returns the id of its alias.
    """
    text = text.strip()
    if not text or len(text) > 200:
        raise CannotCorrect("Type or select the word or name to hide, up to 200 characters.")
    if role not in ROLES:
        raise CannotCorrect("Choose who or what this is.")
    label = _label(role)

    def teach(known: Identities) -> str:
        known.hide(text)
        subject = known.who(label, text, role=role)
        alias = known.learn(subject, text)
        known.confirm(subject)
        return alias

    alias = change(conversation.vault_id, teach)
    _follow(conversation, "hidden", by)
    return alias


def put_on_roster(*, conversation: Conversation, subject: str, role: str, by: User) -> None:
    """Put somebody who is hidden here on the list of people of the chat's case."""
    if conversation.case is None:
        raise CannotCorrect("This chat belongs to no case.")
    try:
        promote(case=conversation.case, subject=subject, role=role, by=by)
    except CannotPromote as problem:
        raise CannotCorrect(str(problem)) from None
    _follow(conversation, "rostered", by)


def set_role(*, conversation: Conversation, subject: str, role: str, by: User) -> None:
    """Say who somebody is. People stay people and things stay things."""

    def rename(known: Identities) -> None:
        who = _subject(known, subject)
        if role not in ROLES or (role in PERSON_ROLES) != (who.label == "PERSON"):
            raise CannotCorrect("Choose who or what this is from the list.")
        known.set_role(who, role)

    change(conversation.vault_id, rename)
    _follow(conversation, "role_set", by)


def merge(*, conversation: Conversation, subject: str, into: str, by: User) -> None:
    """Say that two mentions are one person.

    A word that fits several people is settled in this draft and these documents alone: in
    another chat of the case it may well mean somebody else.
    """

    def join(known: Identities) -> dict[str, str]:
        left, right = _subject(known, subject), _subject(known, into)
        if left.ambiguous and right.label == left.label and not right.ambiguous:
            return {str(left.placeholder): str(right.placeholder)}
        try:
            known.merge(left, right)
        except ValueError:
            raise CannotCorrect("Only two different people can be the same person.") from None
        return {}

    case = conversation.case
    with transaction.atomic():
        if case is not None:
            joining.hold(case)
        settled = change(conversation.vault_id, join)
        joined = joining.join_entries(case) if case is not None else []
        _follow(conversation, "settled" if settled else "merged", by, settled)
        if case is not None:
            joining.record(joined, case=case, by=by)


def _subject(known: Identities, subject: str) -> Known:
    found = known.subjects.get(subject)
    if found is None or found.merged_into:
        raise CannotCorrect("That person is no longer in the list. Please look again.")
    return found


def _label(role: str) -> str:
    if role in PERSON_ROLES:
        return "PERSON"
    return next(label for label, usual in ROLE_OF_LABEL.items() if usual == role)


def _follow(
    conversation: Conversation,
    what: str,
    by: User,
    settled: Mapping[str, str] | None = None,
    how: Callable[[UUID, Sequence[tuple[str, Sequence[str]]]], list[MaskedText]] = mask_texts_again,
) -> None:
    """Bring the draft and the documents up to what the vault knows now, and record the act.

    The rows are locked first, so that a document which is being read meanwhile loses nothing.
    """
    with transaction.atomic():
        drafts = conversation.messages.select_for_update().filter(status=Message.Status.DRAFT)
        rows: list[_Draft | _Document] = [_Draft(draft) for draft in drafts]
        rows += [_Document(document) for document in conversation.documents.select_for_update()]
        texts = [text for row in rows for text in row.texts]
        again = how(conversation.vault_id, texts)
        masked = iter(_settled(text, settled or {}) for text in again)
        for row in rows:
            row.save([next(masked) for _ in row.texts])
        audit.record(f"chat.{what}", by=by, on=conversation)


def _settled(masked: MaskedText, settled: Mapping[str, str]) -> MaskedText:
    """Name the person who is meant where a word that fits several stands."""
    text = masked.text
    for open_word, person in settled.items():
        text = text.replace(open_word, person)
    return replace(masked, text=text)


class _Draft:
    """A draft as texts at rest: (masked, aliases)."""

    def __init__(self, draft: Message) -> None:
        self._draft = draft
        self.texts: list[tuple[str, list[str]]] = [(draft.text, draft.aliases)]

    def save(self, masked: list[MaskedText]) -> None:
        self._draft.text, self._draft.aliases = masked[0].text, masked[0].aliases
        self._draft.clues = still_readable(self._draft.clues, [masked[0].text])
        self._draft.save(update_fields=["text", "aliases", "clues"])


class _Document:
    """A document as texts at rest: its name, then its paragraphs."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.texts: list[tuple[str, list[str]]] = [(document.name, document.name_aliases)]
        self.texts += [(row["text"], row["aliases"]) for row in document.paragraphs]

    def save(self, masked: list[MaskedText]) -> None:
        name, *paragraphs = masked
        self._document.name, self._document.name_aliases = name.text, name.aliases
        self._document.paragraphs = [{"text": m.text, "aliases": m.aliases} for m in paragraphs]
        self._document.clues = still_readable(self._document.clues, [m.text for m in paragraphs])
        self._document.save(update_fields=["name", "name_aliases", "paragraphs", "clues"])
