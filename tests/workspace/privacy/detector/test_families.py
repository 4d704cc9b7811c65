"""English addresses inside families' languages, and ages in their spoken forms."""

import pytest

from tests.workspace.privacy.detector.marked import left_open


@pytest.mark.parametrize(
    ("language", "example"),
    [
        ("ro", "fratele meu sta pe ⟦whitecross road numărul patruzeci⟧"),
        ("pl", "mieszkamy przy ⟦14 Larkspur Close⟧ od maja"),
        ("es", "vivimos en ⟦marine parade 12⟧ desde mayo"),
        ("uk", "живемо на ⟦глостер террас сорок два⟧ третій поверх"),
        ("ur", "ہمارا گھر ⟦لمب لین⟧ ہے"),
        ("ar", "نسكن في ⟦لينثورب رود رقم ١٦٤⟧"),
        ("ur", "main ⟦6 saal⟧ ki hun"),
        ("ar", "akhoya 3ando ⟦12 sana⟧ w saken"),
        ("uk", "мені ⟦десять⟧ і я хочу додому"),
        ("ro", "Copil: n. ⟦22.07.2021⟧, număr NHS ⟦622 914 8873⟧"),
    ],
)
def test_it_is_hidden(language: str, example: str) -> None:
    assert left_open(example, before="", language=language) == ""
