"""The organisation's words and the real detector: what is hidden, and what never comes out."""

import pytest

from workspace.privacy import detector, tripwire
from workspace.privacy.identities import CannotKeep, Identities
from workspace.privacy.masked import Part, sealed
from workspace.privacy.masking import MaskedText, mask, mask_again, mask_around
from workspace.privacy.ownwords import OwnWords
from workspace.privacy.phrases import Phrase
from workspace.privacy.spans import Span

HIDDEN = [
    Phrase("Thrushcombe", "SCHOOL"), Phrase("beavers", "PLACE"), Phrase("LRK", "REFERENCE", True),
    Phrase("Old Mill Way", "ADDRESS"), Phrase("Fernhill", "PLACE"),
]  # fmt: skip
SPARED = [
    Phrase("Brindle Family Hub"), Phrase("Kestrel House"), Phrase("Hope"), Phrase("Grace"),
    Phrase("Zofia Ashgrove Centre"), Phrase("07700 900123"), Phrase("SW1A 1AA"),
    Phrase("hope@larkmoor.example"), Phrase("QQ 12 34 56 C"), Phrase("943 476 5919"),
]  # fmt: skip


def fresh(*roster: str, own: OwnWords | None = None) -> Identities:
    known = Identities()
    for name in roster:
        known.new("PERSON", name, role="CHILD", roster=True)
    known.own = own or OwnWords(HIDDEN, SPARED)
    return known


def masked(text: str, known: Identities | None = None) -> MaskedText:
    spans = [*detector.detect(text), *tripwire.identifiers(text)]
    return mask(text, spans, known or fresh())


def hidden(text: str, known: Identities | None = None) -> list[str]:
    return [text[mention.start : mention.end] for mention in masked(text, known).mentions]


@pytest.mark.parametrize(
    ("text", "word", "role"),
    [
        ("He likes thrushcombe.", "thrushcombe", "SCHOOL"),
        ("THRUSHCOMBE's gate was shut.", "THRUSHCOMBE", "SCHOOL"),
        ("he joined the beavers", "beavers", "PLACE"),
        ("it was in old mill way", "old mill way", "ADDRESS"),
        ("see LRK-20391 for that", "LRK-20391", "REF"),
    ],
)
def test_a_listed_word_is_hidden_as_what_it_is(text: str, word: str, role: str) -> None:
    without = mask(text, detector.detect(text), Identities()).text
    done = masked(text)
    assert word not in done.text
    assert f"[{role}_" in done.text
    assert without.count("[") <= done.text.count("[")
    restored = done.text
    for mention in done.mentions:
        restored = restored.replace(mention.placeholder, text[mention.start : mention.end], 1)
    assert restored == text


def test_however_it_is_written_it_is_one_thing() -> None:
    done = masked("Thrushcombe, THRUSHCOMBE's and thrushcombe")
    assert len({mention.placeholder for mention in done.mentions}) == 1
    assert len({mention.alias for mention in done.mentions}) == 3


def test_a_known_person_comes_before_a_listed_word() -> None:
    known = fresh("Zofia Fernhill")
    done = masked("Zofia Fernhill came. Fernhill is far.", known)
    assert done.mentions[0].label == "PERSON"
    assert "Fernhill" not in done.text


def test_a_listed_word_is_hidden_in_text_at_rest_and_in_answers() -> None:
    known = fresh()
    assert "beavers" not in mask_around("He met beavers.", [], known).text
    assert "beavers" not in mask_again("He met beavers.", [], known).text


def test_nobody_leaves_a_listed_word_in() -> None:
    known = fresh()
    done = masked("he joined the beavers", known)
    with pytest.raises(CannotKeep, match="organisation"):
        known.leave_in(done.aliases[0])
    known.load_kept(["beavers"])  # said before the word was listed
    assert "beavers" not in masked("he joined the beavers", known).text


