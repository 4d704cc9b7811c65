"""An auditor who has signed in and given a reason, for clients that are not the plain one."""

from http.cookies import SimpleCookie

from django.test import Client

from tests import families
from workspace.oversight.actions.looking import open_look


def signed_in_auditor() -> SimpleCookie:
    helen = families.someone("helen.strand@example.test", role="auditor")
    open_look(by=helen, kind="routine", reason="A sample of this month.")
    return families.sign_in(Client(), helen).cookies
