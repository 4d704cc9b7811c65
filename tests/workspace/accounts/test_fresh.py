"""What matters most wants somebody who has just shown who they are; meanwhile nothing is stored."""

from typing import Any

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import include, path, reverse

from tests.access.world import make_world
from workspace.accounts.fresh import fresh_required
from workspace.accounts.models import Role, User

from .entering import PASSWORD, by_code, by_password, code, person, with_app

pytestmark = pytest.mark.django_db
CONFIRM = "/account/confirm/"
SECRET = "the key of the model server"


@fresh_required
def export(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"exported {request.POST.get('what', '')}")


urlpatterns = [path("export/", export, name="export"), path("", include("workspace.urls"))]


@pytest.fixture(autouse=True)
def here(settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def client(nell: User) -> Client:
    client = Client()
    by_password(client, nell)
    return client


def let_time_pass(
    client: Client, seconds: float = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
) -> None:
    session = client.session
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= seconds
    session.save()


def test_signing_in_counts_for_a_quarter_of_an_hour(client: Client) -> None:
    let_time_pass(client, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT - 60)
    assert client.get("/export/").content == b"exported "
    let_time_pass(client, 61)
    assert client.get("/export/?a=b")["Location"] == f"{CONFIRM}?next=/export/%3Fa%3Db"


def test_whoever_confirms_comes_back_and_counts_again(client: Client) -> None:
    let_time_pass(client)
    page = client.get("/export/", follow=True).content.decode()
    assert "Confirm that it is you" in page
    wrong = client.post(CONFIRM, {"password": "wrong", "next": "/export/"})
    assert wrong.status_code == 200
    assert client.get("/export/").status_code == 302
    right = client.post(CONFIRM, {"password": PASSWORD, "next": "/export/"})
    assert right["Location"] == "/export/"
    assert client.get("/export/").status_code == 200


def test_the_key_changes_with_confirming(client: Client, nell: User) -> None:
    stolen, let_go = Client(), client.session.session_key
    stolen.cookies[settings.SESSION_COOKIE_NAME] = let_go
    assert stolen.get("/").status_code == 200
    client.post(CONFIRM, {"password": PASSWORD, "next": "/export/"})
    assert client.session.session_key != let_go
    assert stolen.get("/").status_code == 302
    assert client.get("/export/").status_code == 200
    there = Client()
    by_password(there, nell)
    there.post(reverse("usersessions_list"))
    assert client.get("/").status_code == 302, "the list of sessions knows the new key"


def test_a_form_is_not_kept_while_they_confirm(client: Client) -> None:
    let_time_pass(client)
    headers = {"Referer": "http://testserver/export/"}
    reply = client.post("/export/", {"what": SECRET}, headers=headers)
    assert reply["Location"] == f"{CONFIRM}?next=/export/"
    assert SECRET not in str([row.get_decoded() for row in Session.objects.all()])
    assert b"Nothing was changed yet" in client.get(reply["Location"]).content
    back = client.post(CONFIRM, {"password": PASSWORD, "next": "/export/"})
    assert back["Location"] == "/export/", "and the form is not sent again by itself"
    assert SECRET.encode() in client.post("/export/", {"what": SECRET}).content


def test_a_code_confirms_too(nell: User) -> None:
    secret, client = with_app(nell), Client()
    by_password(client, nell)
    by_code(client, code(secret))
    let_time_pass(client)
    assert client.get("/export/").status_code == 302
    page = client.get(f"{CONFIRM}?next=/export/").content.decode()
    assert f"{CONFIRM}code/?next=" in page
    form = {"code": code(secret, later=1), "next": "/export/"}
    assert client.post(f"{CONFIRM}code/", form)["Location"] == "/export/"
    assert client.get("/export/").status_code == 200


def test_confirming_leads_nowhere_else(client: Client) -> None:
    for elsewhere in ("https://evil.example/", "//evil.example", "/\\evil.example"):
        reply = client.post(CONFIRM, {"password": PASSWORD, "next": elsewhere})
        assert "evil" not in reply["Location"]


def test_guessing_at_the_confirmation_is_stopped(client: Client) -> None:
    let_time_pass(client)
    replies = [client.post(CONFIRM, {"password": f"wrong {n}"}) for n in range(12)]
    assert replies[-1].status_code == 429
    assert b"Too many tries" in replies[-1].content
    client.post(CONFIRM, {"password": PASSWORD})
    assert client.get("/export/").status_code == 302


def test_a_part_of_a_page_is_sent_to_confirm_as_a_whole(client: Client) -> None:
    let_time_pass(client)
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/cases/"}
    reply = client.post("/export/", headers=headers)
    assert (reply.status_code, reply["HX-Redirect"]) == (204, f"{CONFIRM}?next=/cases/")


def test_whoever_is_signed_out_signs_in_instead() -> None:
    assert Client().get("/export/")["Location"] == "/account/login/?next=/export/"


def test_what_somebody_else_showed_in_this_browser_does_not_count(client: Client) -> None:
    tam = person("Tam")
    session = client.session
    kept = session[AUTHENTICATION_METHODS_SESSION_KEY]
    client.force_login(tam)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = kept
    session.save()
    assert client.get("/export/").status_code == 302


@pytest.mark.parametrize(
    "name", ["mfa_activate_totp", "mfa_add_webauthn", "mfa_generate_recovery_codes"]
)
def test_how_one_signs_in_changes_only_after_confirming(client: Client, name: str) -> None:
    let_time_pass(client)
    for send in (client.get, client.post):
        assert send(reverse(name))["Location"].startswith(CONFIRM)


def test_the_administration_changes_only_after_confirming(db: None) -> None:
    ada, client = person("Ada", role=Role.ADMINISTRATOR), Client()
    by_password(client, ada)
    add = reverse("admin:gateway_engine_add")
    assert client.get(add).status_code == 200
    let_time_pass(client)
    assert client.get(add)["Location"] == f"{CONFIRM}?next={add}"
    assert client.post(add, {"name": "x"})["Location"].startswith(CONFIRM)
    listed = reverse("admin:gateway_engine_changelist")
    assert client.get(listed).status_code == 200, "looking is free"
    assert client.post(listed)["Location"].startswith(CONFIRM)


def test_a_case_is_given_to_another_team_only_after_confirming(db: None) -> None:
    world, client = make_world(), Client()
    by_password(client, person("Ada", role=Role.ADMINISTRATOR))
    let_time_pass(client)
    change = reverse("admin:cases_case_change", args=[world.case.pk])
    form = {"reference": world.case.reference, "team": world.south.pk}
    assert client.post(change, form)["Location"].startswith(CONFIRM)
    world.case.refresh_from_db()
    assert world.case.team == world.north
