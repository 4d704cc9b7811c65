"""What the families' languages call a mother, a name or a date of birth, where it is a label.

Labels alone: "Anne" is Turkish for mother, and a name.
"""

from typing import Final

import regex

_ROLES: Final = {
    "MOTHER": "الأم; الام; أم; ام; الوالدة; والدة; madre; mamá; mère; maman; matka; mama; mãe; "
    "mamă; anne; annesi; мати; мама; والدہ; ماں; امی",
    "FATHER": "الأب; الاب; أب; اب; الوالد; والد; padre; papá; père; papa; ojciec; tata; pai; tată; "
    "tatăl; baba; babası; батько; тато; باپ; ابو",
    "CHILD": "الطفل; الطفلة; طفل; طفلة; الابن; الابنة; ابن; ابنة; الولد; البنت; niño; niña; hijo; "
    "hija; menor; enfant; fils; fille; dziecko; syn; córka; criança; filho; filha; copil; copilul; "
    "fiu; fiică; çocuk; oğul; oğlu; kızı; дитина; син; дочка; донька; بچہ; بچی; بیٹا; بیٹی",
    "SIBLING": "الأخ; الأخت; الاخ; الاخت; أخ; أخت; اخ; اخت; شقيق; شقيقة; hermano; hermana; frère; "
    "sœur; soeur; brat; siostra; irmão; irmã; frate; soră; kardeş; kardeşi; abla; ağabey; "
    "erkek kardeş; kız kardeş; брат; сестра; بھائی; بہن",
    "GRANDMOTHER": "الجدة; جدة; abuela; grand mère; babcia; avó; bunică; bunica; büyükanne; "
    "babaanne; anneanne; бабуся; دادی; نانی",
    "GRANDFATHER": "الجد; جد; abuelo; grand père; dziadek; avô; bunic; bunicul; dede; büyükbaba; "
    "дідусь; دادا; نانا",
}
_FIELDS: Final = {
    "name": "الاسم; اسم; الاسم الكامل; nombre completo; nombre y apellidos; nom complet; "
    "nom et prénom; imię i nazwisko; nome completo; nume complet; nume și prenume; ad soyad; "
    "adı soyadı; isim; піб; نام; پورا نام",
    "given": "nombre; prénom; imię; nome; prenume; ad; adı; імя",
    "surname": "apellido; apellidos; nom; nom de famille; nazwisko; apelido; sobrenome; nume; "
    "nume de familie; soyad; soyadı; прізвище",
    "role": "صلة القرابة; العلاقة; parentesco; relación; lien; lien de parenté; pokrewieństwo; "
    "relação; relație; rudenie; yakınlık; родинний звязок; رشتہ",
    "DOB": "تاريخ الميلاد; تاريخ الولادة; fecha de nacimiento; date de naissance; né le; née le; "
    "data urodzenia; data de nascimento; data nașterii; data naşterii; data nasterii; "
    "doğum tarihi; дата народження; تاریخ پیدائش",
}


def _by_word(lists: dict[str, str]) -> dict[str, str]:
    return {word.strip(): kind for kind, said in lists.items() for word in said.split(";")}


HEADINGS: Final = _by_word(_FIELDS)
"""Plain heading -> field."""
_ROLE_OF: Final = _by_word(_ROLES)


def role_of(label: str) -> str:
    """Return the role that a label states in one of these languages, or ""."""
    plain = regex.sub(r"[^\p{L}\p{N}]+", " ", label.lower().replace("\u0307", ""))
    return _ROLE_OF.get(plain.strip(), "")
