"""A manager who holds and erases, an auditor who looks: both write reasons that name people."""

import html
import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from tests.canary.browser import Browser, words
from tests.canary.people import ROSTER, Person
from tests.canary.walk import REFERENCE, Walk
from tests.processes import wait_until
from workspace.governance.models import AuditEntry, Erasure
from workspace.jobs.models import Job

Pages = dict[str, bytes]


def held(walk: Walk, manager: Browser) -> None:
    """Hold the case and the chat; the reasons are read by the manager, and by nobody else."""
    reason = " ".join(f"Item {p.number:02d} is about {p.name}." for p in ROSTER[:12])
    reason = f"{reason} The court asked for {ROSTER[3].last}'s papers, {ROSTER[3].nhs}."
    for what in (REFERENCE, walk.chat.split("/")[2]):
        manager.get("/oversight/holds/new/", what=what)
        page = manager.post("/oversight/holds/new/", {"what": what, "reason": reason}).text
        assert reason in words(page)
        walk.note("reason of a hold", words(page))
    manager.post("/oversight/holds/new/", {"what": ROSTER[0].name, "reason": reason}, expect=422)
    walk.browser.post(f"{walk.chat}delete/", expect=403)
    walk.browser.get(walk.chat)


def looked(auditor: Browser, people: Iterable[Person], walk: Walk) -> Pages:
    """Everything an auditor can open, but the page of reasons, which is right to name people."""
    _give_reason(auditor, list(people), walk)
    pages = {}
    for place in ("", "record/", "integrity/", "figures/", "certificates/", "holds/"):
        pages[place] = auditor.get(f"/oversight/{place}").text
    for asked in ({"case": REFERENCE}, {"action": "chat.sent"}, {"purpose": "eligibility"}):
        pages[f"record {asked}"] = auditor.post("/oversight/record/", asked).text
    for entry in _of_each_kind():
        pages[f"record/{entry}/"] = auditor.get(f"/oversight/record/{entry}/").text
    return {f"oversight {name}": text.encode() for name, text in pages.items()} | _taken(auditor)


def _give_reason(auditor: Browser, people: list[Person], walk: Walk) -> None:
    auditor.get("/oversight/record/")
    why = " ".join(f"Item {p.number:02d} is about {p.told}." for p in people)
    why += f" Who read about {people[0].first}, {people[0].phone}, {people[0].street}?"
    said = {"kind": "complaint", "reason": why, "case": REFERENCE, "reference": "C-2026-118"}
    auditor.post("/oversight/reason/", {**said, "reference": people[0].name}, expect=422)
    auditor.post("/oversight/reason/", said)
    page = words(auditor.get("/oversight/looks/").text)
    assert why in page
    walk.note("reason of a look", page)


def _of_each_kind() -> list[int]:
    """The first entry of every kind of act."""
    seen: dict[str, int] = {}
    for action, seq in AuditEntry.objects.order_by("seq").values_list("action", "seq"):
        seen.setdefault(action, seq)
    return list(seen.values())


def _taken(auditor: Browser) -> Pages:
    """Exports and proofs, and what comes of looking for a name."""
    for asked in ({"person": ROSTER[0].name}, {"case": ROSTER[1].name}, {"thing": ROSTER[2].nhs}):
        auditor.post("/oversight/record/", asked, expect=200 if "thing" in asked else 422)
    taken = {"proofs": auditor.get("/oversight/integrity/proofs/").content}
    for form in ("csv", "jsonl"):
        taken[form] = auditor.post("/oversight/record/export/", {"form": form}).content
    auditor.post("/oversight/integrity/verify/")
    asked = Job.objects.filter(kind="oversight.verify")
    wait_until(lambda: asked.filter(finished__isnull=False).exists(), "the verification")
    taken["integrity"] = auditor.get("/oversight/integrity/").content
    assert b"Nothing has been altered" in taken["integrity"], words(taken["integrity"].decode())
    auditor.post("/oversight/finish/")
    return {f"audit {name}": data for name, data in taken.items()}


def erased(walk: Walk, manager: Browser) -> Pages:
    """Lift the holds, then the whole case goes, with everybody in it."""
    for lift in re.findall(r'href="(/oversight/holds/\d+/lift/)"', _page(manager, "holds/")):
        manager.post(lift)
    page = manager.post(f"{walk.case}erase/", {"reason": "rights", "reference": REFERENCE})
    address = urlsplit(str(page.url)).path
    assert "/certificates/" in address, words(page.text)[:400]
    found = Erasure.objects.get(pk=address.split("/")[3])
    assert found.vault_id, "the key to everybody in it is destroyed"
    return {"certificate": page.content, "its file": manager.get(f"{address}file/").content}


def certificates(auditor: Browser) -> Pages:
    listed = re.findall(r'href="(/oversight/certificates/[^"]+)"', _page(auditor, "certificates/"))
    return {f"{at}": auditor.get(html.unescape(at)).content for at in listed}


def _page(browser: Browser, place: str) -> str:
    return browser.get(f"/oversight/{place}").text
