"""Dates of birth, ages and numbers as families' languages lead up to them."""

from typing import Final

from workspace.privacy.detector.rule import Rule, rule

from .counting import either

_DIGIT = r"[0-9٠-٩۰-۹]"
_DATE = (
    rf"(?:{_DIGIT}{{1,2}} ?[./\- ] ?{_DIGIT}{{1,2}} ?[./\- ] ?{_DIGIT}{{2,4}}"
    rf"|{_DIGIT}{{4}}[./-]{_DIGIT}{{1,2}}[./-]{_DIGIT}{{1,2}}"
    rf"|{_DIGIT}{{1,2}}\.? (?:de |d['’])?\p{{L}}{{3,12}}\.?"
    rf"(?: (?:de |del )?{_DIGIT}{{4}})(?: ?[rp]\.)?)"
)
_BORN = (
    r"(?:n\.(?= ?\d)|fecha de nacimiento|nacid[oa]|naci[óo]|nac\.|f\. ?nac|data de nascimento|"
    r"nascid[oa]|"
    r"nasceu|n[ée]e?|date de naissance|ur\.|urodzon[yae]\w*|urodził\w*|data urodzenia|"
    r"n[ăa]scut[ăa]?|data na[șsş]terii|doğum tarihi\w*|dogum tarihi\w*|doğumlu|doğdu|"
    r"д\.? ?н\.|дата народження|народи(?:вся|лася|лась|вшись)|народжен(?:ий|а|ня)|"
    r"تاريخ (?:الميلاد|الولادة|ميلاده|ميلادها)|مواليد|ولد(?:ت|تُ)?|"
    r"تاریخ پیدائش|پیدا|پیدائش|dob|d\.o\.b\.?|born)"
)
UNIT_ABROAD: Final = (
    r"(?:años|añitos|añ?itos|meses|mes|anos|aninhos|ans|mois|lat|latek|lata|rok|roku|miesięcy|"
    r"miesiące|tygodni|ani|ăni|luni|yaşında\w*|yasinda\w*|yaş\w*|aylık|років|роки|рік|рочків|рочки|"
    r"місяців|місяці|sana|saneh|saal|sal|mahin[ae]|mahinay|سنة|سنوات|سنين|عام[اًا]?|أعوام|اعوام|"
    r"شهر[اً]?|أشهر|اشهر|شهور|سال|ماہ|مہینے|برس)"
)
_NUMBER = (
    r"(?:[0-9٠-٩۰-۹]{1,2}|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|"
    r"quince|dieciséis|diecisiete|dois|duas|três|quatro|sete|oito|nove|dez|onze|doze|treze|"
    r"catorze|quinze|"
    r"dezasseis|dezasseis|dezesseis|dezassete|dezessete|deux|trois|quatre|cinq|six|sept|huit|"
    r"neuf|dix|onze|"
    r"douze|treize|quatorze|seize|dwa|trzy|cztery|pięć|sześć|siedem|osiem|dziewięć|dziesięć|"
    r"jedenaście|dwanaście|trzynaście|czternaście|piętnaście|szesnaście|doi|două|trei|patru|cinci|"
    r"șase|sase|șapte|sapte|opt|nouă|noua|zece|unsprezece|doisprezece|treisprezece|paisprezece|"
    r"cincisprezece|șaisprezece|iki|üç|dört|beş|altı|yedi|sekiz|dokuz|on|on iki|on üç|on dört|"
    r"on yedi|on sekiz|"
    r"on beş|on altı|два|три|чотири|п['’ʼ]ять|шість|сім|вісім|дев['’ʼ]ять|десять|дванадцять|"
    r"тринадцять|чотирнадцять|п['’ʼ]ятнадцять|шістнадцять|خمس|ست|سبع|ثمان|ثماني|تسع|عشر|ثلاث|أربع|"
    r"دو|تین|چار|پانچ|چھ|سات|آٹھ|نو|دس|گیارہ|بارہ|تیرہ|چودہ|پندرہ)"
)
_HALF = r"(?: (?:y medio|e meio|et demie?|i pół|și jumătate|si jumatate|ve yarım))?"

