"""A practitioner's own version of a draft."""

from django.db import transaction

from workspace.accounts.models import User
from workspace.governance import audit, policy
from workspace.privacy.masking import MaskedText
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import open_vault

from ..models import Output, Version
from ..rendering import settled
from ..versions import current
from .reading import carried_over

LONGEST = 200_000  # characters


class CannotSave(Exception):
    """Not saved. `str(error)` says why and what to do, in plain English."""


class ChangedMeanwhile(CannotSave):
    """Somebody, perhaps in another window, has saved since this text was opened."""


def save(*, output: Output, text: str, stamp: str, by: User) -> Version:
    """Keep a person's own text, masked. Raises CannotSave, Refused and detector errors;
    then nothing has changed.

    The first change makes a new version; further ones go into it until it is approved.
    """
    policy.check_use_models(by)
    text = text.replace("\0", "")  # no database keeps it
    if not text.strip():
        raise CannotSave("Write something first. To leave the draft as it is, go back.")
    if len(text) > LONGEST:
        raise CannotSave("This is too long to be kept as one text.")
    before = open_vault(output.vault_id)
    masked = mask_text(output.vault_id, text)
    with transaction.atomic():
        locked = Output.objects.select_for_update().get(pk=output.pk)
        latest = _editable(locked, stamp, by)
        if before.restore(settled(latest.text), latest.aliases) == text:
            return latest
        if latest.locked is None:
            return _changed(latest, masked, by)
        return _new(locked, latest, masked, by)


def put(*, output: Output, text: MaskedText, by: User) -> Version:
    """Put a feature's own text, masked, in place of the draft. Raises CannotSave.

    Call it in the transaction in which the feature keeps what it is made of.
    """
    locked = Output.objects.select_for_update().get(pk=output.pk)
    latest = _editable(locked, current(locked).stamp, by)
    if (latest.text, latest.aliases) == (text.text, text.aliases):
        return latest
    return _changed(latest, text, by) if latest.locked is None else _new(locked, latest, text, by)


def _editable(output: Output, stamp: str, by: User) -> Version:
    if output.owner_id != by.pk:
        raise CannotSave("Only the person whose draft it is changes it.")
    if output.state == Output.State.WAITING:
        raise CannotSave("It waits for a second approval. Take it back before you change it.")
    latest = current(output)
    if latest.stamp != stamp:
        raise ChangedMeanwhile(
            "This text was changed in another window since you opened it here. What you wrote is "
            "below. Save again to put it in place of the other."
        )
    return latest


def _changed(latest: Version, masked: MaskedText, by: User) -> Version:
    text_before = settled(latest.text)
    latest.text, latest.aliases = masked.text, masked.aliases
    latest.save()
    carried_over(before=latest, text_before=text_before, after=latest, by=by)
    return latest


def _new(output: Output, latest: Version, masked: MaskedText, by: User) -> Version:
    made: Version = output.versions.create(
        number=latest.number + 1, text=masked.text, aliases=masked.aliases, by=by
    )
    carried_over(before=latest, text_before=settled(latest.text), after=made, by=by)
    output.state, output.asked = Output.State.DRAFT, None
    output.save()
    audit.record("output.edited", by=by, on=output, version=made.number)
    return made
