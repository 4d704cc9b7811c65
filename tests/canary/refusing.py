"""What Daylight declines, holds back or lets happen for a reason; names are said throughout."""

from datetime import date, timedelta

from tests import families
from tests.canary.browser import words
from tests.canary.people import PEOPLE, ROSTER
from tests.canary.walk import Walk
from tests.model_server import Reply
from tests.processes import wait_until
from workspace.chat.models import Conversation, Message
from workspace.governance.models import AuditEntry
from workspace.governance.tasks import enforce_retention

DECIDE = (
    "{0.title} {0.name}, {0.phone}, says that {1.name} fell. Is {0.first} lying? "
    "Decide whether {1.name} should be removed from {0.name}."
)


def declined(walk: Walk) -> None:
    """A request for a decision: declined, disputed, and edited into one that is answered."""
    walk.write(DECIDE.format(ROSTER[0], ROSTER[1]))
    page = words(walk.browser.post(f"{walk.chat}send/").text)
    assert f"Is {ROSTER[0].first} lying?" in page, page[:600]
    walk.browser.post(f"{walk.chat}disputed/")
    walk.browser.get(f"{walk.chat}declined/")
    assert AuditEntry.objects.filter(action="guard.disputed").exists()


def held_back(walk: Walk) -> None:
    """An answer that decides: held back, and the evidence offered instead."""
    person = ROSTER[2]
    verdict = f"In my view {person.name} poses a significant risk. Risk: 8/10"
    walk.server.behaviour = Reply(verdict)
    walk.say(f"{person.title} {person.name} rang about {ROSTER[3].name}. What else is said?")
    assert Message.objects.get(pk=walk.last_answer().split("/")[2]).held_back
    assert person.name in words(walk.browser.get(f"{walk.last_answer()}evidence/").text)


def overridden(walk: Walk) -> None:
    """A prohibited use, gone on with for a reason that tells of half the family."""
    use = families.everyday(
        slug="eligibility", title="Sort requests by eligibility", allowed=False, may_override=True,
        reason="People decide this.", instead="Ask what is missing.",
    )  # fmt: skip
    reason = " ".join(f"Item {p.number:02d} is about {p.name}." for p in ROSTER[:12])
    reason = f"{reason} {ROSTER[1].first} agreed, {ROSTER[1].phone}."
    address = f"{walk.chat}purpose/{use.slug}/"
    walk.browser.get(f"{walk.chat}purpose/")
    walk.browser.get(address)
    walk.browser.post(address, {"reason": f"{reason} " * 9}, expect=422)
    page = words(walk.browser.post(address, {"reason": reason}).text)
    assert f"{ROSTER[1].first} agreed, {ROSTER[1].phone}." in page
    walk.note("reason of an override", page)


def forgotten(walk: Walk) -> None:
    """A chat outside any case that nobody has used for long: the night erases it."""
    walk.start(in_case=False)
    walk.write(" ".join(p.told for p in PEOPLE[:9]))
    long_ago = date.today() - timedelta(days=200)
    found = Conversation.objects.filter(pk=walk.conversation.pk)
    found.update(changed=f"{long_ago}T12:00:00Z")
    enforce_retention.delay()
    wait_until(lambda: not found.exists(), "the night to erase the chat")
    walk.browser.get(walk.chat, expect=404)
