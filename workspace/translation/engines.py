"""Which engine translates, and between which languages."""

from workspace.accounts.models import User
from workspace.gateway import translating
from workspace.gateway.models import Engine
from workspace.governance import policy
from workspace.governance.models import UseCase

from .models import Pack


def check_translator(user: User, use_case: UseCase, *, of_case: bool) -> Engine:
    """Return the engine for this use. Raises policy.Refused where there is none."""
    needed = policy.classification(use_case, of_case=of_case)
    for engine in Engine.objects.translators():
        if policy.can_use_engine(user, engine, classification=needed, use_case=use_case):
            return engine
    raise policy.Refused("no_engine", "No translator is switched on. Ask an administrator.")


def directions() -> frozenset[tuple[str, str]]:
    """Return the (source, target) codes that can be translated now."""
    engine = Engine.objects.translators().filter(enabled=True).first()
    pairs = translating.directions(engine) if engine else []
    in_use = set(Pack.objects.in_use().values_list("source", "target"))
    return frozenset(
        (source, target)
        for source, target in pairs
        if (source, target) in in_use or {(source, "en"), ("en", target)} <= in_use
    )
