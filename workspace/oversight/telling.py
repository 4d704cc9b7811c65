"""Entries of the record in plain English, with the names of staff and references of cases.

Names of families stand nowhere in the record, so none can come out of it.
"""

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.core.exceptions import ValidationError

from workspace.accounts.models import Team, User
from workspace.cases.models import Case
from workspace.gateway.models import Engine
from workspace.governance.models import AuditEntry, UseCase

from .phrasebook import HOLDERS, PHRASES, THINGS
from .wording import PEOPLE_IN_FACTS, all_facts, figures

_NOBODY: Final = {"system": "Daylight itself", "anonymous": "Somebody not signed in"}
_SHORT: Final = 8


@dataclass(frozen=True, slots=True)
class Told:
    """One entry as a page or an export tells it."""

    seq: int
    at: datetime
    who: str
    actor_id: str
    role: str
    did: str
    case: str
    case_id: str
    purpose: str
    model: str
    figures: str
    thing: str
    object_id: str

    @property
    def sentence(self) -> str:
        return f"{self.who} {self.rest}"

    @property
    def rest(self) -> str:
        """What comes after the name."""
        case = f" (case {self.case})" if self.case and self.case not in self.did else ""
        purpose = f" for ‘{self.purpose}’" if self.purpose else ""
        more = ", ".join(filter(None, (self.model and f"model {self.model}", self.figures)))
        return f"{self.did}{case}{purpose}{'; ' if more else ''}{more}"


class _Facts(dict[str, Any]):
    """Facts for a phrase; one that an old entry lacks is not known."""

    def __missing__(self, name: str) -> str:
        return "not recorded"


class Teller:
    """Looks up the names that a page of entries needs, once for all of them."""

    def __init__(self, entries: Iterable[AuditEntry]) -> None:
        rows = list(entries)
        about: dict[str, set[str]] = {}
        for row in rows:
            about.setdefault(row.object_type, set()).add(row.object_id)
        actors = {row.actor_id for row in rows}
        actors |= {str(row.facts.get(name, "")) for row in rows for name in PEOPLE_IN_FACTS}
        actors |= about.get("accounts.user", set())
        self.people = _named(User, actors, "name")
        cases = {row.case_id for row in rows} | about.get("cases.case", set())
        self.cases = _named(Case, cases, "reference")
        slugs = {row.purpose for row in rows if row.purpose}
        self.purposes = dict(UseCase.objects.filter(slug__in=slugs).values_list("slug", "title"))
        self.names: Mapping[str, Mapping[str, str]] = {
            "accounts.user": self.people,
            "cases.case": self.cases,
            "accounts.team": _named(Team, about.get("accounts.team", ()), "name"),
            "gateway.engine": _named(Engine, about.get("gateway.engine", ()), "name"),
            "governance.usecase": _named(UseCase, about.get("governance.usecase", ()), "title"),
        }

    def tell(self, entry: AuditEntry) -> Told:
        thing = self._thing(entry)
        held = HOLDERS.get(entry.object_type, "")
        place = f"{held} {short(entry.within)}" if held and entry.within else thing
        words = _Facts(entry.facts) | {"thing": thing, "place": place}
        phrase = PHRASES.get(entry.action)
        did = (
            phrase.text.format_map(_Facts(words)) if phrase else f"did “{entry.action}” to {thing}"
        )
        return Told(
            entry.seq, entry.at, self._who(entry.actor_id), entry.actor_id, entry.actor_role, did,
            self.cases.get(entry.case_id, short(entry.case_id)), entry.case_id,
            self.purposes.get(entry.purpose, entry.purpose), entry.model, figures(entry.facts),
            thing, entry.object_id,
        )  # fmt: skip

    def _who(self, actor: str) -> str:
        if actor in _NOBODY:
            return _NOBODY[actor]
        return self.people.get(actor, f"Person {actor}")

    def facts(self, entry: AuditEntry) -> list[tuple[str, str]]:
        """Return every fact in words, with the names of staff it speaks of."""
        named = {
            name: self._who(str(entry.facts[name]))
            for name in PEOPLE_IN_FACTS
            if entry.facts.get(name)
        }
        return all_facts(entry.facts | named)

    def _thing(self, entry: AuditEntry) -> str:
        kind = THINGS.get(entry.object_type, entry.object_type.rpartition(".")[2])
        name = self.names.get(entry.object_type, {}).get(entry.object_id)
        if entry.object_type == "accounts.user" and name:
            return name
        return f"{kind} {name or short(entry.object_id)}".strip()


def tell(entries: Sequence[AuditEntry]) -> list[Told]:
    teller = Teller(entries)
    return [teller.tell(entry) for entry in entries]


def short(pk: str) -> str:
    """Return the beginning of a long id, enough to recognise it."""
    return f"{pk[:_SHORT]}…" if len(pk) > 2 * _SHORT else pk


def _named(model: Any, ids: Iterable[str], field: str) -> dict[str, str]:
    """Return the names of those of `ids` that exist, asking with well-formed ids only."""
    key = model._meta.pk
    wanted = []
    for pk in ids:
        with suppress(ValidationError):  # an id of another kind, such as "system"
            wanted.append(key.to_python(pk))
    rows = model.objects.filter(pk__in=wanted).values_list("pk", field) if wanted else ()
    return {str(pk): str(name) for pk, name in rows}
