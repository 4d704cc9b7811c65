"""Schools, nurseries and colleges, by full and by half names; and school as such."""

import pytest

from tests.workspace.privacy.detector.marked import SOMEBODY, left_open, things_in

SCHOOLS = """
She goes to ⟦Oakfield Primary School⟧.
At ⟦Saint Aelred's⟧ I'm the giraffe
pick him up from ⟦st hedwigs⟧ okay bye
he's at ⟦St Hedwig's⟧ now
the school is ⟦holy rood infants⟧ and they said
⟦Holy Rood Infants⟧ rang
SCHOOL (⟦MEADOWS SPECIAL SCHOOL⟧) SAY NO
⟦THE MEADOWS SPECIAL SCHOOL⟧
School: ⟦Glenwhirry Primary⟧
School/nursery: ⟦Little Otters⟧
Setting: ⟦Brackenbury Park⟧ (base)
Nursery: ⟦Busy Bees of Hulme⟧
College - ⟦Thanet Quay⟧
at ⟦Little Acorns Day Nursery⟧
⟦Ysgol Gynradd Nant-y-Gollen⟧
⟦Sgoil Àraich an Daraich⟧
⟦Beis Rivka Girls' School⟧
⟦Bnos Chaya⟧ rang about uniform
⟦Talmud Torah Beis Hillel⟧
⟦Larkfield Junior School⟧ took him off roll
⟦St Malachy's RC Primary⟧
⟦St Petroc's C of E⟧
⟦Our Lady of Fátima RC Primary⟧
⟦Loxford Sixth Form⟧
⟦Craven Sixth Form Centre⟧
enrolled at ⟦Potteries Skills College⟧
she goes to ⟦haven academy⟧ say she fell asleep
⟦Handsworth Vale PRU⟧
⟦Brookside Pupil Referral Unit⟧
⟦Lea Bridge Girls⟧ rate her 7 out of 10
⟦Sunny Days Childminding⟧
childminder at ⟦Poppies Playgroup⟧
attends ⟦Bishop Odo's C of E Juniors⟧
he is on roll at ⟦Seven Kings Lane Junior⟧
⟦Abbot's Wood College⟧
the ⟦Larkmoor Free School⟧
starts at ⟦Owlerton Brook Academy⟧ on Monday
⟦University of Fenmarsh⟧
⟦Al-Noor Madrasah⟧
⟦Wyvern UTC⟧
i got excluded from ⟦tallow lane high⟧
teacher at ⟦Highdown Rise⟧ is worried
""".strip().splitlines()


@pytest.mark.parametrize("example", SCHOOLS)
def test_a_school_is_hidden(example: str) -> None:
    assert left_open(example) == ""


NOBODYS = """
The primary school and the nursery are closed on Monday.
She goes to a special school and he goes to the same high school.
Every maintained school and academy must have a policy.
School nursing and school transport are separate services.
Early years settings, schools and colleges work together.
A child may start school in the September after a fourth birthday.
The school will tell parents. Schools must keep a register.
Pupil referral units and alternative provision are covered in part 2.
Further education colleges and sixth forms take part.
The local primary is full; the nearest secondary has places.
School holidays, after-school clubs and breakfast clubs.
St George's Day and St Andrew's Day are not bank holidays in England.
St John Ambulance will be there.
Head teachers and nursery staff were asked.
Private and boarding schools, free schools and grammar schools.
Is it safe at school? Talk about school.
NURSERY AND SCHOOL STAFF MUST READ THIS.
""".strip().splitlines()


@pytest.mark.parametrize("text", NOBODYS)
def test_school_as_such_stays(text: str) -> None:
    assert things_in(text) == []


BESIDE_SOMEBODY = """
She hates school and loves nursery.
He went to the school nurse after school.
They want to be at the same primary school.
He wants to do bricklaying at college.
School say she is tired. The nursery is lovely.
She is in reception at a mainstream school.
She moved from high school to sixth form.
His new school is big.
""".strip().splitlines()


@pytest.mark.parametrize("text", BESIDE_SOMEBODY)
def test_school_as_such_stays_where_somebody_is_spoken_of(text: str) -> None:
    assert things_in(SOMEBODY + text) == []
