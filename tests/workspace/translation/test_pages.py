"""The translator's pages, as a practitioner meets them."""

import pytest
from django.urls import reverse

from tests import families, translators
from tests.translators import packs, translator  # noqa: F401
from workspace.jobs import running
from workspace.translation.actions.phrasebook import load_phrasebook
from workspace.translation.models import PhraseTranslation, Translation

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("translator")]

HOME = reverse("translation:home")
FORM = {"source": "en", "target": "es", "text": "Amina Warsame is here.", "use_case": "everyday"}


@pytest.fixture
def grace():
    return families.someone("grace.hollow@example.test")


@pytest.fixture
def grace_(client, grace):
    translators.everyday(slug="everyday")
    return families.sign_in(client, grace)


def at(name, made, *more):
    return reverse(f"translation:{name}", args=[made.pk, *more])


def test_from_the_form_to_the_sentences(grace_):
    reply = grace_.post(HOME, FORM)
    made = Translation.objects.get()
    assert reply["Location"] == at("show", made)
    waiting = grace_.get(at("show", made)).content.decode()
    assert "Translating …" in waiting
    assert "Amina Warsame" in waiting
    assert grace_.get(at("state", made)).status_code == 200
    running.run(made.job.pk)
    ready = grace_.get(at("state", made))
    assert (ready.status_code, ready["HX-Refresh"]) == (204, "true")
    page = grace_.get(at("show", made)).content.decode()
    assert 'dir="ltr"' in page
    assert '<bdi class="name" data-role="PERSON">Amina Warsame</bdi>' in page
    assert "Amina Warsame is here." in grace_.get(HOME).content.decode()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"text": " "}, "Type or paste what is to be translated."),
        ({"target": ""}, "Choose the language to translate into."),
        ({"target": "en"}, "This is English already."),
        ({"use_case": ""}, "Say what it is."),
        ({"use_case": "nothing"}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_it_and_the_text_is_kept(grace_, change, said):
    reply = grace_.post(HOME, FORM | change)
    page = reply.content.decode()
    assert reply.status_code == 422
    assert said in page
    assert not Translation.objects.exists()
    if "text" not in change:
        assert FORM["text"] in page


def test_a_refusal_says_what_to_do_instead(grace_):
    translators.everyday(
        slug="translate-consent", title="Consent", allowed=False,
        reason="It may not be understood.",
        instead="Ring the interpreter line.",
    )  # fmt: skip
    page = grace_.post(HOME, FORM | {"use_case": "translate-consent"}).content.decode()
    assert "It may not be understood. Ring the interpreter line." in page


def test_a_marked_sentence_is_changed_on_its_page(grace_, grace):
    made = translators.done("Please ring me.", by=grace)
    row = made.segments.get()
    row.flags, row.lost = [{"kind": "numbers", "detail": "15 became 50"}], True
    row.save()
    page = grace_.get(at("show", made)).content.decode()
    assert "15 became 50" in page
    assert "1 sentence to look at" in " ".join(page.split()).replace("</strong>", "")
    refused = grace_.post(at("segment", made, 1), {"do": "look", "seen": row.stamp})
    assert refused.status_code == 422
    assert "write the sentence yourself" in refused.content.decode()
    stale = grace_.post(at("segment", made, 1), {"do": "edit", "text": "Llame.", "seen": "else"})
    assert "has changed since you opened it" in stale.content.decode()
    empty = grace_.post(at("segment", made, 1), {"do": "edit", "text": "  ", "seen": row.stamp})
    assert "Write the sentence, or leave it" in empty.content.decode()
    reply = grace_.post(
        at("segment", made, 1), {"do": "edit", "text": "Por favor, llame.", "seen": row.stamp}
    )
    assert reply["Location"] == at("show", made) + "#s1"
    assert "Review and approve" in grace_.get(at("show", made)).content.decode()


def test_an_arabic_translation_reads_from_the_right(grace_, grace):
    made = translators.done("Amina Warsame is here.", by=grace, target="ar")
    page = grace_.get(at("show", made)).content.decode()
    assert '<p lang="ar" dir="rtl">' in page
    printed = grace_.get(at("print", made)).content.decode()
    assert "Draft. Machine translated, not checked by anybody." in printed
    assert '<p lang="ar" dir="rtl">' in printed


def test_words_that_are_markup_stay_words(grace_, grace):
    made = translators.done("<script>alert(1)</script> & <b>more</b>.", by=grace)
    for name in ("show", "print"):
        page = grace_.get(at(name, made)).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;" in page


def test_a_translation_is_deleted_with_its_people(grace_, grace):
    made = translators.done("Amina Warsame is here.", by=grace)
    assert "Delete this translation?" in grace_.get(at("delete", made)).content.decode()
    reply = grace_.post(at("delete", made))
    assert "/certificates/" in reply["Location"]
    assert not Translation.objects.exists()
    made.vault.refresh_from_db()
    assert made.vault.wrapped_key is None


def test_the_phrasebook_shows_drafts_as_drafts(grace_):
    load_phrasebook(by=None)
    page = grace_.get(reverse("translation:phrasebook"), {"to": "pl", "q": "interpreter"})
    assert page.content.decode().count(">draft<") >= 3
    row = PhraseTranslation.objects.filter(language="pl").earliest("pk")
    large = grace_.get(reverse("translation:phrase", args=[row.phrase.code]), {"to": "pl"})
    assert row.text in large.content.decode()
    assert "Nobody here has approved this translation yet" in large.content.decode()
