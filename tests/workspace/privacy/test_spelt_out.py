"""A known name stays hidden when it is spelt out, and letters that spell nobody stay."""

import pytest

from workspace.privacy.identities import Identities
from workspace.privacy.masking import mask
from workspace.privacy.placeholders import EXACT


def register() -> Identities:
    known = Identities()
    known.new("PERSON", "Zofia Brambleworth", role="CHILD", roster=True)
    known.new("PERSON", "Ava Kelmendi", role="MOTHER", roster=True)
    return known


@pytest.mark.parametrize(
    "spelt",
    [
        "Z o f i a", "Z, O, F, I, A", "z-o-f-i-a", "Z.O.F.I.A.", "Z_o_f_i_a", "Z / o / f / i / a",
        "Z\no\nf\ni\na", "Z o f i a  B r a m b l e w o r t h", "Z-o-f-i-a B-r-a-m-b-l-e-w-o-r-t-h",
        "K e l m e n d i", "K E L M E N D I", "A-v-a", "z o f i a b r a m b l e w o r t h",
        "Ź ó f i a", "🇿🇴🇫🇮🇦", "⒵⒪⒡⒤⒜", "🄚🄔🄛🄜🄔🄝🄓🄘", "🇰🇪🇱🇲🇪🇳🇩🇮", "Z👏o👏f👏i👏a",
    ],
)  # fmt: skip
def test_a_name_spelt_out_is_hidden_whole(spelt: str) -> None:
    masked = mask(f"her name is spelt {spelt} on the form", [], register())
    assert EXACT.sub("§", masked.text).rstrip(".") in {
        "her name is spelt § on the form", "her name is spelt §. on the form",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("a for apple: Z, O, F, I, A", "a for apple: §"),
        ("I Z O F I A", "I §"),
        ("Z-o-f-i-a's hat", "§'s hat"),
        ("⒜ Zofia 🇬🇧🇵🇱 Ava🇬🇧", "⒜ § 🇬🇧🇵🇱 §🇬🇧"),
    ],
)
def test_only_the_name_is_hidden(text: str, left: str) -> None:
    assert EXACT.sub("§", mask(text, [], register()).text) == left


@pytest.mark.parametrize(
    "text",
    ["plan A, B, C and D", "options a b c d e", "I A V A I", "Z o f i", "A V B A", "U.S.S.R."],
)
def test_letters_that_spell_nobody_stay(text: str) -> None:
    assert mask(text, [], register()).text == text


def test_an_answer_waits_while_a_name_is_being_spelt_out() -> None:
    known = register()
    assert known.may_grow(["z", "o", "f"])
    assert not known.may_grow(["z", "other"])
