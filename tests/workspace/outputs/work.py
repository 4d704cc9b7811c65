"""Drafts for tests: made through the same door as a feature's, about the family of `families`."""

from collections.abc import Sequence
from uuid import uuid4

from tests import families
from workspace.accounts.models import Role, User
from workspace.governance.models import UseCase
from workspace.outputs import features
from workspace.outputs.actions import keep
from workspace.outputs.models import Output
from workspace.privacy.masking import MaskedText
from workspace.privacy.preparing import mask_text

KIND = "test.text"
VISIT = (
    "Amina was tired and said that she had slept badly because of the noise from the street.",
    "Shabana said that she will call the school on Monday about the breakfast club.",
)
TEXT = """## Home visit

Amina was tired and said that she had slept badly (D1 ¶1).
Shabana will call the school on Friday (D1 ¶2).

- Amina has her own room.
- Shabana has moved (D1 ¶7).
"""


def use(*, second: bool = False, **fields: object) -> UseCase:
    slug = "two-pairs-of-eyes" if second else "one-pair-of-eyes"
    return families.everyday(slug=slug, title="Summaries", second_approver=second, **fields)


def colleague(of: User, name: str = "wren.oakes", *, role: str = Role.PRACTITIONER) -> User:
    return families.someone(f"{name}@example.test", role=role, teams=of.teams.all())


def draft(
    by: User,
    text: str | MaskedText = TEXT,
    *,
    use_case: UseCase | None = None,
    sources: Sequence[str] = VISIT,
    **more: object,
) -> Output:
    """A draft in a case of `by`'s team, as a feature keeps it, with one source, D1."""
    case = by.teams.get().cases.first() or families.case_of(by)
    masked = [mask_text(case.vault_id, paragraph).text for paragraph in sources]
    features.register(
        KIND, label="Text", sources=lambda output: {"D1": masked}, address=lambda output: "/cases/"
    )
    given = {
        "kind": KIND, "source_id": str(uuid4()), "owner": by, "case": case, "vault": case.vault,
        "use_case": use_case or use(), "engine_name": "Test model", "model": "small",
        "version": "small-7b-q4",
        "text": text if isinstance(text, MaskedText) else mask_text(case.vault_id, text),
    }  # fmt: skip
    return keep(**(given | more))  # type: ignore[arg-type]


def read(output: Output, by: User, seconds: int = 600) -> None:
    """Let somebody have had the text before them for so long, every paragraph of it."""
    from workspace.outputs.actions.reading import beat
    from workspace.outputs.models import Reading
    from workspace.outputs.versions import current

    beat(version=current(output), by=by, seen=range(100))
    Reading.objects.filter(version=current(output), by=by).update(seconds=seconds)
