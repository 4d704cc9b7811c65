"""An invitation is the only way in: one person, one link, once, for seven days.

The secret stands in the link and nowhere else. Here only its SHA-256 is kept, so whoever reads
the database, a log or the audit record cannot join with it.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import timedelta
from typing import Final

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.template.loader import render_to_string
from django.utils import timezone

from .models import Invitation, Team, User
from .signals import invitation_accepted, invitation_withdrawn, person_invited

GOOD_FOR: Final = timedelta(days=7)
_CONSOLE: Final = "django.core.mail.backends.console.EmailBackend"


class CannotInvite(Exception):
    """`str(error)` says why, in plain words."""


class NoLongerOpen(Exception):
    """The invitation was used, withdrawn or replaced, or its time is over."""


def invite(
    *, email: str, name: str, role: str, teams: Iterable[Team], by: User
) -> tuple[Invitation, str]:
    """Keep a place for somebody; return it with the secret of its link, which is kept nowhere."""
    email, secret = email.strip().lower(), secrets.token_urlsafe(32)
    with transaction.atomic():
        check_may_be_invited(email)
        made: Invitation = Invitation.objects.create(
            email=email, name=name.strip(), role=role, by=by, digest=digest_of(secret),
            expires=timezone.now() + GOOD_FOR,
        )  # fmt: skip
        made.teams.set(teams)
        person_invited.send(Invitation, invitation=made, by=by)
    return made, secret


def check_may_be_invited(email: str) -> None:
    if known := User.objects.filter(email__iexact=email).first():
        where = "You will find them under People."
        if not known.is_active:
            where = "They have left: open them under People and let them return."
        raise CannotInvite(f"{known} already has an account with this address. {where}")
    if waiting := Invitation.objects.open().filter(email__iexact=email).first():
        raise CannotInvite(
            f"{waiting} was invited already and has not answered yet. "
            "Open that invitation to send it again or to withdraw it."
        )


def renew(*, invitation: Invitation, by: User) -> str:
    """Give it a new link for another seven days; the old one stops working."""
    secret = secrets.token_urlsafe(32)
    with transaction.atomic():
        found = Invitation.objects.select_for_update().get(pk=invitation.pk)
        if found.accepted or found.withdrawn:
            raise NoLongerOpen("This invitation was used or withdrawn. Invite the person anew.")
        if _has_account(found.email):
            raise NoLongerOpen("This person has an account already.")
        now = timezone.now()
        found.digest, found.sent, found.expires = digest_of(secret), now, now + GOOD_FOR
        found.by = by
        found.save()
        person_invited.send(Invitation, invitation=found, by=by)
    invitation.refresh_from_db()
    return secret


def withdraw(*, invitation: Invitation, by: User) -> None:
    with transaction.atomic():
        untaken = Invitation.objects.filter(pk=invitation.pk, accepted=None, withdrawn=None)
        if not untaken.update(withdrawn=timezone.now()):
            raise NoLongerOpen("This invitation was used or withdrawn already.")
        invitation.refresh_from_db()
        invitation_withdrawn.send(Invitation, invitation=invitation, by=by)


def find(digest: str) -> Invitation | None:
    """Return the invitation whose link has this digest, while it can still be taken."""
    found: Invitation | None = Invitation.objects.open().filter(digest=digest).first()
    return None if found is None or _has_account(found.email) else found


def accept(*, invitation: Invitation, password: str | None) -> User:
    """Make the account. Of two who come at once with one link, one gets in.

    Without a password they sign in by single sign-on alone.
    """
    try:
        return _accepted(invitation, password)
    except IntegrityError:  # the same address got its account in this very moment
        raise NoLongerOpen("This link does not work any more.") from None


def _accepted(invitation: Invitation, password: str | None) -> User:
    with transaction.atomic():
        theirs = Invitation.objects.open().filter(pk=invitation.pk, digest=invitation.digest)
        if not theirs.update(accepted=timezone.now()) or _has_account(invitation.email):
            raise NoLongerOpen("This link does not work any more.")
        user = User.objects.create_user(
            invitation.email, password, name=invitation.name, role=invitation.role
        )
        user.teams.set(invitation.teams.all())
        invitation.refresh_from_db()
        invitation_accepted.send(Invitation, invitation=invitation, user=user)
    return user


def _has_account(email: str) -> bool:
    return User.objects.filter(email__iexact=email).exists()


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def email_goes_out() -> bool:
    """Not where emails are only printed: a link in a log would be a secret in a log."""
    return settings.EMAIL_BACKEND != _CONSOLE


def send(*, invitation: Invitation, link: str) -> bool:
    """Email the link. False if it has to be handed over in another way."""
    if not email_goes_out():
        return False
    said = {"invitation": invitation, "link": link, "organisation": settings.ORGANISATION}
    try:
        sent = send_mail(
            render_to_string("accounts/email/invitation_subject.txt", said).strip(),
            render_to_string("accounts/email/invitation.txt", said),
            None,
            [invitation.email],
        )
    except OSError:  # refused, unreachable, too slow; an SMTP error is one of these
        return False
    return bool(sent)
