"""The checks of a translated segment: wrong ones are flagged, right ones are left alone."""

import pytest

from workspace.translation.checking import EXPLAINED, check
from workspace.translation.languages import PHRASEBOOK


def kinds(source: str, target: str, pair: str = "en-es") -> set[str]:
    one, other = pair.split("-")
    return {f.kind for f in check(source, target, source_language=one, target_language=other)}


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("en-pl", "We meet at half past two.", "Spotykamy się o wpół do trzeciej."),
        ("en-pl", "We meet at half past two.", "Spotykamy się o 14:30."),
        ("en-ur", "Come at 2.30 pm.", "دوپہر ڈھائی بجے آئیں۔"),
        (
            "en-uk",
            "The clinic opens at half past eight.",
            "Клініка відкривається о пів на дев'яту.",
        ),
        ("en-ar", "Two days ago", "قبل يومين"),
        ("en-bn", "We can give you £50.", "আমরা আপনাকে ৫০ পাউন্ড দিতে পারি।"),
        ("en-pt", "Come on 3 May.", "Venha no dia 3/05."),
        ("en-ro", "You owe £1,250.", "Datorați 1.250 de lire."),
        ("fr-en", "Elle a quatre-vingt-douze ans.", "She is ninety-two."),
        ("en-so", "She is eleven years old.", "Waa kow iyo toban jir."),
        ("en-es", "He has a brother.", "Tiene un hermano."),
        ("pl-en", "Nikt nic nie wiedział.", "Nobody knew anything."),
        ("en-es", "It is unsafe.", "No es seguro."),
        ("en-fr", "He is only four.", "Il n'a que quatre ans."),
        ("en-pl", "Feel free to call us.", "Proszę się nie wahać i dzwonić."),
        ("en-pl", "Adam saw his sister.", "Siostra spotkała się z Adamem."),
        ("en-ar", "Fatima lives with Yusuf.", "تعيش فاطمة مع يوسف."),
        ("en-es", "Hospital", "Hospital"),
        ("en-so", "Do you need an interpreter?", "Ma u baahan tahay turjubaan?"),
    ],
)
def test_right_translations_are_left_alone(pair: str, source: str, target: str) -> None:
    assert kinds(source, target, pair) == set()


@pytest.mark.parametrize(
    ("kind", "pair", "source", "target"),
    [
        ("numbers", "en-es", "She has 15 toys.", "Tiene 50 juguetes."),
        ("numbers", "en-ar", "Two days ago", "قبل ثلاثة أيام"),
        ("numbers", "en-fr", "Call 020 7946 0123.", "Appelez le 020 7946 0132."),
        ("times", "en-es", "We meet at 14:30.", "Nos vemos a las 4:30."),
        ("times", "en-pl", "We meet at half past two.", "Spotykamy się o wpół do drugiej."),
        ("dates", "en-pt", "Come on 3 May.", "Venha no dia 3 de março."),
        ("dates", "en-bn", "Come on Monday.", "মঙ্গলবার আসুন।"),
        ("amounts", "en-ro", "You get £50.", "Primiți 15 lire."),
        ("amounts", "en-fr", "You get £50.", "Vous recevez 50 euros."),
        ("name_lost", "en-pl", "[CHILD_K7M] is here.", "Dziecko jest tutaj."),
        ("name_added", "en-pl", "The child is here.", "[CHILD_K7M] jest tutaj."),
        ("name_lost", "en-ar", "Fatima lives with Yusuf.", "تعيش فاطمة مع إبراهيم."),
        ("negation", "en-es", "You must not go there.", "Debe ir allí."),
        ("negation", "uk-en", "Я хочу додому.", "I do not want to go home."),
        ("untranslated", "en-pl", "Please sit down here.", "Please sit down here."),
        ("untranslated", "en-es", "We will call you tomorrow morning.",
         "Le llamaremos tomorrow morning."),
        ("wrong_language", "en-uk", "Where is the doctor?", "Где ближайший врач?"),
        ("wrong_language", "en-ur", "Where is the nearest doctor?", "أين أقرب طبيب؟"),

         ("repetition", "en-fr", "How are you?",
         "Comment allez-vous allez-vous allez-vous allez-vous ?"),
        ("length", "en-es", "If you do not understand, ask for help. It is free of charge.",
         "Si no entiende, pida ayuda."),
        ("threat", "en-ar", "We will call you tomorrow.", "سأقتلك غدًا."),
        ("self_harm", "en-pl", "I went home by bus.", "Chcę zrobić sobie krzywdę."),
        ("self_harm", "en-es", "He wanted to kill himself.", "Quería irse a casa."),
    ],
)  # fmt: skip
def test_wrong_translations_are_flagged(kind: str, pair: str, source: str, target: str) -> None:
    assert kind in kinds(source, target, pair)


def test_a_detail_says_what_differs() -> None:
    (flag,) = check(
        "She has 15 toys.", "Tiene 50 juguetes.", source_language="en", target_language="es"
    )
    assert "15" in flag.detail
    assert "50" in flag.detail


@pytest.mark.parametrize(
    "target", ["", " ", "\x00", "¿", "٣", "\u202e", "a" * 5000, "🙂" * 50, "[", "12:"]
)
@pytest.mark.parametrize("to", PHRASEBOOK[1:])
def test_no_text_is_too_odd_and_every_kind_is_explained(target: str, to: str) -> None:
    flags = check("Hello.", target, source_language="en", target_language=to)
    flags += check(target, "Hello.", source_language=to, target_language="en")
    assert {f.kind for f in flags} <= set(EXPLAINED)
