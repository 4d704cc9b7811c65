"""Numbers in words and figures, in each language of the phrasebook."""

import pytest

from workspace.translation.checking.folding import fold
from workspace.translation.checking.numerals import tokens
from workspace.translation.checking.quantities import items


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "two hundred and thirty-four", 234), ("en", "three thousand five hundred", 3500),
        ("pl", "dwieście trzydzieści cztery", 234), ("ro", "două sute treizeci și patru", 234),
        ("es", "doscientos treinta y cuatro", 234), ("pt", "duzentos e trinta e quatro", 234),
        ("fr", "soixante-dix-sept", 77), ("fr", "quatre-vingt-dix-neuf", 99),
        ("fr", "deux cent trente-quatre", 234), ("uk", "двісті тридцять чотири", 234),
        ("ar", "خمسة وعشرون", 25), ("ar", "خمسة عشر", 15), ("ur", "پینسٹھ", 65),
        ("bn", "আটানব্বই", 98), ("so", "labaatan iyo shan", 25), ("bn", "৪৫", 45), ("ar", "٤٥", 45),
        ("en", "1,250", 1250), ("es", "1.250,50", 1250.5), ("pl", "1 250", 1250),
        ("fr", "12,5", 12.5),
    ],
)  # fmt: skip
def test_a_number_has_one_value(language: str, text: str, value: float) -> None:
    assert [t.number for t in tokens(fold(text), language)] == [value]


@pytest.mark.parametrize(
    ("language", "text", "hour", "minute"),
    [
        ("en", "quarter to three", 2, 45), ("pl", "za kwadrans trzecia", 2, 45),
        ("es", "las tres menos cuarto", 2, 45), ("fr", "trois heures moins le quart", 2, 45),
        ("uk", "за чверть третя", 2, 45), ("ur", "پونے تین بجے", 2, 45),
        ("bn", "পৌনে তিনটায়", 2, 45),
        ("ro", "trei fără un sfert", 2, 45), ("ar", "الثالثة إلا الربع", 2, 45),
        ("pl", "wpół do trzeciej", 2, 30), ("uk", "пів на третю", 2, 30),
        ("bn", "আড়াইটায়", 2, 30),
    ],
)  # fmt: skip
def test_a_time_in_words(language: str, text: str, hour: int, minute: int) -> None:
    times = {v for item in items(fold(text), language) for kind, v in item.may if kind == "t"}
    assert hour * 60 + minute in times
