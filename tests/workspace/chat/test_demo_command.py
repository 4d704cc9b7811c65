"""`manage.py demo`: everything once, however often it is run."""

from io import StringIO
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from workspace.accounts.models import User
from workspace.cases.models import Case
from workspace.chat.demo import catalogue
from workspace.chat.demo.loading import PASSWORD
from workspace.chat.models import Conversation

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # for speed


def demo() -> tuple[str, dict[str, int]]:
    said = StringIO()
    call_command("demo", stdout=said)
    models = [m for m in apps.get_models() if m.__module__.startswith("workspace.")]
    return said.getvalue(), {model.__name__: model._default_manager.count() for model in models}


def test_running_it_twice_adds_nothing() -> None:
    first, counts = demo()
    assert demo()[1] == counts
    assert counts["Case"] == len(catalogue.CASES) == 2
    assert counts["User"] == len(catalogue.PEOPLE)
    assert counts["Document"] >= 12
    assert all(person.email in first for person in catalogue.PEOPLE)
    assert PASSWORD in first


def test_everybody_can_sign_in_and_sees_what_their_role_should(client: Client) -> None:
    demo()
    roles = set(User.objects.values_list("role", flat=True))
    assert roles == {"practitioner", "manager", "auditor", "administrator"}
    for person in User.objects.all():
        browser = Client()
        form = {"login": person.email, "password": PASSWORD}
        assert browser.post(reverse("account_login"), form)["Location"] == reverse("chat:home")
        seen = set(Case.objects.visible_to(person))
        works = person.role in ("practitioner", "manager")
        assert bool(seen) <= works
        assert browser.get(reverse("admin:index")).status_code == (200 if person.is_staff else 302)
    owners = Conversation.objects.values_list("owner__role", flat=True)
    assert set(owners) == {"practitioner"}


def test_no_name_of_the_families_lies_in_the_tables() -> None:
    demo()
    from workspace.privacy.models import Alias, Subject

    names = {entry.name for family in catalogue.CASES for entry in family.roster}
    for model in (Alias, Subject, Case, Conversation):
        rows = repr([bytes(v) if isinstance(v, memoryview) else v
                     for row in model.objects.values_list() for v in row])  # fmt: skip
        assert not [name for name in names if name in rows]
