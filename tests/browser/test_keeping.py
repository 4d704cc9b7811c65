"""Erasing, holding and proving it, in a real browser: a practitioner, a manager, an auditor."""

from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from tests import families
from workspace.accounts.models import Role, User
from workspace.cases.models import Case
from workspace.chat.actions.deleting import delete
from workspace.chat.models import Conversation
from workspace.governance.models import LegalHold

from .test_axe import found_nothing, look_at, visit

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def mabel(grace: User) -> User:
    user = families.someone("mabel.harrowgate@example.test", role=Role.MANAGER)
    families.member_of(user)
    return user


@pytest.fixture
def case(grace: User) -> Case:
    return families.case_of(grace)


@pytest.fixture
def chat(grace: User) -> Conversation:
    """A chat outside a case that nobody has used for long."""
    found = families.chat(grace)
    families.composing.compose(conversation=found, text="Tamsin Vellacott rang.", by=grace)
    Conversation.objects.filter(pk=found.pk).update(changed=timezone.now() - timedelta(days=80))
    return found


def confirmed(page: Page) -> None:
    page.get_by_label("Password").fill(families.PASSWORD)
    page.locator("main").get_by_role("button").first.click()


def test_a_practitioner_deletes_a_chat_and_keeps_the_proof(visits, grace, chat):
    page = visits.open(grace)
    wrong = visit(page, "/", f"/chats/{chat.pk}/", f"/chats/{chat.pk}/delete/")
    page.goto("/")
    expect(page.get_by_role("heading", name="Soon to be erased")).to_be_visible()
    page.goto(f"/chats/{chat.pk}/")
    page.get_by_role("link", name="Delete this chat").click()
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.get_by_role("heading", name="Certificate of erasure")).to_be_visible()
    expect(page.get_by_text("the signature fits")).to_be_visible()
    wrong += look_at(page, "certificate")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download it").click()
    assert "signature" in download.value.path().read_text()
    found_nothing(wrong)


def test_a_manager_holds_a_case_and_later_erases_it(visits, mabel, grace, case):
    visits.allow("status of 4")
    own = families.chat(grace, case=case)
    page = visits.open(mabel)
    wrong = visit(page, f"/cases/{case.pk}/", "/oversight/holds/")
    page.goto(f"/cases/{case.pk}/")
    page.get_by_role("link", name="Put it on legal hold").click()
    page.get_by_label("Why must it be kept?").fill("The court asked about Amina Warsame.")
    wrong += look_at(page, "place a hold")
    page.get_by_role("button", name="Place the hold").click()
    expect(page.get_by_text("The court asked about Amina Warsame.")).to_be_visible()
    assert "Amina" not in LegalHold.objects.get().reason
    wrong += look_at(page, "holds")
    of_grace = visits.open(grace)
    of_grace.goto(f"/chats/{own.pk}/delete/")
    expect(of_grace.get_by_role("heading", name="This chat is on legal hold")).to_be_visible()
    wrong += look_at(of_grace, "delete what is held")
    page.get_by_role("link", name="Lift it").click()
    confirmed(page)
    wrong += look_at(page, "lift a hold")
    page.get_by_role("button", name="Lift the hold").click()
    page.goto(f"/cases/{case.pk}/")
    page.get_by_role("link", name="Erase this case").click()
    wrong += look_at(page, "erase a case")
    page.get_by_role("button", name="Erase the case for good").click()
    wrong += look_at(page, "erase a case, with errors")
    page.get_by_label("The work is over").check()
    page.get_by_label("Write the case’s reference").fill(case.reference)
    page.get_by_role("button", name="Erase the case for good").click()
    expect(page.get_by_text("A whole case was erased")).to_be_visible()
    assert not Case.objects.exists()
    found_nothing(wrong)


def test_an_auditor_finds_every_certificate(visits, grace, chat):
    delete(conversation=chat, by=grace)
    auditor = families.someone("aldous.quillfeather@example.test", role=Role.AUDITOR)
    User.objects.filter(pk=auditor.pk).update(is_staff=True)
    page = visits.open(auditor)
    wrong = visit(page, "/oversight/certificates/", "/oversight/holds/")
    page.goto("/oversight/certificates/")
    page.get_by_role("link", name="A chat").click()
    expect(page.get_by_text("Grace")).to_be_visible()
    found_nothing(wrong)
