"""A list of the administration is narrowed by what its page offers, and by nothing else.

An address that asks whether a column begins with this or that would spell out, letter by letter,
what no page shows: a password's hash, the digest of an invitation, masked words of a family.
"""

import re
from typing import Any, Final

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.access.world import World, make_world
from tests.freshly import signed_in
from workspace.accounts.administration import Administered
from workspace.accounts.models import User

pytestmark = pytest.mark.django_db

PAGES: Final = [page for page in admin.site._registry.values() if isinstance(page, Administered)]
_LINK: Final = re.compile(r'href="(\?[^"]+)"')


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def list_of(page: Administered[Any]) -> str:
    return reverse(f"admin:{page.opts.app_label}_{page.opts.model_name}_changelist")


def offered(page: Administered[Any]) -> set[str]:
    filters = [one[0] if isinstance(one, tuple) else one for one in page.list_filter]
    return {str(name) for name in (page.date_hierarchy, *filters)}


@pytest.mark.parametrize("role", ["auditor", "administrator"])
def test_nobody_spells_out_a_password(world: World, role: str) -> None:
    browser, people = signed_in(world.people[role]), reverse("admin:accounts_user_changelist")
    begins = User.objects.get(pk=world.owner.pk).password[:20]
    for said in (begins, "x"):
        reply = browser.get(people, {"password__startswith": said})
        assert reply.status_code == 400
        assert world.owner.email not in reply.content.decode()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.opts.label_lower)
def test_no_column_is_asked_of_that_the_page_does_not_offer(
    world: World, page: Administered[Any]
) -> None:
    browser = signed_in(world.people["auditor"])
    others = {field.name for field in page.opts.get_fields()} - offered(page)
    assert "id" in others
    for name in others:
        for lookup in (name, f"{name}__isnull", f"{name}__startswith"):
            assert browser.get(list_of(page), {lookup: "1"}).status_code == 400, lookup


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.opts.label_lower)
def test_what_a_page_offers_works(world: World, page: Administered[Any]) -> None:
    browser = signed_in(world.people["administrator"])
    shown = browser.get(list_of(page)).content.decode()
    for link in _LINK.findall(shown):
        reply = browser.get(list_of(page) + link.replace("&amp;", "&"))
        assert reply.status_code == 200, link


def test_the_administration_has_no_ways_of_its_own_to_a_password_or_to_any_row(
    world: World,
) -> None:
    browser = signed_in(world.people["administrator"])
    for name in ("password_change", "password_change_done"):
        reply = browser.post(reverse(f"admin:{name}"), {"old_password": "a guess"})
        assert reply["Location"] == reverse("account_change_password")
    kind = ContentType.objects.get_for_model(world.answer)
    with CaptureQueriesContext(connection) as asked:
        reply = browser.get(f"/admin/r/{kind.pk}/{world.answer.pk}/")
    assert reply.status_code == 404
    assert "chat_message" not in "".join(query["sql"] for query in asked)
