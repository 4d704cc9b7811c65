"""Phrases for who people are: signing in, factors, invitations, leaving."""

from typing import Final

PEOPLE: Final = {
    "account.signed_in": ("Signed in", "signed in"),
    "account.signed_out": ("Signed out", "signed out"),
    "account.sign_in_failed": ("Sign-in failed", "failed to sign in as {thing}"),
    "account.step_passed": ("Step of signing in passed", "passed a step of signing in ({method})"),
    "account.reauthenticated": ("Confirmed who they are", "confirmed who they are ({method})"),
    "account.factor_failed": ("Second factor refused", "gave a wrong second factor ({kind})"),
    "account.factor_added": ("Second factor added", "added a second factor ({kind})"),
    "account.factor_removed": ("Second factor removed", "removed a second factor ({kind})"),
    "account.factor_renewed": ("Second factor renewed", "renewed a second factor ({kind})"),
    "account.password_changed": ("Password changed", "changed their password"),
    "account.sign_in_limited": (
        "Signing in held up after many guesses",
        "was held up after too many guesses at signing in as {thing}",
    ),
    "access.refused": ("Refused by a rule", "was refused at {page} ({code})"),
    "access.not_found": (
        "Told that something does not exist",
        "was told at {page} that {thing} does not exist",
    ),
    "person.invited": ("Person invited", "invited somebody as {role}"),
    "person.joined": ("Person joined", "took up their invitation as {role}"),
    "person.invitation_withdrawn": ("Invitation withdrawn", "withdrew {thing}"),
    "person.changed": ("Person changed", "changed the account of {thing}"),
    "person.left": ("Person left", "closed the account of {thing}, who left"),
    "person.returned": ("Person returned", "opened the account of {thing} again"),
    "person.signed_out": ("Signed out everywhere", "signed {thing} out everywhere"),
    "person.factors_removed": ("Sign-in reset", "removed the second factors of {thing}"),
}
