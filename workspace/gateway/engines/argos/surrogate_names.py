"""Plainly usual first names to lend to a model, as different scripts and languages write them.

Each name has one row; a row's spellings all mean that name and no spelling is in two rows. The
first spelling of a script is the one to write in it, the others are only ever read. A name that is
also a word in a language that reads it (Anna is "I" in Arabic letters, Adam a man in Turkish)
has no row: it would be found where it was lost.
"""

from typing import Final

from workspace.privacy.roles import PERSON_ROLES

FEMALE: Final = (
    "Elena Helena Eléna Олена Елена Хелена إيلينا ايلينا ایلینا ہیلینا Έλενα"
    " এলেনা হেলেনা एलेना अलेना אלנה 埃琳娜",
    "Maria María Marija Mária Марія Мария Марија ماريا ماریا ماریہ Μαρία মারিয়া मारिया מריה 玛丽亚",
    "Laura Laure Лаура Лора لورا لاورا Λάουρα লরা লরা लॉरा लौरा לורה 劳拉",
    "Diana Diane Діана Диана ديانا ڈیانا Νταϊάνα ডায়ানা डायना דיאנה 黛安娜",
    "Nina Ніна Нина نينا نینا Νίνα নিনা नीना נינה 尼娜",
    "Sofia Sofía Sophia Sophie Zofia Софія София صوفيا صوفیہ Σοφία সোফিয়া सोफिया סופיה 索菲亚",
)
MALE: Final = (
    "Victor Viktor Víctor Wiktor Віктор Виктор فيكتور ویکتور وکٹر Βίκτωρ"
    " Βίκτορας ভিক্টর विक्टर ויקטור 维克多",
    "Daniel Dániel Danielius Даниїл Даніель Дэниел Даниэль Даниел دانيال دانيل دانیال ڈینیئل"
    " Ντάνιελ Δανιήλ ড্যানিয়েল ড্যানিয়েল डैनियल דניאל 丹尼尔",
    "Martin Martín Márton Мартін Мартин مارتن مارتين مارٹن Μάρτιν মার্টিন मार्टिन מרטין 马丁",
    "Robert Roberto Róbert Роберт روبرت رابرٹ Ρόμπερτ রবার্ট रॉबर्ट רוברט 罗伯特",
    "Peter Pedro Piotr Pierre Петро Пётр Петр Питер بيتر پیٹر Πέτρος Πίτερ পিটার पीटर פיטר 彼得",
    "Oscar Óscar Oskar Оскар أوسكار اوسكار آسکر Όσκαρ অস্কার ऑस्कर אוסקר 奥斯卡",
)
PLACES: Final = (
    "Berlin Berlín Berlino Berlim Berlinie Берлін Берлин برلين برلن Βερολίνο"
    " বার্লিন बर्लिन ברלין 柏林",
    "Madrid Madryt Madryd Мадрид مدريد میڈرڈ Μαδρίτη মাদ্রিদ मैड्रिड מדריד 马德里",
    "Oslo Осло أوسلو اوسلو اوسلو Όσλο অসলো ओस्लो אוסלו 奥斯陆",
    "Toronto Торонто تورونتو ٹورنٹو Τορόντο টরন্টো टोरंटो טורונטו 多伦多",
)

_FEMALE_ROLES: Final = frozenset(("MOTHER", "STEPMOTHER", "GRANDMOTHER", "AUNT"))
_MALE_ROLES: Final = frozenset(("FATHER", "STEPFATHER", "GRANDFATHER", "UNCLE"))
_PLACE_ROLES: Final = frozenset(("PLACE", "SCHOOL"))
_PERSON_ROLES: Final = frozenset(PERSON_ROLES) - {"FAMILY"}


def candidates(role: str, *, is_male: bool) -> tuple[str, ...]:
    """Rows to choose from for a role, the best first; none for what only a number can stand for.

    `is_male` decides where the role does not.
    """
    if role in _PERSON_ROLES:
        male = role in _MALE_ROLES or (is_male and role not in _FEMALE_ROLES)
        return MALE if male else FEMALE
    return PLACES if role in _PLACE_ROLES else ()