def test_the_tripwire_stops_a_listed_word() -> None:
    known = fresh()
    with pytest.raises(tripwire.Leak) as leak:
        tripwire.check(sealed([Part("user", ("he met beavers",))], "answer"), known)
    assert leak.value.kinds == ["PLACE"]
    legend = "The beavers are Daylight's own words."
    tripwire.check(sealed([Part("system", (legend,))], "answer"), known, legend=legend)


@pytest.mark.parametrize(
    ("text", "guess"),
    [
        ("We met at the Brindle Family Hub today.", "Brindle"),
        ("Referred to the Brindle Family Hub's team.", "Brindle Family Hub"),
        ("We used Kestrel House again.", "Kestrel House"),
        ("Hope came to the meeting.", "Hope"),
    ],
)
def test_a_wrong_guess_is_left_in(text: str, guess: str) -> None:
    start = text.index(guess)
    spans = [Span(start, start + len(guess), "PERSON", source="ner")]
    assert mask(text, spans, fresh(own=OwnWords(HIDDEN))).mentions
    assert not mask(text, spans, fresh()).mentions
    assert hidden(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Hope Sutton came.", "Lucas Hope came.", "Hope Grace Sutton came.", "Mrs Hope rang.",
        "Dr. Hope rang.", "her mother, Hope, rang", "Sutton, Hope", "H. Hope wrote this.",
        "Hope Zzyzxe came.", "Hope O'Malley came.", "Hope de Souza came.", "Hope-Amina came.",
        "hope sutton rang", "Auntie Hope rang.", "Hope Sutton\nHope Sutton",
    ],
)  # fmt: skip
def test_a_listed_word_never_bares_part_of_a_longer_name(text: str) -> None:
    assert masked(text).text.count("[") == masked(text, fresh(own=OwnWords(HIDDEN))).text.count("[")
    shown = masked(text).text.lower()
    assert "hope" not in shown, shown
    assert "grace" not in shown, shown


def test_whoever_is_on_the_roster_stays_hidden() -> None:
    known = fresh("Hope Sutton", "Zofia Ashgrove")
    shown = masked("Hope came. Grace came. Zofia Ashgrove Centre is open.", known).text
    assert "Hope" not in shown
    assert "Zofia" not in shown
    assert "Ashgrove" not in shown
    assert "Grace" in shown


def test_whoever_the_vault_knows_already_stays_hidden() -> None:
    known = fresh()
    assert "Hope" not in masked("Hope Sutton came.", known).text
    assert "Hope" not in masked("Then Hope left.", known).text
    guessed = fresh(own=OwnWords())
    masked("She lives at Kestrel House.", guessed)
    guessed.own = OwnWords(HIDDEN, SPARED)  # listed only afterwards
    assert "Kestrel" not in masked("She lives at Kestrel House.", guessed).text


def test_whoever_another_vault_knows_or_somebody_pointed_out_stays_hidden() -> None:
    for source in ("known", "person"):
        done = mask("Hope came.", [Span(0, 4, "PERSON", source=source)], fresh())
        assert "Hope" not in done.text, source


@pytest.mark.parametrize(
    "text",
    [
        "Ring 07700 900123.", "She lives in SW1A 1AA.", "Write to hope@larkmoor.example.",
        "NI number QQ 12 34 56 C.", "NHS number 943 476 5919.",
    ],
)  # fmt: skip
def test_an_identifier_stays_hidden_whatever_is_listed(text: str) -> None:
    """No form takes these, but a row might come from elsewhere."""
    shown = masked(text).text
    assert not any(phrase.text in shown for phrase in SPARED), shown
    assert not any(character.isdigit() for character in tripwire.EXACT.sub("", shown)), shown


def test_an_address_with_its_number_stays_hidden() -> None:
    shown = masked("They moved to Kestrel House, 12 Mill Road, Larkmoor.").text
    assert "12 Mill Road" not in shown
    assert "Kestrel" not in shown


def test_what_is_hidden_wins_over_what_is_not() -> None:
    both = OwnWords([Phrase("Brindle", "PLACE")], [Phrase("Brindle Family Hub")])
    shown = masked("The Brindle Family Hub was open.", fresh(own=both)).text
    assert "Brindle" not in shown
