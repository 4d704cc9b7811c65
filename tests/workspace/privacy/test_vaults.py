"""Vaults: many at once, nobody lost, nothing readable by moving it, nothing left when erased."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import close_old_connections, connection, connections

from workspace.privacy import vaults
from workspace.privacy.identities import CannotKeep, Identities
from workspace.privacy.keyring import KeyUnusable
from workspace.privacy.models import Alias, KeptTerm, Subject, Vault
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import VaultGone, change, new_vault, open_vault, shred

NAMES = [
    "Zofia Brambleworth", "Halima Ottermere", "Dewi Larkspur", "Ngozi Fernhill", "Pyotr Ashgrove",
    "Siobhan Mossgate", "Tariq Willowby", "Yuki Thornbury", "Aaliyah Copsewood", "Mateo Reedham",
    "Freya Hollinside", "Kofi Brackenridge",
]  # fmt: skip


def learn(name: str) -> Callable[[Identities], str]:
    return lambda known: known.who("PERSON", name).code


def at_once(works: list[Callable[[], Any]]) -> list[Any]:
    """Run all of it in threads that start together; return results or what was raised."""
    barrier, results = threading.Barrier(len(works)), [None] * len(works)

    def run(index: int) -> None:
        barrier.wait()
        try:
            results[index] = works[index]()
        except Exception as error:
            results[index] = error
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=(index,)) for index in range(len(works))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    close_old_connections()
    return results


@pytest.mark.django_db(transaction=True)
def test_people_learnt_at_once_are_all_known_by_codes_of_their_own() -> None:
    vault = new_vault()
    works = [lambda name=name: change(vault.pk, learn(name)) for name in NAMES]
    codes = at_once(works)
    assert not [code for code in codes if isinstance(code, Exception)]
    assert len(set(codes)) == len(NAMES)
    known = open_vault(vault.pk).identities
    found = {next(iter(s.aliases)): s.code for s in known.subjects.values()}
    assert found == dict(zip(NAMES, codes, strict=True))


@pytest.mark.django_db(transaction=True)
def test_one_person_met_by_many_at_once_stays_one() -> None:
    vault = new_vault()
    text = "Zofia Brambleworth was seen at school with Halima Ottermere."
    masked = at_once([lambda: mask_text(vault.pk, text).text] * 6)
    assert len(set(masked)) == 1, masked
    assert open_vault(vault.pk).restore(masked[0]) == text
    assert len(open_vault(vault.pk).identities.people()) == 2


@pytest.mark.django_db(transaction=True)
def test_nothing_is_learnt_in_a_vault_that_is_erased_meanwhile() -> None:
    vault = new_vault()

    def slow(known: Identities) -> str:
        shred(Vault.objects.get(pk=vault.pk))
        return known.who("PERSON", NAMES[0]).code

    with pytest.raises(VaultGone):
        change(vault.pk, slow)
    assert Alias.objects.count() == Subject.objects.count() == 0


@pytest.mark.django_db
def test_an_erased_vault_is_gone_for_good_and_for_everybody() -> None:
    vault, other = new_vault(), new_vault()
    for row in (vault, other):
        change(row.pk, learn(NAMES[0]))
        change(row.pk, lambda known: known.keep("Ofsted"))
    shred(vault)
    for act in (open_vault, lambda pk: change(pk, learn("X Y")), lambda pk: mask_text(pk, "Hi.")):
        with pytest.raises(VaultGone):
            act(vault.pk)
    with connection.cursor() as cursor:
        for table in ("privacy_alias", "privacy_keptterm"):
            cursor.execute(f"SELECT DISTINCT vault_id FROM {table}")  # noqa: S608
            assert {str(pk).replace("-", "") for (pk,) in cursor.fetchall()} == {other.pk.hex}
        cursor.execute("SELECT wrapped_key FROM privacy_vault ORDER BY shredded_at IS NULL")
        assert cursor.fetchone() == (None,)
    assert open_vault(other.pk).restore("x") == "x"


@pytest.mark.django_db
def test_no_name_lies_in_the_database_in_clear() -> None:
    vault = new_vault()
    mask_text(vault.pk, "Zofia Brambleworth, 07700 900123, kept Ottermere.")
    change(vault.pk, lambda known: known.keep("Larkspur"))
    for model in (Vault, Subject, Alias, KeptTerm):
        rows = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row]
                     for row in model.objects.values_list()])  # fmt: skip
        for secret in ("Zofia", "Brambleworth", "900123", "arkspur"):
            assert secret not in rows


@pytest.mark.django_db
def test_an_alias_cannot_be_moved_to_another_person_or_vault() -> None:
    vault, other = new_vault(), new_vault()
    change(vault.pk, learn(NAMES[0]))
    change(vault.pk, learn(NAMES[1]))
    change(other.pk, learn(NAMES[2]))
    mine, second = Subject.objects.filter(vault=vault)
    theirs = Subject.objects.get(vault=other)
    row = Alias.objects.get(subject=mine)
    moves: list[dict[str, Any]] = [
        {"subject": second}, {"vault": other, "subject": theirs}, {"subject": theirs},
        {"hidden": Alias.objects.get(subject=second).hidden},
    ]  # fmt: skip
    for move in moves:
        Alias.objects.filter(pk=row.pk).update(**move)
        with pytest.raises(KeyUnusable):
            open_vault(move.get("vault", vault).pk)
        Alias.objects.filter(pk=row.pk).update(subject=mine, vault=vault, hidden=row.hidden)
    assert len(open_vault(vault.pk).identities.people()) == 2


@pytest.mark.django_db
def test_a_kept_word_cannot_be_put_in_another_vault() -> None:
    vault, other = new_vault(), new_vault()
    change(vault.pk, lambda known: known.keep("Grace"))
    KeptTerm.objects.update(vault=other)
    with pytest.raises(KeyUnusable):
        open_vault(other.pk)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kept", "hidden"), [("grace", "Grace"), ("Grace", "grace"), ("José", "Jose")]
)
def test_what_is_hidden_again_stays_hidden_however_it_is_written(kept: str, hidden: str) -> None:
    vault = new_vault()
    change(vault.pk, lambda known: known.keep(kept))
    assert open_vault(vault.pk).identities.is_kept(hidden)
    change(vault.pk, lambda known: known.hide(hidden))
    assert not open_vault(vault.pk).identities.is_kept(kept)
    assert not KeptTerm.objects.exists()


@pytest.mark.django_db
def test_a_word_may_be_kept_hidden_and_kept_again() -> None:
    vault = new_vault()
    for _ in range(2):
        change(vault.pk, lambda known: known.keep("May"))
        change(vault.pk, lambda known: known.keep("MAY"))
        assert KeptTerm.objects.count() == 1
        change(vault.pk, lambda known: known.hide("may"))
    assert not KeptTerm.objects.exists()


@pytest.mark.django_db
def test_nobody_on_the_roster_and_no_number_is_ever_left_in_clear() -> None:
    vault = new_vault()
    change(vault.pk, lambda known: known.new("PERSON", NAMES[0], role="CHILD", roster=True))
    change(vault.pk, lambda known: known.new("NHS_NUMBER", "943 476 5919"))
    for text in (NAMES[0], "zofia", "BRAMBLEWORTH", "Zofia B", "9434765919", "943-476-5919"):
        with pytest.raises(CannotKeep):
            change(vault.pk, lambda known, text=text: known.keep(text))
    assert not KeptTerm.objects.exists()


@pytest.mark.django_db
def test_what_is_learnt_is_there_next_time_in_the_same_order() -> None:
    vault = new_vault()

    def teach(known: Identities) -> None:
        child = known.new("PERSON", NAMES[0], role="CHILD", roster=True)
        for spelling in ("Zosia", "Zof", "ZOFIA"):
            known.learn(child, spelling)
        known.set_role(child, "SIBLING")
        known.merge(known.new("PERSON", "Sophie B"), child)

    change(vault.pk, teach)
    (child,) = open_vault(vault.pk).identities.people()
    assert list(child.aliases) == [NAMES[0], "Zosia", "Zof", "ZOFIA", "Sophie B"]
    assert (child.role, child.past_roles, child.from_roster) == ("SIBLING", ["CHILD"], True)
    names = open_vault(vault.pk).identities.names()
    assert len(names) == 3
    assert set(names.values()) == {NAMES[0]}


@pytest.mark.django_db
def test_nothing_is_written_where_nothing_was_learnt() -> None:
    vault = new_vault()
    change(vault.pk, learn(NAMES[0]))
    before = open_vault(vault.pk).version
    change(vault.pk, lambda known: known.find("Zofia"))
    assert open_vault(vault.pk).version == before


@pytest.mark.django_db
def test_a_change_gets_its_turn_however_often_others_were_quicker() -> None:
    vault, tried = new_vault(), 0

    def disturbed(known: Identities) -> str:
        nonlocal tried
        tried += 1
        if tried <= vaults._TRIES:
            Vault.objects.filter(pk=vault.pk).update(version=vaults.F("version") + 1)
        return known.who("PERSON", NAMES[0]).code

    code = change(vault.pk, disturbed)
    assert tried == vaults._TRIES + 1
    assert [row.code for row in Subject.objects.all()] == [code]
