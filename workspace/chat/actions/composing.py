"""Writing a message and seeing, before it is sent, exactly what a model would read.

A draft is masked the moment it is saved. Corrections teach the vault, and through it every
document and message that shares it.
"""

from uuid import UUID

from django.db import transaction

from workspace.accounts.models import User
from workspace.cases import joining
from workspace.cases.promoting import CannotPromote, promote
from workspace.governance import audit, policy
from workspace.privacy.identities import Identities, Known
from workspace.privacy.masking import MaskedText, mask_again
from workspace.privacy.naming import key
from workspace.privacy.placeholders import EXACT
from workspace.privacy.preparing import mask_text, mask_texts_again, mask_towns
from workspace.privacy.roles import PERSON_ROLES, ROLE_OF_LABEL, ROLES
from workspace.privacy.spellings import words
from workspace.privacy.vaults import OpenVault, change, open_vault

from ..models import Conversation, Message
from .following import MESSAGE, Again, Paper, all_papers, follow, papers, texts
from .meaning import CannotSettle, carried_over, settle
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
    beside = texts(papers(conversation))
    masked = mask_text(
        conversation.vault_id, text, towns=hides_towns(conversation, by), beside=beside
    )
    settled, left_open = _as_said_before(conversation, text, masked)
    with transaction.atomic():
        draft, _ = Message.objects.update_or_create(
            conversation=conversation,
            status=Message.Status.DRAFT,
            defaults={
                "author": Message.Author.PRACTITIONER,
                "text": settled,
                "aliases": masked.aliases,
                "left_open": left_open,
                "clues": masked.clues,
                "task": task,
                "replaces_id": replaces,
            },
        )
        conversation.save(update_fields=["changed"])
    return draft


def _as_said_before(
    conversation: Conversation, text: str, masked: MaskedText
) -> tuple[str, list[str]]:
    """Return the masked text with what was said of it before, and which words were left open.

    Of a text that has changed nothing was said: it may mean somebody else now.
    """
    draft = conversation.messages.filter(status=Message.Status.DRAFT).first()
    opened = open_vault(conversation.vault_id)
    if draft is None or opened.restore(draft.text, draft.aliases) != text:
        return masked.text, []
    old = Paper(MESSAGE, draft.text, draft.aliases)
    new = Paper(MESSAGE, masked.text, masked.aliases)
    return carried_over(old, new, opened), list(draft.left_open)


def discard(*, draft: Message, by: User) -> None:
    Message.objects.filter(pk=draft.pk, status=Message.Status.DRAFT).delete()


def hides_towns(conversation: Conversation, by: User) -> bool:
    """Say whether towns are hidden in what this chat is for."""
    use_case = use_of(conversation, by)
    return use_case is not None and use_case.hide_towns


def hide_towns(*, conversation: Conversation, by: User) -> None:
    """Follow a policy that was another one when the draft was written: hide its towns now."""
    if hides_towns(conversation, by):
        _follow(conversation, "towns_hidden", by, again=mask_towns)


def leave_in(*, conversation: Conversation, alias: str, by: User) -> None:
    """Leave what stands behind one chip in clear: it is not personal."""

    change(conversation.vault_id, lambda known: known.leave_in(alias))
    _follow(conversation, "left_in", by)


def hide(*, conversation: Conversation, text: str, role: str, by: User) -> str:
    """Hide a word or name of this text as what somebody says it is, everywhere in this vault.

    Returns the id of its alias. Raises CannotCorrect, with nothing learnt, where it would hide
    nothing here.
    """
    text = text.strip()
    if not text or len(text) > 200:
        raise CannotCorrect("Type or select the word or name to hide, up to 200 characters.")
    if role not in ROLES:
        raise CannotCorrect("Choose who or what this is.")
    label, here = _label(role), all_papers(conversation)
    is_reading = any(document.is_reading for document in conversation.documents.all())
    if not is_reading:  # else nobody can tell what stands in all of it
        _check_there(text, here, open_vault(conversation.vault_id))

    def teach(known: Identities) -> str:
        known.stand_in(texts(here))
        alias = known.point_out(label, text, role)
        subject, _ = known.spellings()[alias]
        again = [mask_again(paper.text, paper.aliases, known) for paper in here]
        hidden = {mention.subject for one in again for mention in one.mentions}
        if not is_reading and subject.id not in hidden:
            raise CannotCorrect(_hides_nothing(text, again))
        return alias

    alias = change(conversation.vault_id, teach)
    _follow(conversation, "hidden", by)
    return alias


def _check_there(text: str, here: list[Paper], opened: OpenVault) -> None:
    said = key(text)
    for paper in here:
        real = opened.restore(paper.text, paper.aliases)
        run = [word.plain for word in words(real)]
        starts = range(len(run) - len(said) + 1)
        if text in real or (said and any(tuple(run[at : at + len(said)]) == said for at in starts)):
            return
    raise CannotCorrect("This is not in your text. Check how it is spelled there.")


def _hides_nothing(text: str, again: list[MaskedText]) -> str:
    visible = " ".join(EXACT.sub(" \x00 ", one.text) for one in again)
    if set(key(text)) - set(key(visible)):
        return "This is hidden already, as part of something longer."
    return (
        "This cannot be hidden on its own: it is too short or too common a word. Select the "
        "words around it too."
    )


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
    subjects = open_vault(conversation.vault_id).identities.subjects
    if subject in subjects and subjects[subject].ambiguous:
        try:
            settle(conversation=conversation, word=subject, means=into, by=by)
        except CannotSettle as problem:
            raise CannotCorrect(str(problem)) from None
        return

    def join(known: Identities) -> None:
        try:
            known.merge(_subject(known, subject), _subject(known, into))
        except ValueError:
            raise CannotCorrect("Only two different people can be the same person.") from None

    case = conversation.case
    with transaction.atomic():
        if case is not None:
            joining.hold(case)
        change(conversation.vault_id, join)
        joined = joining.join_entries(case) if case is not None else []
        _follow(conversation, "merged", by)
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
    conversation: Conversation, what: str, by: User, again: Again = mask_texts_again
) -> None:
    """Bring the draft and the documents up to what the vault knows now, and record the act."""
    with transaction.atomic():
        follow(conversation, again=again)
        audit.record(f"chat.{what}", by=by, on=conversation)
