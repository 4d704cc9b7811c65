"""Sentences of any script: where they end, and that nothing of the text is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workspace.gateway.engines.argos.joining import rejoin
from workspace.gateway.engines.argos.sentences import cut, split

SPLITS = [
    ("en", ["Dr. Okoro came at 3.30 p.m. with Mr. J. Pell.", "She left."]),
    ("en", ["See www.example.org. ", "It costs £2.50."]),
    ("en", ["Call [CHILD_K7M].", "[MOTHER_T3R] will come!", "Why?"]),
    ("en", ["“Stop!” she said.", "Then he left…", "(He came back.)", "Good."]),
    ("en", ["We met at No. 10, e.g. on Mon. 3 May.", "Nobody came."]),
    ("pl", ["Spotkanie jest o godz. 10 przy ul. Długiej.", "Proszę przyjść."]),
    ("de", ["Am 3. Mai kam er, z.B. um 10 Uhr.", "Danke."]),
    ("es", ["La Sra. Vega llega el lunes.", "¿Puede venir?", "¡Gracias!"]),
    ("fr", ["M. Petit est là.", "Il attend."]),
    ("uk", ["Ми живемо на вул. Садовій.", "Приходьте."]),
    ("ar", ["هل يمكنك الحضور؟", "نعم.", "شكرا لك!"]),
    ("ur", ["آپ کیسی ہیں؟", "میں ٹھیک ہوں۔", "شکریہ۔"]),
    ("bn", ["আপনি কেমন আছেন?", "আমি ভালো আছি।", "ধন্যবাদ।"]),
    ("am", ["ሰላም ነው።", "እንዴት ነህ፧", "ደህና ነኝ።"]),
    ("el", ["Τι κάνεις;", "Είμαι καλά."]),
]


@pytest.mark.parametrize(("language", "sentences"), SPLITS)
def test_sentences_end_where_a_reader_would_end_them(language: str, sentences: list[str]) -> None:
    text = " ".join(sentence.strip() for sentence in sentences)
    found = [text[start:end] for start, end in split(text, language)]
    assert found == [sentence.strip() for sentence in sentences]


def test_chinese_needs_no_space_between_sentences() -> None:
    text = "你好。你今天来吗？请进！"
    assert [text[start:end] for start, end in split(text, "zh")] == [
        "你好。",
        "你今天来吗？",
        "请进！",
    ]


def test_lines_are_apart_bullets_are_no_words_and_a_wrapped_line_goes_on() -> None:
    text = (
        "What happens next\n\n- We will call you\n2. You can bring a friend with you to the meeting"
        " if\nyou would like to.\nThank you"
    )
    assert [text[start:end] for start, end in split(text, "en")] == [
        "What happens next",
        "We will call you",
        "You can bring a friend with you to the meeting if\nyou would like to.",
        "Thank you",
    ]


@given(st.text(alphabet="aB .!?\n-1)[]_CHILDK7M。؟", max_size=80))
def test_only_space_and_bullets_lie_between_sentences(text: str) -> None:
    spans = split(text, "en")
    at = 0
    for start, end in spans:
        assert at <= start < end
        assert text[start:end] == text[start:end].strip()
        assert not any(letter in text[at:start] for letter in "CHLDK.!?")
        at = end
    assert rejoin(text, spans, [text[a:b] for a, b in spans], "en").split() == text.split() or any(
        mark in text for mark in "。؟"
    )


def test_a_long_sentence_is_cut_at_commas_and_never_in_a_placeholder() -> None:
    text = "we called [CHILD_K7M], " * 30 + "x" * 90
    pieces = [text[start:end] for start, end in cut(text, lambda piece: len(piece) <= 60)]
    assert all(len(piece) <= 60 for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")
    assert all(piece.endswith(",") for piece in pieces[:-3])
    assert sum(piece.count("[CHILD_K7M]") for piece in pieces) == 30


def test_what_cannot_be_cut_stays_whole() -> None:
    assert cut("[GRANDMOTHER_K7M]", lambda piece: len(piece) < 4) == [(0, 17)]


def test_joined_as_the_target_language_joins() -> None:
    text = "你好。再见。\n- 谢谢。"
    assert rejoin(text, split(text, "zh"), ["Hello.", "Goodbye.", "Thanks."], "en") == (
        "Hello. Goodbye.\n- Thanks."
    )
    text = " Hello.  Goodbye.\nThanks. "
    assert rejoin(text, split(text, "en"), ["你好。", "再见。", "谢谢。"], "zh") == (
        " 你好。再见。\n谢谢。 "
    )
