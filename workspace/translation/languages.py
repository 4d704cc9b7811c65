"""The languages families speak: what each calls itself, how it is written, what we hold of it.

Codes are ISO 639-1, as Argos packages use them. Plain Python.
"""

from dataclasses import dataclass
from typing import Final, Literal

Script = Literal[
    "Latin", "Arabic", "Cyrillic", "Bengali", "Greek", "Gurmukhi", "Gujarati", "Tamil", "Ethiopic",
    "Devanagari", "Han", "Hebrew",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str
    """In English."""
    own_name: str
    """In itself, in its own script."""
    script: Script = "Latin"
    dialects: tuple[str, ...] = ()
    """To be asked about before an interpreter is booked: speakers may not understand each other."""

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """For the `dir` attribute of whatever shows it."""
        return "rtl" if self.script in ("Arabic", "Hebrew") else "ltr"


_ALL: Final = (
    Language("en", "English", "English"),
    Language("pl", "Polish", "Polski"),
    Language("ro", "Romanian", "Română", dialects=("Romanian", "Moldovan")),
    Language(
        "ar",
        "Arabic",
        "العربية",
        "Arabic",
        ("Levantine", "Iraqi", "Egyptian", "Gulf", "Sudanese", "Maghrebi"),
    ),
    Language("ur", "Urdu", "اردو", "Arabic"),
    Language("uk", "Ukrainian", "Українська", "Cyrillic"),
    Language("es", "Spanish", "Español"),
    Language("pt", "Portuguese", "Português", dialects=("European", "Brazilian")),
    Language("fr", "French", "Français"),
    Language("bn", "Bengali", "বাংলা", "Bengali", ("Standard", "Sylheti")),
    Language("so", "Somali", "Soomaali", dialects=("Northern", "Maay")),
    Language("sq", "Albanian", "Shqip"),
    Language("bg", "Bulgarian", "Български", "Cyrillic"),
    Language("zh", "Chinese", "中文", "Han", ("Mandarin", "Cantonese", "Hakka")),
    Language("cs", "Czech", "Čeština"),
    Language("de", "German", "Deutsch"),
    Language("el", "Greek", "Ελληνικά", "Greek"),
    Language("hi", "Hindi", "हिन्दी", "Devanagari"),
    Language("hu", "Hungarian", "Magyar"),
    Language("it", "Italian", "Italiano"),
    Language("lt", "Lithuanian", "Lietuvių"),
    Language("lv", "Latvian", "Latviešu"),
    Language("fa", "Persian", "فارسی", "Arabic", ("Farsi", "Dari", "Hazaragi")),
    Language("ru", "Russian", "Русский", "Cyrillic"),
    Language("sk", "Slovak", "Slovenčina"),
    Language("tr", "Turkish", "Türkçe"),
    Language("am", "Amharic", "አማርኛ", "Ethiopic"),
    Language("gu", "Gujarati", "ગુજરાતી", "Gujarati"),
    Language("ku", "Kurdish", "Kurdî", dialects=("Kurmanji", "Sorani")),
    Language("ps", "Pashto", "پښتو", "Arabic"),
    Language("pa", "Punjabi", "ਪੰਜਾਬੀ", "Gurmukhi", ("Indian", "Pakistani")),
    Language("ta", "Tamil", "தமிழ்", "Tamil"),
    Language("ti", "Tigrinya", "ትግርኛ", "Ethiopic"),
    Language("vi", "Vietnamese", "Tiếng Việt"),
    Language("cy", "Welsh", "Cymraeg"),
)

LANGUAGES: Final = {language.code: language for language in _ALL}

PHRASEBOOK: Final = ("en", "pl", "ro", "ar", "ur", "uk", "es", "pt", "fr", "bn", "so")
"""Languages of the phrasebook, English first. The checks know each of them."""

WITHOUT_PACKS: Final = ("cy", "so", "ps", "fa", "ku", "ti", "am", "pa", "gu", "ta", "vi")
"""Spoken by families and missing, in whole or in a dialect, from the public Argos index."""


def language(code: str) -> Language:
    """Return the language of an ISO 639-1 code. Raises KeyError for one that is not listed."""
    return LANGUAGES[code]
