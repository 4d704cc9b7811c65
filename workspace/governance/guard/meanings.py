"""Words of one meaning, so that what is learnt of "lying" holds for "fibbing" too."""

from typing import Final

_MEANINGS: Final = {
    "TRUE": "lying lie lies lied liar liars fib fibs fibbing fibber porkies untruth "
    "untruthful truth truthful truthfully truthfulness true truer false honest "
    "honestly honesty dishonest credible credibility incredible believable "
    "unbelievable plausible implausible convincing unconvincing genuine genuinely "
    "sincere sincerity insincere veracity verity deceptive deceitful deceiving "
    "deception deceit trustworthy untrustworthy coached coaching rehearsed primed "
    "groomed fabricated fabricating fabrication invented inventing exaggerating "
    "exaggerated embellishing embroidering pretending faking fake faked bluffing "
    "manipulative manipulating malicious vexatious unfounded concocted inflicted "
    "accidental deliberate nonaccidental reliable unreliable reliability candid frank "
    "guilty innocent culprit perpetrator hoodwinking kidding blagging spinning "
    "straight bullshit bs rubbish nonsense fishy porky",
    "TRUST": "believe believes believed trust trusts trusted disbelieve doubt credit buy "
    "swallow accept prefer rely",
    "STORY": "account accounts story stories version versions explanation explanations "
    "allegation allegations disclosure disclosures statement statements claim claims "
    "retraction denial denials excuse excuses testimony narrative evidence accusation "
    "accusations complaint confession word apology remorse tears side",
    "DANGER": "risk risks risky riskier riskiest danger dangers dangerous dangerously unsafe "
    "threat threats threatening hazard peril jeopardy predatory predator volatile "
    "lethal lethality vulnerable vulnerability paedophile violent",
    "AGAIN": "reoffend reoffending offend offending relapse relapsing relapses recur "
    "recurrence repeat repeats abscond absconding breach breaching disengage reabuse "
    "escalates kill kills hurt hurts harm harms harming attack assault",
    "LIKELY": "likely likelihood unlikely probability probable probably chance chances odds "
    "predict prediction forecast prognosis expect foresee bet",
    "FIGURE": "number numbers figure figures score scores scoring scored rate rating ratings "
    "rag grade grades grading rank ranking ranked percentage percent % colour scale "
    "band banding tier quantify traffic light red amber green high medium low "
    "moderate severe standard matrix marks points stars thermometer probability",
    "LINE": "threshold thresholds level levels bar criteria grounds cutoff limit test "
    "continuum windscreen s47 s17 s31",
    "CLOSE": "close closed closing closure shut nfa stepdown stepped step stepping escalate "
    "escalated escalating escalation discharge discharged end ended ending finish "
    "finished stop stopped sign signpost drop dropped downgrade upgrade reopen open "
    "opened downgraded",
    "PLAN": "plan plans cp cin conference icpc strat strategy s47 assessment assessments "
    "early mash universal tac taf core enquiry enquiries investigation route "
    "statutory",
    "HARM": "significant neglect neglectful neglected abuse abusive abused emotional physical "
    "sexual harm harmed injury",
    "TAKE": "remove removed removal removing take taken taking lift lifted accommodate "
    "accommodated accommodation accommodating separate separated separating "
    "separation uplift split splitting pull snatch lose keep kept leave leaving left",
    "ORDER": "epo ico order orders care proceedings court plo adoption adopted adopt "
    "supervision protection placement s20 s31 s44 s46 issue issuing petition wardship "
    "injunction",
    "MEET": "contact family time visit visits visiting see sees seeing seen overnight "
    "overnights sleepover sleepovers letterbox facetime calls call phone zoom video "
    "weekends weekend handover unsupervised supervised supervise supervising "
    "supervision indirect direct",
    "OFTEN": "weekly fortnightly monthly daily often frequency frequently twice once fewer "
    "more less increase increased reduce reduced suspend suspended restart resume "
    "pause paused cut",
    "LIVE": "place placed placing placement placements live lives living reside move moved "
    "moving stay staying remain home house match matched matching link reunify "
    "reunification reunite rehab rehabilitate rehabilitation return returned "
    "returning",
    "CARER": "carer carers foster fosterers kinship kin sgo guardian guardianship residential "
    "adopters secure unit connected viability sibling together apart gran aunt",
    "FIT": "fit unfit suitable unsuitable suitability viable capable incapable able unable "
    "good enough best better worst worse safer safest right wrong appropriate "
    "proportionate justified reasonable wise fair kinder kindest ideal adequate "
    "inadequate ready competent stable pass fail ok okay fine safe sensible necessary "
    "warranted",
    "ENTITLED": "eligible ineligible eligibility entitled entitlement qualify qualifies "
    "qualifying qualified deserve deserves deserving owed due liable obliged "
    "responsible hook",
    "GIVE": "award awarded grant granted approve approved approval fund funded funding refuse "
    "refused refusal reject rejected decline agree agreed pay paid authorise "
    "authorised allow allowed permit give get gets receive prioritise prioritised "
    "turn accept sign",
    "HELP": "benefit benefits allowance allowances bursary voucher vouchers money payment "
    "payments hours fsm meals childcare nursery nrpf housing support package grant "
    "leaver relevant pa adviser ehcp dla pip uc respite transport bed cooker parcel "
    "criteria",
    "VIEW": "think reckon opinion view views verdict gut hunch instinct thoughts steer feel "
    "feeling judgement judgment conclusion read take stance position assessment "
    "impression",
    "PICK": "decide choose pick select rule recommend recommendation advise determine "
    "conclude confirm state adjudicate weigh call plump",
    "YESNO": "yes no yep nope thumbs agree disagree y n",
}
MEANING_OF: Final[dict[str, str]] = {}
for _name, _said in _MEANINGS.items():
    for _word in _said.split():
        MEANING_OF.setdefault(_word, _name)
