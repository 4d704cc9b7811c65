"""The memory: what it offers, to whom, and what never gets in."""

from typing import Any

import pytest
from django.utils import timezone

from tests.access.world import World, make_world
from workspace.governance.models import AuditEntry
from workspace.translation.actions.memory import Memory, forget, remember, remembered
from workspace.translation.models import MemoryUnit, Phrase, PhraseTranslation

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def phrase(world: World, english: str, approved: bool = True, **texts: str) -> Phrase:
    made = Phrase.objects.create(code=f"p{Phrase.objects.count()}", topic="Needs", english=english)
    said: dict[str, Any] = {}
    if approved:
        said = {
            "state": "approved", "approved_at": timezone.now(),
            "approved_by": world.people["administrator"],
        }  # fmt: skip
    for language, text in texts.items():
        PhraseTranslation.objects.create(phrase=made, language=language, text=text, **said)
    return made


def keep(world: World, source: str, target: str, **more: Any) -> MemoryUnit | None:
    said = {"by": world.owner, "case": world.case, "source_language": "en", "target_language": "es"}
    return remember(source=source, target=target, **said | more)


def ask(world: World, text: str, direction: str = "en-es", who: str = "owner") -> list[Any]:
    source, _, target = direction.partition("-")
    return remembered(text, source, target, user=world.people[who])


def test_the_phrasebook_is_met_in_every_direction(world: World) -> None:
    phrase(world, "Please stop.", es="Pare, por favor.", pl="Proszę przestać.")
    for text, direction, expected in (
        ("please STOP", "en-es", "Pare, por favor."),
        ("Pare, por favor", "es-en", "Please stop."),
        ("proszę przestać!", "pl-es", "Pare, por favor."),
    ):
        (match,) = ask(world, text, direction)
        assert (match.target, match.score, match.approved) == (expected, 1, True)
        assert (match.kind, match.where) == ("phrasebook", "Phrasebook: Needs")


def test_a_draft_says_that_nobody_has_approved_it(world: World) -> None:
    phrase(world, "Please stop.", approved=False, es="Pare.")
    assert not ask(world, "Please stop.")[0].approved
    assert not ask(world, "Pare", "es-en")[0].approved


def test_between_two_languages_both_must_be_approved(world: World) -> None:
    made = phrase(world, "Please stop.", es="Pare.")
    PhraseTranslation.objects.create(phrase=made, language="pl", text="Stop.")
    assert not ask(world, "Pare.", "es-pl")[0].approved


def test_what_is_retired_is_not_offered(world: World) -> None:
    made = phrase(world, "Please stop.", es="Pare.")
    Phrase.objects.filter(pk=made.pk).update(retired=True)
    assert ask(world, "Please stop.") == []


def test_exact_comes_before_alike_and_hides_it(world: World) -> None:
    phrase(world, "Can we talk about the school today?", es="¿Podemos hablar hoy de la escuela?")
    phrase(world, "Can we talk about the school now?", es="¿Podemos hablar ahora de la escuela?")
    (match,) = ask(world, "can we talk about the school now?")
    assert match.score == 1
    near = ask(world, "Can we talk about the school later?")
    assert [0.75 <= match.score < 1 for match in near] == [True, True]


def test_never_alike_where_a_number_or_a_denial_differs(world: World) -> None:
    phrase(
        world, "You can take your child home today at 3.", es="Puede llevarse a su hijo a las 3."
    )
    assert ask(world, "You can take your child home today at 4.") == []
    assert ask(world, "You cannot take your child home today at 3.") == []
    assert ask(world, "You can take your child home now at 3.") != []


def test_an_approved_segment_names_who_approved_it(world: World) -> None:
    unit = keep(world, "We will write to you.", "Le escribiremos.")
    assert unit is not None
    (match,) = ask(world, "we will write to you")
    assert (match.kind, match.approved, match.target) == ("approved", True, "Le escribiremos.")
    assert match.where.startswith(f"Approved by {world.owner.name} on ")
    entry = AuditEntry.objects.get(action="memory.kept")
    assert (entry.case_id, entry.facts["direction"]) == (str(world.case.pk), "en-es")


def test_the_newest_approval_of_a_source_counts(world: World) -> None:
    keep(world, "We will write to you.", "Uno.")
    keep(world, "We will write to you!", "Dos.")
    assert [match.target for match in ask(world, "We will write to you.")] == ["Dos."]
    assert MemoryUnit.objects.count() == 1


@pytest.mark.parametrize(
    ("source", "target"),
    [
        ("[CHILD_K7M] is well.", "[CHILD_K7M] está bien."),
        ("She is well.", "[CHILD_K7M] está bien."),
        ("She is well.", "child-k7m está bien."),
        ("Call 07700 900123.", "Llame al 07700 900123."),
        ("Write to a@b.example.", "Escriba a a@b.example."),
        ("", "Vacío."),
        ("Empty.", " "),
    ],
)
def test_nothing_with_somebody_in_it_gets_in(world: World, source: str, target: str) -> None:
    assert keep(world, source, target) is None
    assert not MemoryUnit.objects.exists()


def test_what_cannot_hold_a_name_is_offered_to_everybody(world: World) -> None:
    keep(world, "We will write to you on Monday.", "Le escribiremos el lunes.")
    assert ask(world, "We will write to you on Monday.", who="stranger")


@pytest.mark.parametrize(
    "source",
    ["We will write to Tamsin.", "Grace will write to you.", "Tamsin will write to you.",
     "we will write to zuleykha.",
     "We will write on 12 03 2011."],
)  # fmt: skip
def test_what_may_hold_a_name_stays_in_its_case(world: World, source: str) -> None:
    unit = keep(world, source, "Escribiremos.")
    assert unit is not None
    assert not unit.shared
    assert ask(world, source)
    assert ask(world, source, who="stranger") == []
    assert ask(world, source, who="administrator") == []
    assert keep(world, source, "Escribiremos.", case=None) is None


def test_without_english_nothing_is_shared(world: World) -> None:
    unit = keep(world, "Le escribiremos.", "Napiszemy.", source_language="es", target_language="pl")
    assert unit is not None
    assert not unit.shared


def test_words_of_the_phrasebook_may_have_a_capital(world: World) -> None:
    phrase(world, "Sorry, I have to go.")
    unit = keep(world, "Sorry, we have to go.", "Perdón, tenemos que irnos.")
    assert unit is not None
    assert unit.shared


def test_segments_go_with_their_case_and_one_by_one(world: World) -> None:
    unit = keep(world, "We will write to you.", "Le escribiremos.")
    assert unit is not None
    forget(unit, by=world.owner)
    assert ask(world, "We will write to you.") == []
    assert AuditEntry.objects.filter(action="memory.forgotten").exists()
    keep(world, "We will write to you.", "Le escribiremos.")
    assert MemoryUnit._meta.get_field("case").remote_field.on_delete.__name__ == "CASCADE"


def test_a_direction_is_loaded_once_for_a_whole_document(
    world: World, django_assert_max_num_queries: Any
) -> None:
    phrase(world, "Please stop.", es="Pare.")
    keep(world, "We will write to you.", "Le escribiremos.")
    with django_assert_max_num_queries(6):
        memory = Memory("en", "es", user=world.owner)
    with django_assert_max_num_queries(0):
        for text in ("Please stop", "We will write to you soon", "Nothing like it", ""):
            memory.look_up(text)
