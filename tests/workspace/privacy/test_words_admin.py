"""The page of the organisation's words: what it takes, what it refuses, and what is recorded."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.access.payloads import PAYLOADS, alive
from tests.access.world import World, make_world
from tests.freshly import signed_in
from workspace.governance.models import AuditEntry
from workspace.privacy import forms, lists, suggesting
from workspace.privacy.models import Exemption, Word
from workspace.privacy.preparing import mask_text
from workspace.privacy.vaults import new_vault

pytestmark = pytest.mark.django_db

REASON = "That is what our case system is called, and nobody here."
ADD, LIST = "admin:privacy_word_add", "admin:privacy_word_changelist"
SO_FAR = "admin:privacy_exemption_changelist"


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def admin(world: World) -> Client:
    return signed_in(world.people["administrator"])


def paste(client: Client, words: str, kind: str = "hidden", **more: str) -> Any:
    label = "PLACE" if kind == "hidden" else ""
    form = {"kind": kind, "words": words, "label": label, "note": ""} | more
    return client.post(reverse(ADD), form)


def problems(reply: Any) -> str:
    assert reply.status_code == 200
    errors = reply.context["adminform"].form.errors
    assert not Word.objects.filter(text="Good enough").exists()
    return " ".join(str(said) for field in errors.values() for said in field)


def facts(action: str) -> list[Any]:
    return list(AuditEntry.objects.filter(action=action).order_by("seq").values_list("facts"))


def test_many_words_are_pasted_at_once(admin: Client) -> None:
    lines = "Thrushcombe Nursery\r\n\r\n  Old   Mill Lodge \nSt Mary’s\n"
    reply = admin.post(
        reverse(ADD), {"kind": "hidden", "words": lines, "label": "SCHOOL", "note": "Tiny."}
    )
    assert reply["Location"] == reverse(LIST)
    kept = Word.objects.values_list("text", "kind", "label", "note")
    assert sorted(kept) == [
        ("Old Mill Lodge", "hidden", "SCHOOL", "Tiny."),
        ("St Mary’s", "hidden", "SCHOOL", "Tiny."),
        ("Thrushcombe Nursery", "hidden", "SCHOOL", "Tiny."),
    ]
    assert b"3 words added" in admin.get(reverse(LIST)).content
    assert "[SCHOOL_" in mask_text(new_vault().pk, "at thrushcombe nursery").text


@pytest.mark.parametrize(
    ("words", "why"),
    [
        ("", "at least one word"),
        (" \n \n", "at least one word"),
        ("ab", "too short"),
        ("4 2", "too short"),
        ("…", "too short"),
        ("x" * 101, "longer than 100"),
        ("ﷺ" * 30, "longer than 100"),
        ("07700 900123", "too short"),
        ("call 07700 900123", "looks like a number"),
        ("hope@larkmoor.example", "looks like a number"),
        ("SW1A 1AA", "looks like a number"),
        ("QQ 12 34 56 C", "looks like a number"),
        ("https://larkmoor.example", "looks like a number"),
        ("born 27 03 2018", "looks like a number"),
        ("[CHILD_K7M]", "looks like a number"),
        ("Kestrel\nKESTREL", "there twice"),
        ("St Mary's\nst marys", "there twice"),
        ("early-help", "on this list already"),
        ("the", "too common"),
        ("Mother", "too common"),
    ],
)
def test_what_is_wrong_is_said_plainly_and_nothing_is_kept(
    admin: Client, words: str, why: str
) -> None:
    lists.add(kind="hidden", texts=["Early Help"])
    reply = paste(admin, f"Good enough\n{words}" if words.strip() else words)
    assert why in problems(reply)
    assert Word.objects.count() == 1
    assert not AuditEntry.objects.filter(action="word.added").exists()


def test_no_word_is_on_both_lists(admin: Client) -> None:
    lists.add(kind="hidden", texts=["Early Help"])
    assert "other list (always hidden)" in problems(paste(admin, "EARLY HELP", "spared"))


def test_a_hidden_word_says_what_it_is_and_a_spared_one_does_not(admin: Client) -> None:
    assert "Choose what it is" in problems(paste(admin, "Good enough", label=""))
    assert paste(admin, "Early Help", "spared", label="SCHOOL").status_code == 302
    assert Word.objects.get().label == ""


def test_many_mistakes_are_shown_in_part(admin: Client) -> None:
    said = problems(paste(admin, "\n".join(f"{chr(97 + n)}{n}" for n in range(20))))
    assert said.count("too short") == 8
    assert "And 12 more like these." in said


def test_too_many_words_are_refused(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "MOST_WORDS", 2)
    assert "too many" in problems(paste(admin, "One thing\nTwo things\nThree things"))


def test_fifty_thousand_are_pasted_at_once(admin: Client) -> None:
    part = lists.MOST_WORDS // 5
    colours = ("Red", "Green", "Blue", "Amber", "Violet")
    lines = "\n".join(f"{colour} place {n}" for colour in colours for n in range(part))
    assert paste(admin, lines).status_code == 302
    assert Word.objects.count() == lists.MOST_WORDS
    (told,) = facts("word.added")[0]
    assert (told["list"], told["words"]) == ("always hidden", lists.MOST_WORDS)
    assert admin.get(reverse(LIST) + "?q=9999").status_code == 200


def test_a_word_is_changed_and_taken_off(admin: Client) -> None:
    lists.add(kind="hidden", texts=["Beavers", "Brindle", "Kestrel"], label="PLACE")
    word = Word.objects.get(text="Beavers")
    page = reverse("admin:privacy_word_change", args=[word.pk])
    form = {"kind": "hidden", "text": "Beaver  Club", "label": "PLACE", "note": "Tiny."}
    assert "on this list already" in problems(admin.post(page, form | {"text": "brindle"}))
    assert "too short" in problems(admin.post(page, form | {"text": "b"}))
    assert admin.post(page, form | {"text": "BEAVERS"}).status_code == 302  # its own, otherwise
    assert admin.post(page, form).status_code == 302
    vault = new_vault().pk
    assert mask_text(vault, "the beavers").text == "the beavers"
    assert "[PLACE_" in mask_text(vault, "the beaver club").text
    delete = reverse("admin:privacy_word_delete", args=[word.pk])
    assert admin.post(delete, {"post": "yes"}).status_code == 302
    rest = list(Word.objects.values_list("pk", flat=True))
    form = {"action": "take_off", "_selected_action": rest}
    asked = admin.post(reverse(LIST), form).content.decode()
    assert "Take 2 words off the list?" in asked
    assert "Brindle (always hidden)" in asked
    assert Word.objects.count() == 2, "asking takes nothing off"
    admin.post(reverse(LIST), form | {"sure": "yes"})
    assert not Word.objects.exists()
    assert [row[0]["words"] for row in facts("word.deleted")] == [1, 2]


def test_the_record_holds_no_word(admin: Client) -> None:
    before = AuditEntry.objects.count()
    paste(admin, "Thrushcombe", note="Quillweather")
    word = Word.objects.get()
    form = {"kind": "spared", "text": "Thrushcombes", "label": "", "note": "Quillweather"}
    form |= {"why_clear": REASON}
    admin.post(reverse("admin:privacy_word_change", args=[word.pk]), form)
    admin.post(reverse("admin:privacy_word_delete", args=[word.pk]), {"post": "yes"})
    told = list(AuditEntry.objects.order_by("seq").values())[before:]
    assert [entry["action"] for entry in told] == ["word.added", "word.changed", "word.deleted"]
    assert [entry["object_type"] for entry in told] == ["privacy.wordlist"] * 3
    assert [entry["facts"]["list"] for entry in told] == [
        "always hidden", "never hidden", "never hidden",
    ]  # fmt: skip
    assert told[1]["facts"]["settings"] == [
        "List: from “Always hidden” to “Never hidden”",
        "What it is: from “Club, place or anything else” to nothing",
    ]
    assert "fields" not in told[0]["facts"], "a list has no fields that were changed"
    assert "hrushcombe" not in str(told)
    assert "uillweather" not in str(told)


NEVER = "Jack\nHope\nEarly Help"


def test_what_reads_as_a_name_stays_in_clear_only_with_a_reason(admin: Client) -> None:
    asked = paste(admin, NEVER, "spared")
    assert "These read as names: “Jack”, “Hope”. Say why" in problems(asked)
    assert b"<textarea" in asked.content.partition(b"why_clear")[2][:1200]
    assert "Leave the words" in problems(
        paste(admin, NEVER, "spared", why_clear="Jack is what our system is called.")
    )
    assert "Say why" in problems(paste(admin, NEVER, "spared", why_clear="Because."))
    assert not Word.objects.exists()
    assert not Exemption.objects.exists()
    said = "Our two buses are called so, says Halima Brambleworth."
    assert paste(admin, NEVER, "spared", why_clear=said).status_code == 302
    (told,) = facts("word.added")[0]
    first, _, third = (row.pk for row in Exemption.objects.order_by("pk"))
    numbers = [f"{first}–{third}"]
    assert (told["list"], told["words"], told["numbers"]) == ("never hidden", 3, numbers)
    assert "Our two buses" in str(told)
    why = Exemption.objects.earliest("pk").why
    for word in ("Jack", "Hope", "Halima", "Brambleworth"):
        assert word not in str(told)
        assert word not in why
    assert [bool(row.why) for row in Exemption.objects.order_by("pk")] == [True, True, False]


def test_what_reads_as_no_name_is_listed_in_one_step(admin: Client) -> None:
    field = admin.get(reverse(ADD)).content.decode().partition('name="why_clear"')
    assert field[0].endswith('<input type="hidden" '), "asked for only once there is a name"
    assert paste(admin, "Early Help\nSigns of Safety\nsection 47", "spared").status_code == 302
    assert paste(admin, "Jack", "hidden").status_code == 302, "hiding a name does no harm"


@pytest.mark.parametrize("word", ["jack", "HOPE", "Halima Noor", "Łukasz", "Оксана"])
def test_a_name_is_known_however_it_is_written(admin: Client, word: str) -> None:
    assert "This reads as a name" in problems(paste(admin, word, "spared"))


def test_an_auditor_finds_which_word_was_open_from_when_to_when(
    world: World, admin: Client
) -> None:
    paste(admin, "Early Help", "spared")
    paste(admin, "Jack", "spared", why_clear=REASON)
    jack = Word.objects.get(text="Jack")
    form = {"kind": "spared", "text": "Jacky", "label": "", "note": "", "why_clear": REASON}
    page = reverse("admin:privacy_word_change", args=[jack.pk])
    assert "reads as a name" in problems(admin.post(page, form | {"why_clear": ""}))
    admin.post(page, form)
    admin.post(page, form | {"note": "Only the note.", "why_clear": ""})
    off = {"action": "take_off", "_selected_action": [jack.pk], "sure": "yes"}
    admin.post(reverse(LIST), off)
    told = [row[0].get("numbers") for row in facts("word.changed") + facts("word.deleted")]
    first, second, third = Exemption.objects.order_by("pk")
    assert told == [[f"{second.pk}–{third.pk}"], None, [str(third.pk)]]
    raw = str(list(Exemption.objects.values()))
    assert "Jack" not in raw
    assert "Early" not in raw
    shown = signed_in(world.people["auditor"]).get(reverse(SO_FAR)).content.decode()
    for word in ("Early Help", ">Jack<", ">Jacky<", REASON, "Ada Fernhill"):
        assert word in shown, word
    assert (first.until, second.until is None, third.until is None) == (None, False, False)
    assert first.since < second.since < second.until <= third.since < third.until
    for who in ("owner", "manager"):
        assert signed_in(world.people[who]).get(reverse(SO_FAR)).status_code in (302, 403)


def test_a_suggestion_that_reads_as_a_name_takes_a_reason_too(world: World, admin: Client) -> None:
    made = suggesting.suggest(text="Hope", kind="spared", label="", reason="", by=world.owner)
    page = reverse("admin:privacy_suggestion_change", args=[made.pk])
    assert "This reads as a name: “Hope”" in problems(admin.post(page, {"decision": "approve"}))
    assert admin.post(page, {"decision": "approve", "why_clear": REASON}).status_code == 302
    (told,) = facts("suggestion.approved")[0]
    assert told["numbers"] == [str(Exemption.objects.get().pk)]
    assert "".join(told["why_clear"]) == REASON
    assert "Hope" not in str(told)


def test_the_first_page_says_how_many_suggestions_wait(world: World, admin: Client) -> None:
    assert "waiting" not in admin.get(reverse("admin:index")).content.decode()
    for text in ("Brindle Lodge", "Early Help"):
        suggesting.suggest(text=text, kind="spared", label="", reason="", by=world.owner)
    shown = admin.get(reverse("admin:index")).content.decode()
    assert '<strong class="task-waiting">2 waiting</strong>' in shown


def test_an_attack_as_a_word_stays_a_word(admin: Client) -> None:
    attacks = [text for text in PAYLOADS if len(text) <= 100 and "\n" not in text]
    lists.add(kind="hidden", texts=dict.fromkeys(attacks[:12]), label="PLACE", note=attacks[0])
    pages = [reverse(LIST), reverse(LIST) + "?q=script"]
    for word in Word.objects.all():
        pages += [
            reverse(f"admin:privacy_word_{what}", args=[word.pk]) for what in ("change", "delete")
        ]
    for page in pages:
        reply = admin.get(page)
        assert reply.status_code == 200
        assert alive(reply.content.decode()) == [], page
    for text in attacks:
        reply = paste(admin, f"{text}\nab")  # said back in an error
        assert alive(reply.content.decode()) == [], text


def test_only_administrators_change_the_lists(world: World) -> None:
    lists.add(kind="hidden", texts=["Beavers"], label="PLACE")
    auditor = signed_in(world.people["auditor"])
    assert b"Beavers" in auditor.get(reverse(LIST)).content
    assert paste(auditor, "Kestrel").status_code == 403
    for who in ("owner", "manager"):
        assert signed_in(world.people[who]).get(reverse(LIST)).status_code in (302, 403)
        assert paste(signed_in(world.people[who]), "Kestrel").status_code in (302, 403)
    assert list(Word.objects.values_list("text", flat=True)) == ["Beavers"]
