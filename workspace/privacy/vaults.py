"""Opening, changing and destroying a vault: the one way from the database to identities.

A change is computed in memory and saved only if nobody changed the vault meanwhile; otherwise
it is computed again on what is there now. Where many change one vault at the same moment they
queue for its row after a few tries, so that everybody's turn comes.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .identities import Identities, Known
from .keyring import DataKey, keyring
from .lists import own_words
from .models import Alias, KeptTerm, Subject, Vault
from .placeholders import Placeholder, canonical, find_exact
from .restoring import Piece, pieces

T = TypeVar("T")
VaultId = UUID | str
_TRIES: Final = 3
_ERASED: Final = "The people in this work have been erased."


class VaultGone(Exception):
    """The vault's key was destroyed: who was in it cannot be known any more."""


@dataclass(repr=False)
class OpenVault:
    """A vault's people in memory, as of `version`. Keep it no longer than the work at hand."""

    id: str
    version: int
    key: DataKey
    identities: Identities

    @cached_property
    def issued(self) -> Mapping[Placeholder, Known]:
        return self.identities.issued()

    @cached_property
    def names(self) -> Mapping[Placeholder, str]:
        return self.identities.names()

    @cached_property
    def spellings(self) -> Mapping[str, tuple[Known, str]]:
        return self.identities.spellings()

    def pieces(self, text: str, aliases: Sequence[str] = ()) -> Iterator[Piece]:
        """Split masked text into words and names; `aliases` as kept beside a person's own text."""
        text = canonical(text)
        return pieces(text, self.names, self._spelt(text, aliases))

    def restore(self, text: str, aliases: Sequence[str] = ()) -> str:
        return "".join(piece.text for piece in self.pieces(text, aliases))

    def _spelt(self, text: str, aliases: Sequence[str]) -> list[str]:
        """Turn alias ids into spellings, leaving out any that is not this placeholder's own."""
        if not aliases:
            return []
        spelt = []
        for found, alias in zip(find_exact(text), aliases, strict=False):
            owner, spelling = self.spellings.get(alias, (None, ""))
            mine = owner is not None and (
                owner is self.issued.get(found.placeholder) or owner.ambiguous
            )  # an ambiguous word may have been settled here: it is still what was typed
            spelt.append(spelling if mine else "")
        return spelt


def new_vault() -> Vault:
    """Make an empty vault with a fresh key of its own."""
    ring, vault = keyring(), Vault()
    vault.key_id, vault.wrapped_key = ring.wrap(ring.new_data_key(), vault=str(vault.pk))
    vault.save(force_insert=True)
    return vault


def data_key(vault: Vault) -> DataKey:
    """Unwrap a vault's key. Raises VaultGone, KeyUnusable."""
    if vault.wrapped_key is None:
        raise VaultGone(_ERASED)
    return keyring().unwrap(bytes(vault.wrapped_key), vault=str(vault.pk), key_id=vault.key_id)


def commitment(vault_id: VaultId, text: str) -> str:
    """Commit to `text` with the vault's own key. Raises VaultGone, KeyUnusable."""
    return data_key(Vault.objects.get(pk=vault_id)).commitment(text)


def open_vault(vault_id: VaultId) -> OpenVault:
    """Read and decrypt a vault's people. Raises VaultGone, KeyUnusable, Vault.DoesNotExist."""
    vault = Vault.objects.get(pk=vault_id)
    key = data_key(vault)
    identities = Identities()
    kept = KeptTerm.objects.filter(vault=vault).values_list("pk", "hidden")
    identities.load_kept(
        key.show(bytes(hidden), bound_to=_kept_binding(vault.pk, pk)) for pk, hidden in kept
    )
    for known in _known(vault, key):
        identities.load(known)
    return OpenVault(str(vault.pk), vault.version, key, identities)


def open_to_mask(vault_id: VaultId) -> OpenVault:
    """Open a vault with the organisation's own words. Raises DetectionFailed without them."""
    opened = open_vault(vault_id)
    opened.identities.own = own_words()
    return opened


def version(vault_id: VaultId) -> int:
    """Return the number that grows with every change to the people in a vault."""
    return Vault.objects.values_list("version", flat=True).get(pk=vault_id)


def change(vault_id: VaultId, how: Callable[[Identities], T]) -> T:
    """Apply `how` to the vault's identities, perhaps more than once, and save what it changed."""
    for _ in range(_TRIES):
        opened = open_to_mask(vault_id)
        result = how(opened.identities)
        if _saved(opened):
            return result
    with transaction.atomic():  # SQLite's transactions are IMMEDIATE: one writer, as on this row
        Vault.objects.select_for_update().filter(pk=vault_id).first()
        opened = open_to_mask(vault_id)
        result = how(opened.identities)
        if not _saved(opened):
            raise VaultGone(_ERASED)  # nobody else can have changed it: its key is no more
    return result


