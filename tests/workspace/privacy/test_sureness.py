"""Who is sure and who is a guess; what a person says by hand comes before what a machine found."""

import random

import pytest

from workspace.privacy.answering import AnswerStream
from workspace.privacy.identities import CannotKeep, Identities
from workspace.privacy.masking import mask
from workspace.privacy.placeholders import EXACT
from workspace.privacy.preparing import mask_text
from workspace.privacy.spans import Span
from workspace.privacy.vaults import change, new_vault, open_vault

CHILD, MOTHER = "Zofia Brambleworth", "Halima Brambleworth"


def roster(*names: str) -> Identities:
    known = Identities(random.Random(7))
    for name in names or (CHILD, MOTHER):
        known.new("PERSON", name, role="CHILD", roster=True)
    return known


def later(known: Identities) -> Identities:
    """The same people as another piece of work finds them, which nobody has met in it yet."""
    again = Identities(random.Random(8))
    for subject in known.subjects.values():
        again.load(subject)
    return again


def test_a_name_spelt_out_is_hidden_to_its_last_letter() -> None:
    """A detector that sees only a part of it uncovers nothing."""
    known, text = roster(), "Her surname is B r a m b l e w o r t h, she said."
    found = [Span(15, 16, "PERSON", source="pattern"), Span(17, 31, "PERSON", source="ner")]
    masked = mask(text, found, known)
    assert EXACT.sub("", masked.text) == "Her surname is , she said."
    assert len(masked.mentions) == 1
    assert masked.mentions[0].placeholder.startswith("[FAMILY_")


def test_letters_that_spell_nobody_stay_as_they_are() -> None:
    text = "Plan B, C or D: a b c, and Z o e."
    assert mask(text, [], roster()).text == text


@pytest.mark.django_db
def test_a_name_spelt_out_is_hidden_in_an_answer_however_it_arrives() -> None:
    vault = new_vault()
    change(vault.pk, lambda known: known.new("PERSON", CHILD, role="CHILD", roster=True).id)
    stream, came = AnswerStream(vault.pk), ""
    for letter in "It is spelled Z o f i a B r a m b l e w o r t h and no other way.":
        came += stream.feed(letter)
    came += stream.flush()
    assert EXACT.sub("", came) == "It is spelled  and no other way."


@pytest.mark.parametrize("text", ["the Brambleworths", "Brambleworths", "BRAMBLEWORTHS"])
def test_the_plural_of_a_surname_is_the_family_and_nobody_is_asked(text: str) -> None:
    known = roster()
    (mention,) = mask(text, [], known).mentions
    family = known.subjects[mention.subject]
    assert (family.role, known.candidates(family)) == ("FAMILY", [])
    surname = known.who("PERSON", "Brambleworth")
    assert len(known.candidates(surname)) == 2


def test_a_surname_that_hisses_has_a_plural_too() -> None:
    assert "Jones" not in mask("I met the Joneses.", [], roster("Dewi Jones")).text


@pytest.mark.parametrize("school", ["Bradford College", "Milton Keynes Primary School"])
def test_a_town_is_not_the_school_that_is_called_after_it(school: str) -> None:
    known = Identities(random.Random(7))
    known.new("SCHOOL", school, roster=True)
    known.new("SCHOOL", "Oakfield Primary School", roster=True)
    text = "They live in Bradford, near Milton Keynes."
    assert mask(text, [], known).text == text
    assert "Oakfield" not in mask("He is at Oakfield now.", [], known).text
    assert school not in mask(f"He is at {school}.", [], known).text


