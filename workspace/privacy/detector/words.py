"""Words that are never a person's name by themselves, and words that state a role.

Lists, not code: whoever meets a wrong mask adds a word here.
"""

from typing import Final

_FUNCTION_WORDS = """
a about above across after again against ago all almost alone along already also although always
am an and another any anyone anything are around as ask asked asks at away back be became because
been before began behind being below beside between both but by call called came can cannot come
could currently did do does doing done down due during each either else ended even ever every
explained feel feels felt few first for found from further gave get gets getting given go goes
going gone got had has have having he her here hers herself him himself his how however i if in
into is it its itself just keep kept knew know known last later left less let like likes look
looked made make many may me meanwhile might more most much must my myself near need needs never
new next no nobody none nor not nothing now of off often old on once one only onto or other our
out over own please put rather really reported reports said same saw say says see seems seen sent
shall she should since so some someone soon spoke started states stated still such take taken
tell than that the their them then there these they thing this those though through till to today
together told tomorrow too took toward towards two under unless until up upon us very via visited
want wants was we well went were what when where whether which while who whom whose why will with
within without would yes yesterday yet you your yours three four five six
has's attended attends agreed advised added confirmed disclosed discussed lives living stays
thinks thought tried turned unfortunately wishes works worked writes wrote hi hello hey dear thanks
thank regards sincerely faithfully best kind many cc re fw fwd subject date time
"""

_CALENDAR = """
monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat
sun january february march april june july august september october november december jan feb mar
apr jun jul aug sep sept oct nov dec christmas easter eid ramadan diwali hanukkah spring autumn
winter term week weekend month year half-term halfterm bank holiday morning afternoon evening night
"""

_FIELD_WORDS = """
section act children child's childs order plan review meeting conference strategy assessment form
report record records case note notes file visit contact referral team service services social
care worker health visitor school nurse teacher police court family parent parents mother mum
father dad mam sibling siblings brother sister grandmother grandfather nan gran aunt uncle cousin
partner carer carers foster guardian friend neighbour child baby boy girl son daughter officer
manager chair doctor gp midwife solicitor headteacher head senco dsl lado mash camhs ofsted cafcass
nspcc ehcp ehc cin cp lac icpc rcpc pep iro sw ssw hv fsw send dv da mdt tac taf idva marac cce
cse nhs gcse pru ta uasc pupil student tbc tbd n/a na unknown none name names age dob address
present apologies attendees actions action outcome outcomes decision decisions summary background
concern concerns risk risks strengths wishes feelings views analysis chronology genogram minutes
agenda item discussion recommendation recommendations conclusion details house home hospital centre
council borough county city town street road english urdu arabic polish somali punjabi romanian
bengali turkish british muslim christian catholic jewish hindu sikh islam god mr mrs ms miss mx dr
prof pc dc ds sgt legal childcare early help support key level initial core group private fostering
adoption panel local authority duty threshold supervision key safety working together interpreter
protection sexual criminal exploitation arrangements looked partnership agencies group
development wellbeing mental adult emotional physical practitioner educational psychology absence
safety visitor visitors nurses teachers pupils benefit trust minister guarantee reg tel mob email
ewfc ewhc ewca ewcop uksc ukhl ukut
maternal paternal step half ex late unborn eldest youngest older younger primary secondary
"""


_SCHOOL_WORDS = """
primary secondary junior infant infants nursery high special virtual mainstream boarding private
independent state faith grammar free community catholic church england c.e rc ce pre-school
preschool playgroup school schools academy academies college sixth form further higher education
different local whole day head headteacher deputy teacher designated safeguarding lead senco mum
dad mother father home care child children children's childrens muslim jewish religious village
town city middle upper lower art medical alternative provision saturday arabic mosque language
early years breakfast club big small good bad great little miss missed missing missed start
starting leave leaving late mr mrs ms dr pc pupil referral unit stage his/her pre post summer
holiday autumn reception year class lots full time part outside inside boys girls boys' girls'
mixed sex current previous former feeder moved moving attending finish finished finishing hate
hates love loves walk walks walking
"""

_COUNTED_WORDS = """
minutes minute hours hour days weeks months years year old children child boys girls people miles
mile metres pm am per pupils students adults cars men women kids times
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


MONTHS_AND_DAYS: Final = _words(_CALENDAR)
FUNCTION_WORDS: Final = _words(_FUNCTION_WORDS)
NOT_NAMES: Final = FUNCTION_WORDS | MONTHS_AND_DAYS | _words(_FIELD_WORDS)

SCHOOL_WORDS: Final = FUNCTION_WORDS | MONTHS_AND_DAYS | _words(_SCHOOL_WORDS)
"""A school's name needs at least one word that is not here."""
COUNTED_WORDS: Final = _words(_COUNTED_WORDS)
"""What a number counts when it is not a house number: "3 boys on the road"."""

