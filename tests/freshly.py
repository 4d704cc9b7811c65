"""Signing in for tests, as somebody who has just shown who they are."""

import time

from django.test import Client

from workspace.accounts.models import User


def signed_in(user: User) -> Client:
    """Return a browser that this person signed in with a moment ago."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client
