"""Ages as people write and say them, and numbers that are nobody's age."""

import pytest

from tests.workspace.privacy.detector.marked import SOMEBODY, left_open, things_in

AGES = """
She is ⟦7 years old⟧ and settled.
A ⟦nine-year-old⟧ was at the door.
a ⟦15 year old⟧ lad
baby is ⟦8 weeks old⟧
he's ⟦5yo⟧ and loud
girl, ⟦6 y/o⟧, was sick
a ⟦14yr old⟧ with no coat
Aged ⟦12⟧, he went alone.
Age: ⟦9⟧
AGE ⟦11⟧ SEX F
Age at referral: ⟦4⟧
Current age – ⟦13⟧
Age/sex: ⟦14⟧/F
Leyla, ⟦10⟧:
Leyla (⟦3⟧) sat on the bin
Leyla – ⟦16⟧.
Leyla is ⟦fifteen⟧ by his papers
Leyla's ⟦twelve⟧ and Reem is ⟦four⟧
dad, ⟦41⟧, from Bilbao
her son (⟦2⟧) has a cough
my sister ⟦eight⟧ and me
believed to be ⟦16⟧. Missing since Tuesday
he claims to be ⟦17⟧ but looks about ⟦20⟧
she just turned ⟦seven⟧ and she's tall
hes about er ⟦four⟧ was stood out there
um she is like ⟦nine⟧ or something
he's nearly ⟦six⟧
Reem, ⟦7 months⟧, slept
twins of ⟦3 weeks⟧ old
Reem ⟦3y 2m⟧ seen in clinic
Reem ⟦6/12⟧, feeding well
two boys aged ⟦5⟧ and ⟦7⟧
three girls, ages ⟦2⟧, ⟦4⟧ and ⟦11⟧
at the age of ⟦eight⟧ he stopped
since he was ⟦four⟧ he has run off
when i was ⟦twelve⟧ my mum left
a boy of ⟦14⟧ was found
im ⟦13⟧ nearly ⟦14⟧
he'll be ⟦10⟧ in June
kids are ⟦3⟧, ⟦5⟧ and ⟦8⟧
both are ⟦sixteen⟧ now
her mum is ⟦31⟧ and works nights
she is in her ⟦30s⟧
grandad, in his ⟦late sixties⟧
Wisdom ⟦4yrs⟧, Paddy ⟦11 months⟧ old
M, ⟦15⟧, white British
Suspect: male, ⟦19⟧, grey hoodie
not quite ⟦two⟧ and already climbing
rising ⟦five⟧, starts in September
he is ⟦8 and a half⟧
she's ⟦two and a half⟧, tiny
turned ⟦18⟧ on Friday
Leyla aged ⟦ten⟧ and Reem aged ⟦eight months⟧
HE IS ⟦6⟧, NO SHOES ON
whos ⟦fourteen⟧ and big for it
brother, ⟦17⟧; sister, ⟦12⟧
""".strip().splitlines()


@pytest.mark.parametrize("example", AGES)
def test_an_age_is_hidden(example: str) -> None:
    assert left_open(example) == ""


NOBODYS = """
Children aged 5 to 11 may attend.
Anybody aged 16 and over may ask for help.
Young people aged 16 or 17 are owed a duty.
The plan ends at 25 at the latest.
Two-year-olds need a ratio of 1:5.
A child under 10 years old cannot be charged.
Places for 3 and 4 year olds are funded.
He was 20 minutes late.
There are 7 in all, and each is two pages long.
She is one of many.
They are two different things.
Keep it for 6 years after closing.
Visits take place every 6 weeks and last 2 hours.
Section (4) and regulation 5 apply; see also (7).
Reading age of 9 or below.
Ages 0-5, 5-11 and 11-19.
Step 3: is it 5 or 6 pages?
In year 7, 4 of 30 pupils left.
The threshold is 16 and the fee is 21.
Chapter 4, paragraph 12, page 7.
""".strip().splitlines()


@pytest.mark.parametrize("text", NOBODYS)
def test_other_numbers_stay(text: str) -> None:
    assert things_in(text) == []


BESIDE_SOMEBODY = """
He was 20 minutes late.
It took her 3 years.
She has 4 cousins and 2 cats.
They walked 12 miles.
He is one of six.
He is two hours late.
She was five minutes early and had 3 coats on.
There were 7 at the party.
Mum was at 2 meetings.
The room is 4 by 5 metres.
""".strip().splitlines()


@pytest.mark.parametrize("text", BESIDE_SOMEBODY)
def test_counts_stay_where_somebody_is_spoken_of(text: str) -> None:
    found = things_in(SOMEBODY + text)
    assert found == []
