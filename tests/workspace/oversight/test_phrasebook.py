"""Whatever is recorded anywhere has its phrase: found by reading the code, not by running it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib import admin
from django.utils.text import slugify

from workspace.accounts.administration import Administered
from workspace.accounts.models import Invitation
from workspace.oversight.phrasebook import GROUPS, PHRASES, choices
from workspace.privacy.models import Suggestion

PRODUCT = Path(__file__).parents[3] / "workspace"
WRITERS = {"record": ("audit",), "read": ("reading",)}
HANDS_ON = {"read", "certify", "record_change"}
"""Functions that record what they were told: the action stands with whoever calls them."""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Calls of audit.record and reading.read, and of record imported by its own name."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        function = node.func
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Name):
            named = any(keyword.arg == "by" for keyword in node.keywords)
            if named and function.value.id in WRITERS.get(function.attr, ()):
                yield node
        elif isinstance(function, ast.Name) and function.id in {"record", "certify"}:
            yield node


def words(node: ast.AST | None, function: ast.AST | None, module: ast.Module) -> set[str]:
    """What an expression can be: its constants, or those handed to the function it stands in."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}
    if isinstance(node, ast.IfExp):
        return words(node.body, function, module) | words(node.orelse, function, module)
    if isinstance(node, ast.JoinedStr):
        found = {""}
        for part in node.values:
            inner = part.value if isinstance(part, ast.FormattedValue) else part
            found = {a + b for a in found for b in words(inner, function, module)}
        return found
    if isinstance(node, ast.Name) and isinstance(function, ast.FunctionDef):
        return handed(node.id, function, module)
    return set()


def handed(name: str, function: ast.FunctionDef, module: ast.Module) -> set[str]:
    given = [*function.args.args, *function.args.kwonlyargs]
    place = (
        [a.arg for a in given if a.arg != "self"].index(name)
        if name in {a.arg for a in given}
        else None
    )
    if place is None:
        return set()
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Call):
            called = (
                node.func.attr
                if isinstance(node.func, ast.Attribute)
                else getattr(node.func, "id", "")
            )
            if called == function.name:
                keyword = next((k.value for k in node.keywords if k.arg == name), None)
                at_place = node.args[place] if place < len(node.args) else None
                found |= words(keyword or at_place, None, module)
    return found


def recorded() -> Iterator[tuple[str, set[str]]]:
    """Where something is recorded, and the actions it can be."""
    for path in sorted(PRODUCT.rglob("*.py")):
        module = ast.parse(path.read_text("utf-8"))
        functions = [n for n in ast.walk(module) if isinstance(n, ast.FunctionDef)]
        for call in calls(module):
            inside = [f for f in functions if f.lineno <= call.lineno <= (f.end_lineno or 0)]
            function = max(inside, key=lambda f: f.lineno) if inside else None
            if function and function.name in HANDS_ON:
                continue
            where = f"{path.relative_to(PRODUCT)}:{call.lineno}"
            yield where, words(call.args[0], function, module)


RECORDED = dict(recorded())
BY_ADMINISTRATORS = (".added", ".changed", ".deleted", ".retried")


def test_the_code_records_something() -> None:
    found = set().union(*RECORDED.values())
    assert {"chat.sent", "chat.read", "chat.merged", "model.completed", "case.opened"} <= found


@pytest.mark.parametrize("where", sorted(RECORDED))
def test_every_action_has_its_phrase(where: str) -> None:
    actions = RECORDED[where]
    assert actions, f"{where}: say the action where it is recorded, so that this test can read it"
    assert actions <= set(PHRASES), f"{where}: no phrase for {sorted(actions - set(PHRASES))}"


def test_what_administrators_change_has_its_phrases() -> None:
    for model, page in admin.site._registry.items():
        if isinstance(page, Administered):
            name = slugify(str(model._meta.verbose_name)).replace("-", "_")
            hows = {"added": page.may_add, "changed": page.may_change, "deleted": page.may_delete}
            if model is Suggestion:  # it is decided, once
                hows = {"approved": True, "refused": True}
            for how, may in hows.items():
                if may and model is not Invitation:  # inviting is recorded as what it is
                    assert f"{name}.{how}" in PHRASES


def test_every_action_can_be_picked_once() -> None:
    picked = [action for _, rows in choices() for action, _ in rows if not action.endswith(".")]
    assert sorted(picked) == sorted(PHRASES)
    titles = [phrase.title for phrase in PHRASES.values()]
    assert len(titles) == len(set(titles))


def test_every_group_has_a_name_and_something_in_it() -> None:
    assert set(GROUPS) <= {action.partition(".")[0] for action in PHRASES}


def test_no_phrase_is_for_nothing() -> None:
    found = set().union(*RECORDED.values(), {"suggestion.approved", "suggestion.refused"})
    assert {a for a in PHRASES if a not in found and not a.endswith(BY_ADMINISTRATORS)} == set()