def test_other_names_are_those_that_a_person_gave() -> None:
    known = roster()
    child = known.who("PERSON", CHILD)
    known.give(child, "Zosia")
    for written in ("zofia", "Zófia Brambleworth", "ZOFIA BRAMBLEWORTH", "Zo\u200bfia", "Zofia B"):
        mask(written, [], known)
    assert len(child.aliases) > 4
    assert child.other_names == ["Zosia"]
    known.give(child, "ZOSIA")
    assert child.other_names == ["Zosia"], "another case is no other name"
    nick = known.who("PERSON", "Bluebell Starling")
    known.merge(nick, child)
    assert child.other_names == ["Zosia", "Bluebell Starling"]


def test_a_guess_of_other_work_does_not_compete_with_the_roster() -> None:
    known = roster("Jack Molloy")
    guess = known.who("PERSON", "Jack Mulloy")
    assert known.who("PERSON", "Jack").ambiguous, "both stand in this work"
    fresh = later(known)
    assert fresh.find("Jack")[0].subjects == {fresh.who("PERSON", "Jack Molloy").id}
    assert fresh.find("Jack Mulloy"), "hidden all the same"
    beside = later(known)
    beside.stand_in([f"Beside this: {guess.placeholder}"])
    assert len(beside.find("Jack")[0].subjects) == 2
    (guessed := roster()).new("PERSON", "Jack Mulloy")
    elsewhere = later(guessed)
    elsewhere.new("PERSON", "Jack Penrose")
    assert elsewhere.who("PERSON", "Jack").ambiguous, "where nobody is sure it is asked"
    sent = later(known)
    sent.meet([str(guess.placeholder)])
    assert len(later(sent).find("Jack")[0].subjects) == 2, "whoever was sent is more than a guess"


@pytest.mark.parametrize(("label", "role"), [("PLACE", "PLACE"), ("SCHOOL", "SCHOOL")])
def test_what_somebody_points_at_is_what_they_say(label: str, role: str) -> None:
    known = roster()
    found = [Span(7, 15, "PERSON", source="ner")]
    first = mask("Out in Larkmoor.", found, known)
    assert "[PERSON_" in first.text
    known.point_out(label, "Larkmoor", role)
    for again in (known, later(known)):
        for text in ("Out in Larkmoor.", "larkmoor?"):
            spans = found if text[0] == "O" else []
            assert f"[{role}_" in mask(text, spans, again).text
    assert known.issued()[known.subjects[first.mentions[0].subject].placeholder].label == label
    known.point_out("PERSON", "Larkmoor", "AUNT")
    assert "[AUNT_" in mask("Out in Larkmoor.", [], later(known)).text, "who says it last is right"


def test_pointing_at_the_roster_changes_nobody_on_it() -> None:
    known = roster()
    known.point_out("PERSON", "Zofia", "AUNT")
    assert known.who("PERSON", "Zofia").role == "CHILD"
    jacks = roster("Jack Molloy", "Jack Penrose")
    jacks.point_out("PERSON", "Jack", "AUNT")
    assert len(jacks.people()) == 2
    assert jacks.who("PERSON", "Jack").ambiguous


def test_what_may_not_be_left_in_is_known_before_it_is_tried() -> None:
    known = roster()
    known.who("NHS_NUMBER", "943 476 5919")
    for text in (CHILD, "Brambleworth", "9434765919"):
        with pytest.raises(CannotKeep):
            known.check_keep(text)
    known.check_keep("Marigold")
    assert not known.kept_changed


@pytest.mark.django_db
def test_what_was_given_and_met_is_still_so_when_the_vault_is_opened_again() -> None:
    vault = new_vault()
    masked = mask_text(vault.pk, "Pyotr Ashgrove met Marigold Reedham.")
    change(vault.pk, lambda known: known.meet([masked.text]))
    known = open_vault(vault.pk).identities
    pyotr = known.named("Pyotr Ashgrove")
    assert pyotr is not None
    assert (pyotr.met, pyotr.given) == (True, set())
    change(vault.pk, lambda known: known.give(known.subjects[pyotr.id], "Petya"))
    assert open_vault(vault.pk).identities.subjects[pyotr.id].other_names == ["Petya"]
