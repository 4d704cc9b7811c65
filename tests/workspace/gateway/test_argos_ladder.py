"""The ladder: which rung brings a placeholder through, and that nothing wrong ever comes back.

The decoder is ours here, so that it can lose, swap, double and inflect as models do.
"""

from collections.abc import Callable, Sequence

import pytest

from workspace.gateway.engines.argos.forms import code, number, whole
from workspace.gateway.engines.argos.ladder import Climbed, Ladder
from workspace.gateway.engines.argos.pack import Reading
from workspace.gateway.engines.argos.surrogate_names import FEMALE, MALE, PLACES
from workspace.gateway.engines.argos.surrogates import surrogate

CHILD, MOTHER, SCHOOL = "[CHILD_K7M]", "[MOTHER_T3R]", "[SCHOOL_B4D]"
SENTENCE = f"{MOTHER} took {CHILD} to {SCHOOL}."


class Model:
    """Answers as `answer` does; `asked` is what it was given."""

    def __init__(self, *answer: Callable[[str], str]) -> None:
        self.answer, self.asked = answer, list[str]()

    def decode(
        self, sentences: Sequence[str], *, readings: int = 1, on_done: object = None
    ) -> list[list[Reading]]:
        self.asked += sentences
        some = self.answer[:readings]
        return [
            [Reading(each(text), -0.5 - at) for at, each in enumerate(some)] for text in sentences
        ]


def climbed(sentence: str, *answer: Callable[[str], str], target: str = "es") -> Climbed:
    return Ladder(Model(*answer).decode, "en", target).climb([sentence])[0]


def without(*words: str) -> Callable[[str], str]:
    """A model that drops words."""

    def answer(text: str) -> str:
        for word in words:
            text = text.replace(word, "")
        return " ".join(text.split())

    return answer


def lowered_brackets(text: str) -> str:
    """A model that knows no brackets and no codes."""
    return "".join(mark for mark in text if mark not in "[]_").replace("K7M", "").replace("T3R", "")


def test_what_survives_needs_no_ladder() -> None:
    assert climbed(SENTENCE, str.strip) == Climbed(SENTENCE, "plain", -0.5)
    assert climbed("Hello.", str.strip) == Climbed("Hello.", "none", -0.5)


@pytest.mark.parametrize(
    "written",
    ["[NIÑO_K7M] ya", "[CHILD K7M] ya", "[child_k7m] ya", "CHILD_K7M] ya", "K7M ya",
     "［CHILD_K7M］ ya", "[ CHILD_K7M ] ya", "[el niño K7M] ya", "NIÑO-K7M ya",
     "[CHILD-K7M] ya", "[CHILD_K7 M] ya", "[K7M] ya"],
)  # fmt: skip
def test_a_mangled_placeholder_is_known_by_its_code(written: str) -> None:
    assert whole(f"{CHILD} now").restore(written) == f"{CHILD} ya"


@pytest.mark.parametrize(
    "written",
    ["[CHILD_K7N] ya", "[CHILD_K7] ya", "ya", f"{CHILD} {CHILD} ya", f"{CHILD} {MOTHER} ya",
     "[MOTHER_K7M] ya", "XK7M ya", "[CHILD_K7MX] ya", "[CHILD_K8M] ya"],
)  # fmt: skip
def test_anything_else_is_nobody(written: str) -> None:
    assert whole(f"{CHILD} now").restore(written) is None


def test_words_around_a_bare_code_stay() -> None:
    assert whole(f"{CHILD} now").restore("El K7M ya") == f"El {CHILD} ya"
    assert whole(f"{CHILD} now").restore("(K7M) ya") == f"({CHILD}) ya"
    assert whole(f"{CHILD} now").restore("(ver K7M) ya") == f"(ver {CHILD}) ya"
    assert whole(f"{CHILD} now").restore("(NIÑO_K7M) ya") == f"({CHILD}) ya"
    assert whole(f"{CHILD} now").restore("ver [CHILD_K7M.") == f"ver {CHILD}."
    assert whole(f"{CHILD} now").restore("con[CHILD_K7M]ya") == f"con {CHILD} ya"
    assert whole(f"{CHILD} now").restore("[CHILD_K7M]s Schule") == f"{CHILD}s Schule"


def test_the_second_reading_may_be_the_right_one() -> None:
    assert climbed(SENTENCE, without(CHILD), str.strip).rung == "nbest"


def test_another_form_may_come_through() -> None:
    found = climbed(SENTENCE, lambda text: "nada" if "_" in text else text)
    assert (found.target, found.rung) == (SENTENCE, "form")


def test_a_name_is_lent_where_no_code_survives() -> None:
    found = climbed(SENTENCE, lambda text: "nada" if any(map(str.isdigit, text)) else text)
    assert (found.target, found.rung) == (SENTENCE, "surrogate")


def test_split_where_no_name_survives_either() -> None:
    def model(text: str) -> str:
        return {"took": "Llevó.", "to": "a"}.get(text, "nada")

    found = climbed(SENTENCE, model)
    assert (found.target, found.rung) == (f"{MOTHER} llevó {CHILD} a {SCHOOL}.", "split")


def test_lost_where_even_that_fails() -> None:
    assert climbed(SENTENCE, lambda text: "").rung == "lost"
    assert climbed("Hello.", lambda text: MOTHER).rung == "lost"


