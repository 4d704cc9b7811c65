"""Words that stand for each other, and the words by which each kind of decision is known."""

from typing import Final

_CLASSES: Final = {
    "MA": "mum mums mother mothers mam mams mummy [mother] stepmum maam [stepmother]",
    "FA": "dad dads father fathers daddy stepdad boyfriend partner ex [father] [stepfather] "
    "[partner] husband perpetrator man guy bloke",
    "KIN": "gran grans nan nans nana grandma grandmother grandad grandfather grandparents auntie "
    "aunt aunts aunty uncle uncles cousin godmother [grandmother] [grandfather] [aunt] [uncle] "
    "relatives relative neighbour [relative] sister brother stepsister",
    "KID": "child childs children kids kid baby babies boy boys girl girls lad lads twins twin "
    "siblings sibling son daughter sons daughters teenager teen eldest youngest toddler newborn "
    "[child] [sibling] [son] [daughter] [baby] person unborn infant",
    "HE": "he she they him her them his hers their theirs",
    "FAM": "family families parents household carers carer couple parent parental",
    "BODY": "conference court courts panel judge iro chair police school guardian psychologist "
    "manager mash magistrates probation lado consultant midwife gp cafcass solicitor barrister "
    "hv reviewing officer supervisor legal expert midwives nurse teacher doctor paediatrician",
    "DOC": "letter email report summary note notes paragraph section agenda message template "
    "record statement form minutes chronology log logs referral documents document file text "
    "attached wording heading headings sentence table leaflet [document] draft plan plans "
    "assessment title layout tone draft reports letters emails genogram checklist",
    "OPINE": "think reckon believe feel opinion view verdict gut hunch instinct thoughts steer "
    "take agree opinions views guess judgement judgment conclude conclusion honestly personally",
    "DECIDE": "decide decides determine recommend advise choose pick select rule recommendation "
    "ruling choice judge adjudicate call decision answer",
    "REPORT": "summarise summarize summary quote list find show extract highlight pull explain "
    "describe define outline translate reword rewrite rephrase shorten proofread tidy draft write "
    "prepare convert turn type simplify compile gather collate",
    "SAID": "said say says told recorded wrote decided agreed recommended concluded noted "
    "mentioned stated reported thought found ruled given gave mentions states according",
    "MODAL": "should ought shall must",
    "COULD": "would could can may might",
    "SEC": "s47 s17 s31 s20 s44 s46 s38",
}  # fmt: skip
CLASS_OF: Final = {word: name for name, said in _CLASSES.items() for word in said.split()}

_KINDS: Final = {
    "threshold": "threshold thresholds s47 s17 close closed closing closure step stepped stepping "
    "escalate escalated nfa significant icpc strat tier level cin cp neglect abuse universal "
    "enquiry continuum end progress plan criteria strategy statutory open",
    "removal": "remove removed removal removing accommodate accommodated epo ico proceedings "
    "issue care order protection separated separate lift s20 adoption adopted plo tonight safe "
    "s44 s31 away court s46",
    "contact": "contact supervised unsupervised overnight overnights visits visit see seeing "
    "letterbox supervise supervision family time calls facetime fortnightly weekly weekend",
    "placement": "place placed placement placements live move moved match matched residential "
    "foster kinship sgo split together carer carers suitable viable reunification return home "
    "guardianship relative secure approve reunify stay adopters best",
    "eligibility": "eligible eligibility entitled entitlement qualify qualifies qualifying "
    "criteria fund funding funded grant "
    "payment allowance benefit benefits pay panel relevant leaver nrpf "
    "application apply duty bursary vouchers get money housing support hours disabled award",
    "credibility": "lying lie lies liar truth true false believe believed believable credible "
    "credibility honest honesty trust trusted genuine coached story account accounts version "
    "allegation allegations disclosure malicious accident remorse truthful exaggerating reliable "
    "plausible convincing real compliance hiding making coaching",
    "risk_score": "risk risks risky rate rating score scores scoring scale number dangerous danger "
    "likely likelihood probability chance chances odds reoffend relapse predict rag amber red "
    "green rank high low medium percentage safe percent matrix dash traffic grade worried #",
}
KINDS_OF: Final[dict[str, tuple[str, ...]]] = {
    word: tuple(kind for kind, said in _KINDS.items() if word in said.split())
    for said in _KINDS.values()
    for word in said.split()
}
