"""A case with a chat that a practitioner worked in, and an auditor who wants to know."""

from typing import TYPE_CHECKING

import pytest
from django.test import Client

if TYPE_CHECKING:
    from tests.workspace.oversight.work import Work
    from workspace.accounts.models import User
    from workspace.oversight.models import Look


@pytest.fixture
def work(db: None) -> "Work":
    from tests.workspace.oversight.work import begin

    return begin()


@pytest.fixture
def helen(db: None) -> "User":
    from tests import families

    return families.someone("helen.strand@example.test", role="auditor")


@pytest.fixture
def look(helen: "User") -> "Look":
    from workspace.oversight.actions.looking import open_look

    return open_look(by=helen, kind="complaint", reason="Shabana Warsame asks who has read it.")


@pytest.fixture
def auditor(helen: "User", look: "Look") -> Client:
    """Signed in a moment ago, with a reason given."""
    from tests import families

    return families.sign_in(Client(), helen)
