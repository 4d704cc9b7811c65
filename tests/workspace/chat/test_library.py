"""The prompt library: in use, by category, and only what the chosen engine can do."""

import pytest

from tests.access.world import World, a_prompt, make_world
from workspace.chat.library import is_number, prompt_groups, prompt_text, task_of
from workspace.chat.models import Prompt
from workspace.gateway.models import Engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def world(db: None) -> World:
    world = make_world()
    a_prompt(
        world.owner,
        slug="letter",
        title="Letter",
        category="Write",
        needs_model=True,
        body="Write a letter.",
    )
    a_prompt(world.owner, slug="old", title="Old", category="Read", enabled=False, body="Old body.")
    a_prompt(world.owner, slug="dates", title="Dates", category="Read", task="chronology",
    body="Draw up a chronology.")  # fmt: skip
    return world


def titles(engine: Engine | None = None) -> list[tuple[str, list[str]]]:
    return [(group.name, [p.title for p in group.prompts]) for group in prompt_groups(engine)]


def test_prompts_in_use_come_by_category(world: World) -> None:
    assert titles() == [("Read", ["Dates", "Summarise"]), ("Write", ["Letter"])]


def test_an_engine_that_only_quotes_is_offered_what_it_can_do(world: World) -> None:
    assert titles(world.engine) == [("Read", ["Dates", "Summarise"])]
    assert titles(Engine(kind="openai"))[1] == ("Write", ["Letter"])


def test_a_prompt_that_is_not_in_use_has_no_text(world: World) -> None:
    old, new = Prompt.objects.get(slug="old"), Prompt.objects.get(slug="dates")
    assert prompt_text(str(new.pk)) == "Draw up a chronology."
    for pk in (str(old.pk), "0", "", "x", "-1", "²", "9" * 30, str(10**9 - 1)):
        assert prompt_text(pk) == ""


@pytest.mark.parametrize(("said", "number"), [("1", True), ("٣", True), ("²", False), ("", False),
                                              ("1.0", False), ("-1", False), ("9" * 10,
                                              False)])  # fmt: skip
def test_a_number_is_what_the_database_can_look_up(said: str, number: bool) -> None:
    assert is_number(said) == number


def test_a_message_made_from_a_prompt_keeps_its_task(world: World) -> None:
    assert task_of("Draw up a chronology. From May on.") == "answer"
    assert task_of("Draw up a chronology.") == "chronology"
    assert task_of("Something of my own") == "answer"
    assert task_of("") == "answer"