def test_swapped_roles_double_and_invented_placeholders_never_pass() -> None:
    sentence = f"{MOTHER} saw {CHILD}."
    wrong = [
        "[CHILD_T3R] vio a [MOTHER_K7M].",
        f"{MOTHER} vio a {MOTHER}.",
        f"{MOTHER} vio a {CHILD} y {CHILD}.",
        f"{MOTHER} vio a {CHILD} y [FATHER_X2X].",
        f"{MOTHER} vio a [CHILD_K7N].",
    ]
    for answer in wrong:
        assert whole(sentence).restore(answer) is None, answer
        found = climbed(sentence, lambda text, answer=answer: answer if "[" in text else "y")
        assert found.rung == "split"
        assert found.target == f"{MOTHER} y {CHILD}."


def test_numbers_that_stand_in_the_text_are_never_taken_for_people() -> None:
    written = number(f"{CHILD} is [3] years")
    assert written
    assert written.text == "[4] is [3] years"
    assert written.restore("[4] tiene [3] años") == f"{CHILD} tiene [3] años"
    assert written.restore("[3] tiene [3] años") is None


def test_two_roles_with_one_code_take_only_the_exact_form() -> None:
    sentence = "[CHILD_K7M] and [MOTHER_K7M]"
    assert code(sentence) is None
    assert whole(sentence).restore("[NIÑO_K7M] y [MOTHER_K7M]") is None
    assert whole(sentence).restore("[MOTHER_K7M] y [CHILD_K7M]") == "[MOTHER_K7M] y [CHILD_K7M]"


def lent(
    sentence: str, target: str, source: str = "en"
) -> tuple[list[str], Callable[[str], str | None]]:
    written = surrogate(sentence, source, target)
    assert written
    return written.text.replace(".", "").split(), written.restore


def test_lent_names_are_distinct_of_the_right_kind_and_strangers_to_the_text() -> None:
    words, _ = lent(f"{MOTHER} and {CHILD} and [FATHER_R2R] met Elena.", "es")
    first, second, third = words[0], words[2], words[4]
    assert len({first, second, third, "Elena"}) == 4
    assert any(first in row for row in FEMALE)
    assert any(third in row for row in MALE)


def test_a_pronoun_decides_where_the_role_does_not() -> None:
    words, _ = lent(f"{CHILD} hurt his arm.", "es")
    assert any(words[0] in row.split() for row in MALE)


def test_case_endings_are_taken_off_and_ambiguity_is_refused() -> None:
    words, restore = lent(f"{MOTHER} spoke with [AUNT_R2R].", "pl")
    mother, aunt = words[0], words[3]
    assert restore(f"{mother} rozmawiała z {aunt[:-1]}ą.") == f"{MOTHER} rozmawiała z [AUNT_R2R]."
    assert restore(f"{mother} rozmawiała z {mother[:-1]}ą.") is None
    assert restore(f"{mother} rozmawiała z {aunt[:-1]}ntyną.") is None


def test_names_are_read_in_other_scripts_with_what_is_joined_to_them() -> None:
    words, restore = lent(f"{MOTHER} came.", "ar")
    arabic = next(row for row in FEMALE if words[0] in row.split()).split()
    spelling = next(word for word in arabic if "\u0600" <= word[0] <= "\u06ff")
    assert restore(f"جاءت {spelling}.") == f"جاءت {MOTHER}."
    assert restore(f"و{spelling} هنا") == f"و{MOTHER} هنا"
    assert restore("جاءت.") is None


def test_a_number_stands_for_what_has_no_name() -> None:
    words, restore = lent("Call [PHONE_K7M] today.", "es")
    assert words[1].isdigit()
    assert restore(f"Llame al {words[1]} hoy.") == "Llame al [PHONE_K7M] hoy."
    assert restore(f"Llame al 1{words[1]} hoy.") is None
    assert restore(f"Llame al {words[1]},5 hoy.") is None


def test_no_spelling_belongs_to_two_names() -> None:
    spellings = [word for row in {*FEMALE, *MALE, *PLACES} for word in set(row.split())]
    assert len(spellings) == len(set(spellings))


def test_a_reading_that_would_not_end_is_not_taken() -> None:
    class Endless(Model):
        def decode(self, sentences: Sequence[str], **_: object) -> list[list[Reading]]:
            return [[Reading(text, -0.1, is_cut=True)] for text in sentences]

    assert Ladder(Endless().decode, "en", "es").climb([SENTENCE])[0].rung == "lost"


def test_alternatives_keep_every_placeholder() -> None:
    model = Model(str.strip, without(CHILD), str.upper, lambda text: text + " Sí.")
    found = Ladder(model.decode, "en", "es").climb([SENTENCE], alternatives=3)[0]
    assert found.target == SENTENCE
    assert found.alternatives == (SENTENCE.upper(), f"{SENTENCE} Sí.")


def test_each_rung_decodes_only_what_the_one_before_lost() -> None:
    model = Model(without("[CHILD_K7M]"))
    Ladder(model.decode, "en", "es").climb(["Hello.", f"{MOTHER} came.", f"{CHILD} came."])
    assert model.asked == [
        "Hello.",
        f"{MOTHER} came.",
        f"{CHILD} came.",
        f"{CHILD} came.",
        "K7M came.",
    ]
