"""Masked sentences for `bench/placeholders.py`, per language; all of it made up."""

SENTENCES = {
    "en": """
        [CHILD_K7M] is safe.
        [MOTHER_T3R] and [CHILD_K7M] live at [ADDRESS_B4D].
        [FATHER_X5F] did not come to the meeting on Monday.
        Please bring [CHILD_K7M] to [SCHOOL_H2J] at 9:30.
        [CHILD_K7M]'s teacher, [TEACHER_W6Z], will call you tomorrow.
        Can you ask [GRANDMOTHER_D8N] to wait outside?
        I spoke with [MOTHER_T3R] about her appointment.
        My name is [WORKER_P4L] and I work for the council.
        You can ring [WORKER_P4L] on [PHONE_C3C].
        He said that [PARTNER_R7V] had taken his passport.
        [SIBLING_M2G] goes to school with [COUSIN_N5B] and [FRIEND_Z9K].
        The letter from [DOCTOR_J6S] is about [CHILD_K7M], born on [DOB_F3T].
        [MOTHER_T3R] told [FATHER_X5F] that [MOTHER_T3R] would come alone.
        Where is [PLACE_L4W]?
        We wrote to [EMAIL_Q8D] and nobody answered.
        If [CARER_V3H] is late, [CHILD_K7M] can stay with [AUNT_S7X].
        The number is [NHS_G5P].
        Who looks after [CHILD_K7M] when you work?
        """,
    "es": """
        [CHILD_K7M] está bien.
        [MOTHER_T3R] y [CHILD_K7M] viven en [ADDRESS_B4D].
        [FATHER_X5F] no vino a la reunión del lunes.
        Traiga a [CHILD_K7M] a [SCHOOL_H2J] a las 9:30, por favor.
        Hablé con [MOTHER_T3R] sobre su cita.
        Me llamo [WORKER_P4L] y trabajo para el ayuntamiento.
        Puede llamar a [WORKER_P4L] al [PHONE_C3C].
        ¿Quién cuida de [CHILD_K7M] cuando usted trabaja?
        La carta de [DOCTOR_J6S] trata de [CHILD_K7M].
        Si [CARER_V3H] llega tarde, [CHILD_K7M] puede quedarse con [AUNT_S7X].
        """,
    "pl": """
        [CHILD_K7M] jest bezpieczne.
        [MOTHER_T3R] i [CHILD_K7M] mieszkają pod adresem [ADDRESS_B4D].
        [FATHER_X5F] nie przyszedł na spotkanie w poniedziałek.
        Proszę przyprowadzić [CHILD_K7M] do [SCHOOL_H2J] na 9:30.
        Rozmawiałam z [MOTHER_T3R] o jej wizycie.
        Nazywam się [WORKER_P4L] i pracuję w urzędzie.
        Proszę zadzwonić do [WORKER_P4L] pod numer [PHONE_C3C].
        Kto opiekuje się [CHILD_K7M], kiedy pani pracuje?
        """,
    "ar": """
        [CHILD_K7M] بخير.
        تعيش [MOTHER_T3R] مع [CHILD_K7M] في [ADDRESS_B4D].
        لم يحضر [FATHER_X5F] اجتماع يوم الاثنين.
        من فضلك أحضري [CHILD_K7M] إلى [SCHOOL_H2J] في الساعة 9:30.
        اسمي [WORKER_P4L] وأعمل في البلدية.
        من يعتني بـ [CHILD_K7M] عندما تعملين؟
        """,
    "fr": """
        [CHILD_K7M] va bien.
        [MOTHER_T3R] et [CHILD_K7M] habitent à [ADDRESS_B4D].
        [FATHER_X5F] n'est pas venu à la réunion de lundi.
        Je m'appelle [WORKER_P4L] et je travaille pour la mairie.
        Qui garde [CHILD_K7M] quand vous travaillez ?
        """,
    "ro": """
        [CHILD_K7M] este bine.
        [MOTHER_T3R] și [CHILD_K7M] locuiesc la [ADDRESS_B4D].
        [FATHER_X5F] nu a venit la întâlnirea de luni.
        Cine are grijă de [CHILD_K7M] când lucrați?
        """,
    "uk": """
        [CHILD_K7M] у безпеці.
        [MOTHER_T3R] і [CHILD_K7M] живуть за адресою [ADDRESS_B4D].
        [FATHER_X5F] не прийшов на зустріч у понеділок.
        Хто доглядає за [CHILD_K7M], коли ви працюєте?
        """,
    "pt": """
        [CHILD_K7M] está bem.
        [MOTHER_T3R] e [CHILD_K7M] moram em [ADDRESS_B4D].
        [FATHER_X5F] não veio à reunião de segunda-feira.
        Quem cuida de [CHILD_K7M] quando a senhora trabalha?
        """,
    "ur": """
        [CHILD_K7M] ٹھیک ہے۔
        [MOTHER_T3R] اور [CHILD_K7M] یہاں رہتے ہیں: [ADDRESS_B4D]۔
        [FATHER_X5F] پیر کی میٹنگ میں نہیں آئے۔
        """,
    "bn": """
        [CHILD_K7M] ভালো আছে।
        [MOTHER_T3R] ও [CHILD_K7M] এখানে থাকে: [ADDRESS_B4D]।
        [FATHER_X5F] সোমবারের সভায় আসেননি।
        """,
}
"""Language code -> sentences, one a line."""


def of(language: str) -> list[str]:
    """The sentences of a language; English ones, which at least hold placeholders, for others."""
    text = SENTENCES.get(language, SENTENCES["en"])
    return [line.strip() for line in text.splitlines() if line.strip()]