_STREET = either(
    "road rd street st avenue ave lane close drive crescent terrace grove gardens court way place "
    "walk row mews parade range hill square"
)
_ABROAD = either(
    "роуд роад стріт стрит авеню лейн лейні клоуз драйв кресент терас террас гарденс گارڈنز روڈ "
    "رود "
    "سٹریٹ اسٹریٹ لین ایونیو کلوز ٹیرس ڈرائیو کریسنٹ ستريت لاين أفنيو افنيو كلوز تيراس درايف "
    "كريسنت غروف"
)
_HOUSE = (
    r"(?:,? (?:n[ºo°r]\.? ?|nr\.? |num[ăe]rul |número |numer |numéro |رقم |نمبر |№ ?|буд\.? ?|"
    r"no:? ?)?"
    r"(?:[0-9٠-٩۰-۹]{1,4}[a-z]?|(?<=(?:numărul|número|numer|numéro) )\p{L}+(?: (?:și|y|e|et) "
    r"\p{L}+)?))"
)
_TENS_ABROAD = r"(?: (?:двадцять|тридцять|сорок|п['’ʼ]ятдесят|шістдесят|сімдесят)(?: \p{L}+)?)"

FAMILIES: Final[tuple[Rule, ...]] = (
    rule(
        "ADDRESS",
        rf"(?<!\w)(?P<v>(?!(?:family|high|county|crown|youth|home) )(?:\d{{1,4}}[a-z]?,? )"
        rf"?(?:(?-i:[A-Z])[a-z'’-]+ )?[a-z'’-]{{3,}} (?:{_STREET})(?!\w)"
        rf"{_HOUSE}?)(?!\w)",
        0.75,
        at=_STREET.split("|"),
        reach=3,
    ),
    rule(
        "ADDRESS",
        rf"(?<!\w)(?P<v>(?:\p{{L}}+ )?\p{{L}}{{3,}} (?:{_ABROAD})(?!\p{{L}})(?:{_HOUSE}|"
        rf"{_TENS_ABROAD})?)"
        r"(?!\w)",
        0.7,
        at=_ABROAD.split("|"),
        reach=2,
    ),
    rule(
        "ADDRESS",
        r"(?<!\w)(?P<v>\d{1,4}[a-z]? (?-i:[A-Z][a-z'’-]+ [A-Z][a-z'’-]+, [A-Z][a-z'’-]+))(?!\w)",
        0.75,
        at="#",
    ),
    rule(
        "AGE",
        rf"(?<!\w)(?:мені|йому|їй|синові|доньці|дочці|меншому|старшому|старшій|менший|старший) "
        rf"(?:вже |майже |тільки |лише )?(?P<v>{_NUMBER})(?!\p{{L}})",
        0.7,
        at="мені йому їй синові доньці дочці меншому старшому старшій менший старший".split(),
    ),
    rule("DOB", rf"(?<!\w){_BORN}(?!\p{{L}})[^\n]{{0,24}}?(?<![\d٠-٩۰-۹])(?P<v>{_DATE})", 0.95),
    rule(
        "DOB",
        rf"(?<![\d٠-٩۰-۹])(?P<v>{_DATE})(?:['’]?\p{{L}}{{1,4}})? (?:doğumlu|doğdu|کو پیدا)",
        0.95,
    ),
    rule("DOB", rf"(?<![\d٠-٩۰-۹])(?P<v>{_DATE})(?= ?(?:р\. ?н\.|року народження))", 0.95),
    rule(
        "PASSPORT",
        r"(?<!\w)(?:paszport\w*|pasaporte|passeport|passaporte|pașaport\w*|pasaport\w*|паспорт\w*|"
        r"جواز(?: ال?سفر\w*)?|پاسپورٹ)[^\n\d]{0,20}?(?<!\w)"
        r"(?P<v>[A-ZА-ЯІЇЄ]{1,3} ?\d{5,9}|\d{8,9})(?!\w)",
        0.95,
    ),
    rule("AGE", rf"(?<!\w)(?P<v>{_NUMBER}{_HALF}[ -]?{UNIT_ABROAD}{_HALF})(?!\p{{L}})", 0.8),
    rule("PHONE", r"(?<![\w٠-٩۰-۹])(?P<v>\+?[٠-٩۰-۹](?:[ -]?[٠-٩۰-۹]){7,14})(?![٠-٩۰-۹])", 0.9),
)
