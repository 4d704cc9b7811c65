"""The canary through the translator, in the nine languages of families: no trace, no wrong name."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import families, recording_translator, translators
from tests.canary import evidence
from tests.canary.languages import NEEDLES, Needle
from tests.test_canary_languages import everything_said, roster, traces
from workspace.gateway.builtin import built_in_translator
from workspace.privacy.vaults import open_vault
from workspace.translation import sheets, showing
from workspace.translation.models import Pack, Translation

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def recording(settings: Any) -> list[str]:
    kept = settings.ENGINES | {"argos": "tests.recording_translator.build"}
    settings.ENGINES = kept
    built_in_translator()
    for language in {needle.language for needle in NEEDLES}:
        Pack.objects.create(
            source=language, target="en", version="1", size=1, sha256="0" * 64, origin="file",
            folder=f"{language}_en",
        )  # fmt: skip
    recording_translator.SEEN.clear()
    return recording_translator.SEEN


@pytest.mark.parametrize("needle", NEEDLES, ids=lambda needle: needle.language)
def test_a_familys_letter(
    needle: Needle, recording: list[str], caplog: pytest.LogCaptureFixture, client: Client
) -> None:
    user = families.someone()
    case = families.case_of(user, people=roster(needle))
    text = f"{needle.text}\n\n{needle.text}"
    with caplog.at_level("DEBUG"):
        made = translators.done(
            text, by=user, case=case, source=needle.language, target="en", reason=needle.text
        )
    assert made.state == Translation.State.READY, made.trouble
    places = {"the engine": "\n".join(recording).encode()}
    assert not traces(needle, places | evidence.stored() | everything_said(caplog))
    opened = open_vault(made.vault_id)
    whole = "\n\n".join(
        "".join(one.real + one.row.after for one in group).strip()
        for group in showing.paragraphs(made, opened)
    )
    assert whole == "\n\n".join(line.strip() for line in text.splitlines() if line.strip())
    sheet = sheets.sheet(made)
    assert needle.child in opened.restore(sheet.text, sheet.aliases)
    page = families.sign_in(client, user).get(reverse("translation:show", args=[made.pk]))
    assert needle.child in page.content.decode()