STATED_ROLES: Final[dict[str, str]] = {
    "STEPMOTHER": r"step[- ]?(?:mother|mum|mom|mam)",
    "STEPFATHER": r"step[- ]?(?:father|dad)",
    "GRANDMOTHER": r"(?:great[- ]?)?grand(?:mother|mum|ma)|gran(?:ny|nie)?|nan(?:a|ny|i)?|[mp]gm|"
    r"(?:maternal|paternal) gm",
    "GRANDFATHER": r"(?:great[- ]?)?grand(?:father|dad|pa|ad)|[mp]gf|(?:maternal|paternal) gf|"
    r"taid|dadu",
    "CARER": r"foster[- ](?:carer|mother|mum|father|dad|parent)s?|(?:kinship |respite )?carers?|"
    r"childminder|child minder|special guardian",
    "PROFESSIONAL": r"children['’]?s guardian|guardian|solicitor|barrister|judge|magistrate|"
    r"psychologist|"
    r"(?:play |speech |speech and language |occupational |family )?therapist|counsellor|"
    r"interpreter|dentist|idva|housing officer|probation officer|pharmacist|advocate|"
    r"salt|imam|rabbi|vicar|pastor|priest|landlord|landlady|coach",
    "MOTHER": r"(?:birth )?mother|mum|mummy|mam|mammy|mom|mama|ammi|ma",
    "FATHER": r"(?:birth )?father|dad|daddy|papa|abbu|da",
    "PARENT": r"parents?",
    "AUNT": r"(?:great[- ]?)?aunt(?:ie|y)?",
    "UNCLE": r"(?:great[- ]?)?uncle",
    "COUSIN": r"cousins?",
    "SIBLING": r"(?:half[- ]|step[- ]|twin |older |younger |little |big |baby )?"
    r"(?:brother|sister|sibling)s?|twins?",
    "PARTNER": r"(?:ex[- ]?)?(?:partner|boyfriend|girlfriend|husband|wife|fianc[eé]e?)|ex",
    "TEACHER": r"(?:class |form |head ?|deputy head ?|science |maths |english |pe )?teacher|"
    r"(?:deputy |assistant )?head(?:master|mistress| of year(?: \d+)?)?|senco|sendco|dsl|"
    r"form tutor|tutor|teaching assistant|ta|designated safeguarding lead|principal|"
    r"safeguarding lead|learning mentor",
    "DOCTOR": r"(?:family )?doctor|gp|(?:consultant |community )?paediatrician|"
    r"(?:child )?psychiatrist|consultant",
    "NURSE": r"(?:school |specialist |community |practice )?nurse|health visitor|hv|midwife",
    "OFFICER": r"(?:police |arresting )?officer|pcso|pc|wpc|dc|ds|di|dci|detective|constable|"
    r"sergeant",
    "WORKER": r"(?:allocated |senior |student |duty |previous |new |assistant |hospital )?"
    r"social worker|s/?sw|sw|asw|sws|social worker|(?:assistant |practice |duty |deputy )?"
    r"team manager|service manager|practice manager|manager|iro|independent reviewing officer|"
    r"(?:family |youth |outreach |project |support |key |early help |housing |play |duty |"
    r"contact |personal |community |intervention |domestic abuse |drug |family support )*"
    r"worker|keyworker|personal adviser|cp chair|(?:conference )?chair(?:person)?|minute taker|"
    r"lado|yot worker|fsw|practitioner|personal advisor|supervisor|cafcass officer|fga",
    "CHILD": r"(?:unborn |eldest |youngest |oldest |middle |foster )?child(?:ren)?|baby|son|"
    r"daughter|sons|daughters|toddler|infant|young person|yp|pupil|student|kids?|"
    r"granddaughter|grandson|grandchild(?:ren)?|subject child",
    "NEIGHBOUR": r"(?:next[- ]door )?neighbours?",
    "FRIEND": r"(?:best |family |school |close )?friends?|bestie|mate|classmate",
    "RELATIVE": r"niece|nephew|relative|in-law|(?:mother|father|sister|brother)-in-law",
}

STATED_ROLES_BEGIN: Final = frozenset(
    """
    abbu advocate allocated ammi arresting assistant asw aunt auntie aunty baby barrister best
    bestie big birth boyfriend brother brothers cafcass carer carers chair chairperson child
    childminder children class classmate close coach community conference constable consultant
    contact counsellor cousin cousins cp da dad daddy dadu daughter daughters dc dci dentist
    deputy designated detective di doctor domestic drug ds dsl duty early eldest english ex
    family father fga fiance fiancee fiancé fiancée form foster friend friends fsw girlfriend gp
    gran grandad grandchild grandchildren granddad granddaughter grandfather grandma grandmother
    grandpa grandson grannie granny great greataunt greatuncle guardian half head headmaster
    headmistress headteacher health hospital housing husband hv idva imam in independent infant
    interpreter intervention iro judge key keyworker kid kids kinship lado landlady landlord
    learning little ma magistrate mam mama mammy manager mate maternal maths mgf mgm middle
    midwife minute mom mother mum mummy nan nani nanny neighbours nephew new next niece nurse
    occupational officer older oldest outreach paediatrician papa parent parents partner pastor
    paternal pc pcso pe personal pgf pgm pharmacist play police practice practitioner previous
    priest principal probation project psychiatrist psychologist pupil rabbi relative respite
    safeguarding salt school science senco sendco senior sergeant service sibling siblings
    sister sisters social solicitor son sons special specialist speech ssw step stepdad
    stepfather stepmam stepmom stepmother stepmum student subject supervisor support sw sws ta
    taid teacher teaching team therapist toddler tutor twin twins unborn uncle vicar wife worker
    wpc yot young younger youngest youth yp
    """.split()
)
"""The words with which a stated role can begin: where to look for one."""
"""Person role -> the words with which a text states it (regular expressions, any case)."""

TITLE_ROLES: Final[dict[str, str]] = {
    "DOCTOR": r"dr|doctor",
    "OFFICER": r"pc|wpc|pcso|dc|ds|di|dci|sgt|sergeant|inspector|insp|constable|det",
    "NURSE": r"nurse|midwife",
    "PROFESSIONAL": r"judge|hhj|rev|reverend|imam|rabbi|pastor|prof|professor|cllr|councillor",
    "": r"mr|mrs|ms|miss|mx|master|sir|lady|lord|dame|messrs",
}
"""Role that a title states; "" for titles that say nothing about a role."""
