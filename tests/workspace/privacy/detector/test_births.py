"""Dates of birth apart from all other dates."""

import pytest

from tests.workspace.privacy.detector.marked import SOMEBODY, left_open, things_in

BIRTHS = """
DOB ⟦03/04/2015⟧
dob ⟦3.4.15⟧
DoB: ⟦03-04-2015⟧
D.O.B. ⟦3rd April 2015⟧
d.o.b - ⟦2015-04-03⟧
D.0.B: ⟦03 04 2015⟧
Date of Birth (DD/MM/YYYY): ⟦03/04/2015⟧
Date of birth	⟦3 Apr 2015⟧
date of brith ⟦3/4/15⟧
Birth date: ⟦April 3, 2015⟧
Born: ⟦3 Apr '15⟧
She was born on ⟦3 April 2015⟧ in hospital.
born at 32 weeks on ⟦12/03/2019⟧ by section
born ⟦27Mar2018⟧.
DOB ⟦27Mar18⟧
DOB⟦27/03/2018⟧
born ⟦3rdApril2015⟧
DOB: ⟦2018-03-27⟧T00:00:00
born ⟦27Mar2018⟧T00:00
born in ⟦March 2015⟧
born in ⟦2011⟧
b. ⟦12.3.09⟧
(b. ⟦2011⟧)
Year of birth: ⟦2009⟧
Leyla Xirsi (⟦12/03/2015⟧), seen at home
Leyla Xirsi / ⟦04.03.2008⟧ / s20
XIRSI, Leyla    F    ⟦23-Apr-2020⟧
Leyla Xirsi, ⟦3 May 2015⟧, is well
female, ⟦07/08/2011⟧
⟦12/03/2015⟧ (DOB)
his birthday is ⟦12 May⟧
turns 9 on ⟦3 May⟧
she'll be 16 on ⟦12/09/2025⟧
will be 18 on ⟦4th November⟧
her 18th birthday on ⟦4 March⟧
⟦4 March⟧ is his birthday
bday ⟦12th june⟧
date of birth is the ⟦third of april twenty fourteen⟧
dob um ⟦fourteenth of the ninth two thousand and eleven⟧
born on the ⟦14th of the 9th 2011⟧
dob ⟦three four fifteen⟧
born ⟦second of may nineteen ninety four⟧
DOBs: ⟦01/02/2016⟧ and ⟦03/04/2018⟧
Child | Leyla Xirsi | ⟦30/03/2014⟧ | Year 6
DOB unknown, thinks ⟦01/01/2007⟧
""".strip().splitlines()


@pytest.mark.parametrize("example", BIRTHS)
def test_a_date_of_birth_is_hidden(example: str) -> None:
    assert left_open(example) == ""


OTHER_DATES = """
The policy was approved on 3 May 2024 and is due for review in May 2026.
Meeting on Tuesday 12/03/2024 at 10.30.
The Act came into force on 1 April 2015.
Term starts on 4 September.
Version 2.1, 12.03.2024
Births must be registered within 42 days.
The birth plan is made by 36 weeks.
From 1 May 2023 to 30 April 2024.
The deadline is 2024-05-01.
It is the 75th birthday of the service this year.
""".strip().splitlines()


@pytest.mark.parametrize("text", OTHER_DATES)
def test_other_dates_stay(text: str) -> None:
    assert things_in(text) == []


BESIDE_SOMEBODY = """
Visit on 12/03/2024. Next visit 4 May 2024.
12/03/2024: home visit. 15/03/2024: call to school.
Strategy meeting 12 March 2024; review on 1 June.
Signed on 12/03/2024.
Order made on 3 May 2024.
""".strip().splitlines()


@pytest.mark.parametrize("text", BESIDE_SOMEBODY)
def test_other_dates_stay_where_somebody_is_spoken_of(text: str) -> None:
    assert things_in(SOMEBODY + text) == []