def shred(vault: Vault) -> None:
    """Destroy the vault's key and with it, for good, who everybody in it was."""
    with transaction.atomic():
        Vault.objects.filter(pk=vault.pk).update(
            wrapped_key=None, shredded_at=timezone.now(), version=F("version") + 1
        )
        Alias.objects.filter(vault=vault).delete()
        KeptTerm.objects.filter(vault=vault).delete()


def shred_unless_used(vault: Vault) -> bool:
    """Shred a vault that no piece of work belongs to any more; say whether it was.

    Call it in the transaction that removes a piece of work. Whatever another app has that points
    at the vault counts as work.
    """
    Vault.objects.select_for_update().filter(pk=vault.pk).first()
    for relation in Vault._meta.related_objects:
        other = relation.related_model
        if other._meta.app_label == Vault._meta.app_label:
            continue
        if other._base_manager.filter(**{relation.field.name: vault.pk}).exists():
            return False
    shred(vault)
    return True


def _known(vault: Vault, key: DataKey) -> Iterator[Known]:
    aliases: dict[str, dict[str, str]] = {}
    given: dict[str, set[str]] = {}
    rows = Alias.objects.filter(vault=vault).order_by("rank", "id")
    for pk, subject, hidden, by_hand in rows.values_list("pk", "subject_id", "hidden", "given"):
        text = key.show(bytes(hidden), bound_to=_alias_binding(vault.pk, subject, pk))
        aliases.setdefault(str(subject), {})[text] = str(pk)
        if by_hand:
            given.setdefault(str(subject), set()).add(text)
    for row in Subject.objects.filter(vault=vault):
        yield Known(
            str(row.pk), row.label, row.role, row.code, list(row.past_roles), row.from_roster,
            row.ambiguous, str(row.merged_into_id or ""), aliases.get(str(row.pk), {}),
            row.confirmed, row.met, given.get(str(row.pk), set()),
        )  # fmt: skip


def _saved(opened: OpenVault) -> bool:
    identities = opened.identities
    if not (identities.changed or identities.kept_changed):
        return True
    with transaction.atomic():
        unchanged = Vault.objects.filter(
            pk=opened.id, version=opened.version, shredded_at__isnull=True
        )
        if not unchanged.update(version=F("version") + 1):
            return False
        _write_subjects(opened)
        _write_kept(opened)
    return True


_CHANGING: Final = (
    "label", "role", "past_roles", "from_roster", "confirmed", "met", "merged_into",
)  # fmt: skip


def _write_subjects(opened: OpenVault) -> None:
    changed = [opened.identities.subjects[pk] for pk in opened.identities.changed]
    rows = [
        Subject(
            id=s.id, vault_id=opened.id, label=s.label, role=s.role, code=s.code,
            past_roles=s.past_roles, from_roster=s.from_roster, confirmed=s.confirmed, met=s.met,
            ambiguous=s.ambiguous, merged_into_id=s.merged_into or None,
        )
        for s in changed
    ]  # fmt: skip
    Subject.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=_CHANGING,
    )
    aliases = [
        Alias(
            id=pk, subject_id=s.id, vault_id=opened.id, rank=rank,
            hidden=opened.key.hide(text, bound_to=_alias_binding(opened.id, s.id, pk)),
            blind_index=opened.key.blind(text), given=text in s.given,
        )
        for s in changed
        for rank, (text, pk) in enumerate(s.aliases.items())
    ]  # fmt: skip
    Alias.objects.bulk_create(
        aliases, update_conflicts=True, unique_fields=["id"], update_fields=["rank", "given"]
    )


def _write_kept(opened: OpenVault) -> None:
    for text, kept in opened.identities.kept_changed.items():
        blind = opened.key.blind(text)
        if not kept:
            KeptTerm.objects.filter(vault_id=opened.id, blind_index=blind).delete()
            continue
        row = KeptTerm(vault_id=opened.id, blind_index=blind)
        row.hidden = opened.key.hide(text, bound_to=_kept_binding(opened.id, row.pk))
        row.save(force_insert=True)


def _alias_binding(vault: object, subject: object, alias: object) -> str:
    return f"alias:{vault}:{subject}:{alias}"


def _kept_binding(vault: object, term: object) -> str:
    return f"kept:{vault}:{term}"
