"""Needles in the languages and scripts that families write: who they are, what is said."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Needle:
    """A mother and a child of one family, and a text about both; `text` names each twice."""

    language: str
    mother: str
    child: str
    frame: str
    phone: str

    @property
    def text(self) -> str:
        return self.frame.format(mother=self.mother, child=self.child, phone=self.phone)

    @property
    def words(self) -> list[str]:
        """What may be found nowhere: every word of the names, and the number."""
        return [*self.mother.split(), *self.child.split(), self.phone.replace(" ", "")[-6:]]


NEEDLES: Final = (
    Needle("es", "Carmenchu Etxeberria", "Iñaki Etxeberria",
           "Mi hijo {child} vive con su madre {mother}. {child} llama al {phone}. {mother} llora.",
           "07700 900701"),
    Needle("pl", "Bożena Brzęczyszczykiewicz", "Żegota Brzęczyszczykiewicz",
           "Mój syn {child} jest w domu. Matka {mother} dzwoni: {phone}. {mother} i {child} śpią.",
           "07700 900702"),
    Needle("ro", "Smaranda Țuțuianu", "Răzvan Țuțuianu",
           "Fiul meu {child} stă cu mama {mother}. Telefon {phone}. {child} și {mother} dorm.",
           "07700 900703"),
    Needle("pt", "Conceição Figueirôa", "Estêvão Figueirôa",
           "O meu filho {child} vive com a mãe {mother}. Tel. {phone}. {child} e {mother} dormem.",
           "07700 900704"),
    Needle("fr", "Maëlys Kerguélen", "Gwénaël Kerguélen",
           "Mon fils {child} vit avec sa mère {mother}. Téléphone {phone}. {child} et {mother}.",
           "07700 900705"),
    Needle("ar", "شهرزاد البغدادي", "جلنار البغدادي",
           "أنا والدة {child} واسمي {mother} ورقمي {phone} قالت {mother} إن {child} مريضة",
           "07700 900706"),
    Needle("uk", "Соломія Перебийніс", "Святослав Перебийніс",
           "Мій син {child} живе з мамою. Мене звати {mother}, телефон {phone}. {mother}, {child}.",
           "07700 900707"),
    Needle("ur", "زرمینہ یوسفزئی", "شاہنواز یوسفزئی",
           "میرا بیٹا {child} گھر پر ہے۔ میرا نام {mother} ہے، فون {phone}۔ {mother} اور {child}",
           "07700 900708"),
    Needle("tr", "Şehrazat Karabıyıkoğlu", "İlbilge Karabıyıkoğlu",
           "Oğlum {child} evde. Benim adım {mother}, telefon {phone}. {child} ve {mother} uyuyor.",
           "07700 900709"),
)  # fmt: skip
