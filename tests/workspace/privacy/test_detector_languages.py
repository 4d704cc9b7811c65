"""What families write in their own languages: people, whatever the case; ages; dates of birth."""

import pytest

from workspace.privacy.detector import DetectionFailed, detect


def found(text: str, language: str, label: str) -> list[str]:
    spans = detect(text, language=language)
    return [text[span.start : span.end] for span in spans if span.label == label]


@pytest.mark.parametrize(
    ("language", "text", "people"),
    [
        ("es", "Mi hijo Mateo vive con su abuela Carmen Rodríguez.", ["Mateo", "Carmen Rodríguez"]),
        ("pl", "Rozmawiałam z Kasią, a Marka Nowaka nie było.", ["Kasią", "Marka Nowaka"]),
        ("ro", "Copilul Andrei stă la doamna Ionescu.", ["Andrei", "Ionescu"]),
        ("pt", "A minha filha Beatriz está com o João Ferreira.", ["Beatriz", "João Ferreira"]),
        ("fr", "Mon fils Mathis est chez madame Lefebvre.", ["Mathis", "Lefebvre"]),
        ("ar", "أنا والدة محمد وأنا مع أختي فاطمة", ["محمد", "فاطمة"]),
        ("uk", "Мій син Андрій живе з Оленою Шевченко.", ["Андрій", "Оленою Шевченко"]),
        ("tr", "Oğlum Mehmet'i okula Ayşe Yılmaz götürüyor.", ["Mehmet", "Ayşe Yılmaz"]),
        ("ur", "میرا بیٹا علی اور میری بیٹی فاطمہ گھر پر ہیں۔", ["علی", "فاطمہ"]),
    ],
)
def test_people_are_found(language: str, text: str, people: list[str]) -> None:
    assert found(text, language, "PERSON") == people


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "La reunión es el martes a las diez en el consejo."),
        ("pl", "Spotkanie jest we wtorek o dziesiątej w szkole."),
        ("fr", "Le rendez-vous est mardi à dix heures, merci."),
        ("uk", "Зустріч у вівторок о десятій у школі."),
        ("tr", "Toplantı salı günü saat onda okulda."),
        ("ar", "الاجتماع يوم الثلاثاء في المدرسة"),
    ],
)
def test_ordinary_text_stays(language: str, text: str) -> None:
    assert detect(text, language=language) == []


@pytest.mark.parametrize(
    ("language", "text", "label", "item"),
    [
        ("es", "Nació el 3 de abril de 2015 en Quito.", "DOB", "3 de abril de 2015"),
        ("pl", "Data urodzenia: 03.04.2015", "DOB", "03.04.2015"),
        ("fr", "Il a sept ans et demi.", "AGE", "sept ans et demi"),
        ("uk", "Йому шість років.", "AGE", "шість років"),
        ("ar", "رقمي ٠٧٧٠٠٩٠٠١٢٣ اتصلوا بي", "PHONE", "٠٧٧٠٠٩٠٠١٢٣"),
        ("tr", "Kızım altı yaşında.", "AGE", "altı yaşında"),
    ],
)
def test_dates_ages_and_numbers(language: str, text: str, label: str, item: str) -> None:
    assert found(text, language, label) == [item]


def test_a_language_without_a_model_is_refused() -> None:
    with pytest.raises(DetectionFailed):
        detect("Bore da, Angharad", language="cy")
