"""Before sending: what the model will see, correcting it, and sending it."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from workspace.gateway.models import Engine
from workspace.governance import reading
from workspace.governance.policy import Refused
from workspace.privacy.identities import CannotKeep
from workspace.privacy.suggesting import news_for
from workspace.privacy.vaults import open_vault

from ..actions import composing, declining, purposes, sending, suggesting
from ..actions.conversations import choose_engine
from ..actions.documents import CannotAttach, attach
from ..actions.following import papers, texts
from ..actions.previewed import stamp
from ..asking import asked_at, questions, still_asked
from ..forms import Composer
from ..library import prompt_of
from ..models import Conversation, Document, Message
from ..showing import ROLE_GROUPS, Showing, Shown
from ..warning import Marker, warning
from . import corrections
from .common import NOT_SAFE, SignedIn, conversation_of, htmx_target
from .conversations import show
from .documents import paragraphs, shown_documents


@require_POST
def draft(request: SignedIn, pk: UUID) -> HttpResponse:
    """Save what was written, masked, with its documents, and go to the preview."""
    found = conversation_of(request, pk)
    engines = purposes.standing(found, request.user).engines
    form = Composer(_posted(request), request.FILES, engines=engines, chosen=found.engine)
    if not form.is_valid() or not _saved(request, found, form):
        return show(request, found, form, status=422)
    if not form.cleaned_data["text"].strip():
        return redirect("chat:conversation", pk)
    declined = declining.check_draft(conversation=found, by=request.user)
    return redirect("chat:declined" if declined else "chat:preview", pk)


def _posted(request: SignedIn) -> dict[str, str]:
    """Browsers send line breaks as CR LF; people and citations count them as one."""
    data = request.POST.dict()
    data["text"] = data.get("text", "").replace("\r\n", "\n")
    return {name: str(value) for name, value in data.items()}


def _saved(request: SignedIn, found: Conversation, form: Composer) -> bool:
    data, prompt = form.cleaned_data, prompt_of(form.cleaned_data["text"])
    try:
        if prompt:
            purposes.follow_prompt(conversation=found, use_case=prompt.use_case, by=request.user)
        _choose(request, found, data["engine"])
        if data["text"].strip():
            composing.compose(
                conversation=found, text=data["text"], by=request.user,
                task=prompt.task if prompt else "answer", replaces=_replaced(request, found),
            )  # fmt: skip
        for file in request.FILES.getlist("documents"):
            _attach(request, found, file)
    except NOT_SAFE as problem:
        form.add_error("text", str(problem))
    except (Refused, CannotAttach) as problem:
        form.add_error("documents" if isinstance(problem, CannotAttach) else None, str(problem))
    return not form.errors


def _choose(request: SignedIn, found: Conversation, engine: Engine | None) -> None:
    """Take the model that was chosen, unless a prompt has just given the chat another use."""
    if engine in purposes.standing(found, request.user).engines:
        choose_engine(conversation=found, engine=engine, by=request.user)


def _attach(request: SignedIn, found: Conversation, file: UploadedFile[bytes]) -> None:
    try:
        attach(conversation=found, name=file.name or "document", data=file.read(), by=request.user)
    except CannotAttach as problem:
        raise CannotAttach(f"{file.name}: {problem}") from None


def _replaced(request: SignedIn, found: Conversation) -> UUID | None:
    try:
        pk = UUID(request.POST.get("edit", ""))
    except ValueError:
        return None
    mine = found.messages.filter(
        pk=pk, author=Message.Author.PRACTITIONER, status=Message.Status.SENT, superseded=False
    )
    return pk if mine.exists() else None


@require_GET
def preview(request: SignedIn, pk: UUID) -> HttpResponse:
    found = conversation_of(request, pk)
    if htmx_target(request) == "reading":
        return _reading(request, found)
    reading.read("chat.read", by=request.user, on=found)
    return _preview(request, found)


def _reading(request: SignedIn, found: Conversation) -> HttpResponse:
    """How far the documents are, for a preview that is open already."""
    waiting = [d for d in found.documents.select_related("job") if d.is_reading]
    context = {"conversation": found, "waiting": waiting, "asked_again": True}
    return render(request, "chat/_reading.html", context)


def _preview(
    request: SignedIn, found: Conversation, *, hide_error: str = "", hide_text: str = "",
    hide_role: str = "PERSON",
) -> HttpResponse:  # fmt: skip
    written = found.messages.filter(status=Message.Status.DRAFT).first()
    if written is None:
        return redirect("chat:conversation", found.pk)
    here = papers(found)
    showing = Showing(open_vault(found.vault_id), texts(here))
    attached = list(found.documents.select_related("job"))
    ready = [d for d in attached if d.status == Document.Status.READY]
    subjects = showing.subjects(texts(here))
    waiting = [d for d in attached if d.is_reading]
    standing = purposes.standing(found, request.user)
    pieces = warning([written, *ready])
    mark = Marker(pieces)
    context = {
        "conversation": found,
        "engine": found.engine,
        "standing": standing,
        "message_segments": mark(showing.segments(written.text, written.aliases)),
        "documents": [_document(d, showing, mark) for d in ready],
        "pieces": pieces,
        "offer": suggesting.offer(found, showing.opened, corrections.offered(request, found)),
        "news": news_for(request.user),
        "subjects": subjects,
        "questions": list(still_asked(questions(here, showing), written.left_open)),
        "role_groups": ROLE_GROUPS,
        "stamp": stamp(written, ready, standing.use),
        "ready": bool(found.engine) and not waiting and not standing.why_not,
        "waiting": waiting,
        "failed": [d for d in shown_documents(found, showing) if d.state == "failed"],
        "hide_error": hide_error,
        "hide_text": hide_text,
        "hide_role": hide_role,
    }
    return render(request, "chat/preview.html", context, status=422 if hide_error else 200)


def _document(document: Document, showing: Showing, mark: Marker) -> dict[str, object]:
    rows = paragraphs(document, showing)
    return {
        "ref": document.mark,
        "name_segments": showing.segments(document.name, document.name_aliases),
        "paragraphs": [replace(row, segments=mark(row.segments)) for row in rows],
        "warnings": document.warnings,
    }


@require_GET
def who(request: SignedIn, pk: UUID, subject: UUID) -> HttpResponse:
    """One hidden person or thing and what can be corrected about it: a page, or a dialog in one."""
    found = conversation_of(request, pk)
    here = papers(found)
    showing = Showing(open_vault(found.vault_id), texts(here))
    shown = showing.subject(str(subject))
    if shown is None:
        raise Http404
    could_be = {one.pk for one in shown.could_be}
    at = corrections.place(request.GET.get("at", ""))
    mention = corrections.mention(f"{at}.{request.GET.get('n', '')}")
    context = {
        "conversation": found,
        "subject": shown,
        "spellings": showing.spellings(shown),
        "others": [p for p in showing.people() if p.pk != shown.pk and p.pk not in could_be],
        "at": at,
        "asked": asked_at(mention, here, showing) if mention else None,
        "offer": _offer_of(found, showing, shown),
    }
    in_dialog = htmx_target(request) == "who-body"
    if not in_dialog:
        reading.read("chat.read", by=request.user, on=found)
    return render(request, "chat/_who.html" if in_dialog else "chat/who.html", context)


def _offer_of(found: Conversation, showing: Showing, shown: Shown) -> suggesting.Offer | None:
    first = shown.aliases[0].pk if shown.aliases else ""
    return suggesting.offer(found, showing.opened, first)


@require_POST
def correct(request: SignedIn, pk: UUID) -> HttpResponse:
    """Apply one correction and show the preview again, at the place where it was made."""
    found, posted = conversation_of(request, pk), request.POST
    try:
        corrections.apply(request, found)
    except composing.CannotCorrect as problem:
        if posted.get("do") == "hide":
            text = posted.get("text", "")
            role = posted.get("role", "")
            return _preview(request, found, hide_error=str(problem), hide_text=text, hide_role=role)
        messages.error(request, str(problem))
    except (CannotKeep, *NOT_SAFE) as problem:
        messages.error(request, str(problem))
    address, place = reverse("chat:preview", args=[pk]), corrections.place(posted.get("at", ""))
    return redirect(f"{address}#{place}" if place else address)


@require_POST
def send(request: SignedIn, pk: UUID) -> HttpResponse:
    found = conversation_of(request, pk)
    written = (
        found.messages.filter(status=Message.Status.DRAFT).select_related("conversation").first()
    )
    if written is None:
        return redirect("chat:conversation", pk)
    try:
        seen = request.POST.get("seen", "")
        answer = sending.send(draft=written, by=request.user, seen=seen)
    except sending.Declined:
        return redirect("chat:declined", pk)
    except (sending.CannotSend, Refused, *NOT_SAFE) as problem:
        messages.error(request, str(problem))
        return redirect("chat:preview", pk)
    return redirect(f"{reverse('chat:conversation', args=[pk])}#turn-{answer.pk}")
