"""What a chat is for: chosen without trouble, shown, changed, refused with the reason."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests import families
from tests.access.world import CHILD, World, a_prompt, a_use, make_world
from workspace.chat.actions import composing, purposes, sending
from workspace.chat.actions.conversations import choose_engine, start
from workspace.chat.models import Conversation
from workspace.governance import stops
from workspace.governance.models import AuditEntry, Classification, Stop, UseCase
from workspace.governance.policy import Refused
from workspace.privacy import detector
from workspace.privacy.vaults import open_vault

pytestmark = pytest.mark.django_db
REASON = f"Legal services agreed on 4 May that {CHILD} needs this."


@pytest.fixture
def world(db: None) -> World:
    return make_world()


@pytest.fixture
def client(world: World) -> Client:
    return families.sign_in(Client(), world.owner)


@pytest.fixture
def letters(world: World) -> UseCase:
    return a_use(
        world.people["administrator"], slug="letters", title="Draft a letter", order=2,
        purpose="Letters and plans.", dpia_reference="DPIA-7",
    )  # fmt: skip


@pytest.fixture
def court(world: World) -> UseCase:
    return a_use(
        world.people["administrator"], slug="court", title="Evidence for court", allowed=False,
        reason="Evidence is yours.", instead="Write it from the sources.", may_override=True,
        purpose="Statements.",
    )  # fmt: skip


@pytest.fixture
def decide(world: World) -> UseCase:
    return a_use(
        world.people["administrator"], slug="decide", title="Decide a threshold", allowed=False,
        reason="People decide.", instead="Ask for the evidence.", purpose="Decisions.",
    )  # fmt: skip


def page(client: Client, name: str, *args: object, **more: str) -> str:
    response = client.get(reverse(f"chat:{name}", args=args), more)
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def post(client: Client, name: str, *args: object, **data: str) -> str:
    """Post and return the page that this leads to."""
    response = client.post(reverse(f"chat:{name}", args=args), data, follow=True)
    return " ".join(response.content.decode().split())


def sent(client: Client, chat: Conversation) -> str:
    """Press “Send” on the preview and return the page that this leads to."""
    return post(client, "send", chat.pk, **families.seen_in(page(client, "preview", chat.pk)))


def test_a_new_chat_is_for_the_usual_use_and_says_so(
    world: World, client: Client, letters: UseCase
) -> None:
    shown = post(client, "start")
    chat = Conversation.objects.latest("created")
    assert (chat.use_case, chat.engine) == (world.use_case, world.engine)
    assert "For: <strong>Summarise case documents</strong>" in shown
    assert AuditEntry.objects.get(action="chat.started", object_id=chat.pk).purpose == "summarise"


def test_another_use_is_chosen_and_recorded(world: World, client: Client, letters: UseCase) -> None:
    chat = world.conversation
    assert 'value="summarise" id="use-summarise" required' in page(client, "purpose", chat.pk)
    shown = post(client, "purpose", chat.pk, use="letters")
    assert "For: <strong>Draft a letter</strong>" in shown
    entry = AuditEntry.objects.get(action="use.chosen")
    assert (entry.object_id, entry.purpose) == (str(chat.pk), "letters")
    assert entry.case_id == str(world.case.pk)


def test_changing_it_from_the_preview_leads_back_there(
    world: World, client: Client, letters: UseCase
) -> None:
    chat = world.conversation
    composing.compose(conversation=chat, text="Hello.", by=world.owner)
    assert "?back=preview" in page(client, "preview", chat.pk)
    shown = post(client, "purpose", chat.pk, use="letters", back="preview")
    assert "This is for: <strong>Draft a letter</strong>" in shown
    shown = post(client, "purpose", chat.pk, use="letters", back="https://evil.example")
    assert "For: <strong>Draft a letter</strong>" in shown


@pytest.mark.parametrize("slug", ["", "nothing", "x" * 500, "\x00", "theirs", "elsewhere"])
def test_a_use_that_is_not_offered_does_not_exist(world: World, client: Client, slug: str) -> None:
    boss = world.people["administrator"]
    a_use(boss, slug="theirs").teams.add(world.south)
    a_use(boss, slug="elsewhere", room="translation")
    address = reverse("chat:purpose", args=[world.conversation.pk])
    assert client.post(address, {"use": slug}).status_code == 404
    if slug:
        assert client.post(reverse("chat:start"), {"use": slug}).status_code == 404


def test_a_chat_starts_for_a_use_of_the_register(client: Client, letters: UseCase) -> None:
    assert "For: <strong>Draft a letter</strong>" in post(client, "start", use="letters")


def test_a_prompt_says_what_a_chat_is_for(world: World, client: Client, letters: UseCase) -> None:
    prompt = a_prompt(world.owner, slug="letter", body="Write a letter to the school.")
    prompt.use_case = letters
    prompt.save()
    shown = post(client, "start", prompt=str(prompt.pk))
    assert "For: <strong>Draft a letter</strong>" in shown
    UseCase.objects.filter(slug="letters").update(allowed=False, reason="Write it yourself.")
    chats = Conversation.objects.count()
    refused = client.post(reverse("chat:start"), {"prompt": str(prompt.pk)})
    assert refused.status_code == 403
    assert "Write it yourself." in refused.content.decode()
    assert Conversation.objects.count() == chats


def test_a_prompt_used_in_a_chat_counts_until_something_was_sent(
    world: World, client: Client, letters: UseCase
) -> None:
    body = "Write a letter to the school."
    a_prompt(world.owner, slug="letter", body=body, use_case=letters)
    chat = start(by=world.owner)
    assert "This is for: <strong>Draft a letter" in post(client, "draft", chat.pk, text=body)
    shown = post(client, "draft", world.conversation.pk, text=body)
    assert "This is for: <strong>Summarise" in shown


class TestAProhibitedUse:
    def test_it_says_why_and_what_to_do_instead(
        self, world: World, client: Client, decide: UseCase
    ) -> None:
        chat = world.conversation
        shown = post(client, "purpose", chat.pk, use="decide")
        assert "People decide." in shown
        assert "Ask for the evidence." in shown
        assert "Going on all the same" not in shown
        address = reverse("chat:override", args=[chat.pk, "decide"])
        assert client.post(address, {"reason": REASON}).status_code == 403
        chat.refresh_from_db()
        assert (chat.use_case, chat.overridden) == (world.use_case, None)
        assert client.post(reverse("chat:start"), {"use": "decide"}).status_code == 403

    def test_with_a_reason_it_goes_on_where_it_may(
        self, world: World, client: Client, court: UseCase
    ) -> None:
        chat = world.conversation
        shown = post(client, "override", chat.pk, "court", reason=REASON)
        assert "For: <strong>Evidence for court</strong>" in shown
        assert REASON in shown
        assert f"given on {timezone.localdate():%-d %B %Y}:" in shown
        chat.refresh_from_db()
        assert chat.use_case == court
        assert "Brambleworth" not in chat.override_reason
        opened = open_vault(chat.vault_id)
        assert opened.restore(chat.override_reason, chat.override_aliases) == REASON
        entry = AuditEntry.objects.get(action="use.overridden")
        assert (entry.purpose, entry.case_id) == ("court", str(world.case.pk))
        assert entry.facts == {"characters": len(chat.override_reason)}
        families.ask(chat, "Draft it.", by=world.owner)

    def test_without_a_reason_it_does_not(
        self, world: World, client: Client, court: UseCase
    ) -> None:
        address = reverse("chat:override", args=[world.conversation.pk, "court"])
        for reason in ("", "   ", "x" * 1001):
            response = client.post(address, {"reason": reason})
            assert response.status_code == 422
            assert b"There is a problem" in response.content
        world.conversation.refresh_from_db()
        assert world.conversation.overridden is None

    def test_a_reason_that_cannot_be_hidden_is_not_kept(
        self, world: World, client: Client, court: UseCase, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*args: object, **kwargs: object) -> None:
            raise detector.DetectionFailed("The name finder is not well.")

        monkeypatch.setattr(detector, "detect", fails)
        shown = post(client, "override", world.conversation.pk, "court", reason=REASON)
        assert "The name finder is not well." in shown
        world.conversation.refresh_from_db()
        assert (world.conversation.overridden, world.conversation.override_reason) == (None, "")
        assert not AuditEntry.objects.filter(action="use.overridden").exists()

    def test_choosing_what_is_allowed_ends_it(
        self, world: World, client: Client, court: UseCase
    ) -> None:
        chat = world.conversation
        post(client, "override", chat.pk, "court", reason=REASON)
        assert REASON not in post(client, "purpose", chat.pk, use="summarise")
        chat.refresh_from_db()
        assert (chat.overridden, chat.override_reason, chat.override_aliases) == (None, "", [])

    def test_when_the_rule_is_tightened_the_chat_stops(
        self, world: World, client: Client, court: UseCase
    ) -> None:
        chat = world.conversation
        post(client, "override", chat.pk, "court", reason=REASON)
        UseCase.objects.filter(slug="court").update(may_override=False)
        shown = page(client, "conversation", chat.pk)
        assert "Nothing can be sent at the moment" in shown
        assert "Evidence is yours. Write it from the sources." in shown


def test_models_follow_the_use_and_its_classification(world: World, letters: UseCase) -> None:
    weak = families.server_engine_at(
        "http://127.0.0.1/v1", name="Weak", order=0, highest_classification=Classification.OFFICIAL
    )
    chat, owner = world.conversation, world.owner
    assert purposes.engines_for(owner, letters, None) == [world.engine]
    letters.classification = Classification.OFFICIAL
    letters.save()
    assert purposes.engines_for(owner, letters, None) == [weak, world.engine]
    assert purposes.engines_for(owner, letters, chat.case_id) == [world.engine], "it is case work"
    with pytest.raises(Refused, match="not cleared"):
        choose_engine(conversation=chat, engine=weak, by=owner)
    letters.engines.add(weak)
    own = start(by=owner, use_case=letters)
    assert own.engine == weak
    purposes.choose_use(conversation=own, use_case=world.use_case, by=owner)
    assert own.engine == world.engine


def test_a_chat_from_before_the_register_takes_the_usual_use_when_it_goes_on(world: World) -> None:
    chat = world.conversation
    Conversation.objects.update(use_case=None)
    chat.refresh_from_db()
    families.ask(chat, "Hello.", by=world.owner)
    chat.refresh_from_db()
    assert chat.use_case == world.use_case
    assert AuditEntry.objects.get(action="chat.sent").purpose == "summarise"


class TestWhenNothingMayBeSent:
    @pytest.fixture
    def chat(self, world: World) -> Conversation:
        chat = world.conversation
        composing.compose(conversation=chat, text="What was said about school?", by=world.owner)
        return chat

    def check(self, client: Client, chat: Conversation, said: str) -> None:
        """It says why; what there is can be read; what is written is kept; nothing is sent."""
        shown = page(client, "conversation", chat.pk)
        assert f"Nothing can be sent at the moment.</strong> {said}" in shown
        assert "What was said about school?" in shown
        assert f"How is {CHILD}?" in shown.replace('<span class="name" data-role="CHILD">', "")
        assert "Check and send" not in shown
        shown = post(client, "draft", chat.pk, text="What of her bear?", engine="1")
        assert said in shown
        assert "What of her bear?" in shown
        assert 'id="send" disabled' in shown
        draft = chat.messages.get(status="draft")
        assert draft.text == "What of her bear?"
        assert said in post(client, "send", chat.pk)
        draft.refresh_from_db()
        assert draft.status == "draft"

    @pytest.mark.parametrize("scope", ["everything", "team", "use_case", "engine"])
    def test_because_it_is_stopped(
        self, world: World, client: Client, chat: Conversation, scope: str
    ) -> None:
        work = {"team": world.north, "use_case": world.use_case, "engine": world.engine}
        stop = families.stopped(work.get(scope), "Back at noon.")
        self.check(client, chat, "Back at noon.")
        stops.lift(stop=stop, by=families.administrator())
        assert "Check and send" in page(client, "conversation", chat.pk)
        assert "is writing" in sent(client, chat)

    def test_because_its_review_is_overdue(
        self, world: World, client: Client, chat: Conversation
    ) -> None:
        UseCase.objects.update(review_date=timezone.localdate() - timedelta(days=1))
        self.check(client, chat, "“Summarise case documents” was due for review on")

    def test_because_nothing_is_allowed(
        self, world: World, client: Client, chat: Conversation
    ) -> None:
        Conversation.objects.update(use_case=None)
        UseCase.objects.update(allowed=False)
        self.check(client, chat, "Nothing that Daylight may be used for in chat is open to you")
        assert "Nothing can be chosen at the moment" in page(client, "purpose", chat.pk)


def test_a_model_that_was_stopped_gives_way_to_others_with_a_word(
    world: World, client: Client
) -> None:
    other = families.server_engine_at("http://127.0.0.1/v1", name="Another", order=500)
    Stop.objects.create(
        scope="engine", target=world.engine.pk, message="A fault.", by=families.administrator()
    )
    shown = page(client, "conversation", world.conversation.pk)
    assert "The model that this chat used is not available.</strong> A fault." in shown
    assert "Another" in shown
    assert world.engine.name + " (quotes only)" not in shown
    draft = composing.compose(conversation=world.conversation, text="Hello.", by=world.owner)
    with pytest.raises(Refused, match="A fault"):
        sending.send(draft=draft, by=world.owner)
    post(client, "draft", world.conversation.pk, text="Hello.", engine=str(other.pk))
    assert "is writing" in sent(client, world.conversation)


def test_the_page_of_uses_says_who_answers_for_what_and_why_not(
    world: World, client: Client, letters: UseCase, decide: UseCase, court: UseCase
) -> None:
    late = a_use(
        world.people["administrator"], slug="late", title="Late", purpose="Late.",
        review_date=timezone.localdate() - timedelta(days=1),
    )  # fmt: skip
    a_use(world.people["administrator"], slug="theirs", title="Theirs").teams.add(world.south)
    shown = page(client, "uses")
    for said in (
        "Draft a letter", "Letters and plans.", "Ada Fernhill answers for it", "DPIA DPIA-7",
        "no DPIA reference yet", "next review", "Decide a threshold", "People decide.",
        "Ask for the evidence.", f"“{late}” was due for review", "go on after giving a reason",
    ):  # fmt: skip
        assert said in shown, said
    assert "Theirs" not in shown
    assert shown.count("Start a chat<") == 2
    auditor = page(families.sign_in(Client(), world.people["auditor"]), "uses")
    assert "Theirs" in auditor
    assert "Start a chat<" not in auditor
