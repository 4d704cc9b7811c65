"""Attaching: stored encrypted, named by a masked name, seen by its owner alone."""

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tests.access.world import CHILD, World, make_world
from workspace.chat.actions import documents
from workspace.chat.actions.documents import CannotAttach, attach, remove
from workspace.chat.models import Document
from workspace.governance.policy import Refused
from workspace.privacy.keyring import KeyUnusable
from workspace.privacy.vaults import data_key, open_vault

pytestmark = pytest.mark.django_db
BODY = f"{CHILD} went to the park.".encode()


@pytest.fixture
def world(db: None) -> World:
    return make_world()


def put(world: World, name: str = "Note.txt", data: bytes = BODY) -> Document:
    return attach(conversation=world.conversation, name=name, data=data, by=world.owner)


def real_name(document: Document) -> str:
    opened = open_vault(document.conversation.vault_id)
    return opened.restore(document.name, document.name_aliases)


def test_an_upload_lies_encrypted_until_it_is_read(world: World) -> None:
    document = put(world)
    blob = Path(settings.MEDIA_ROOT) / "uploads" / str(document.pk)
    assert b"Zofia" not in blob.read_bytes()
    key = data_key(document.conversation.vault)
    assert key.show_bytes(blob.read_bytes(), bound_to=f"upload:{document.pk}") == BODY
    with pytest.raises(KeyUnusable):
        key.show_bytes(blob.read_bytes(), bound_to="upload:another")


def test_a_file_name_is_masked_and_shown_again(world: World) -> None:
    document = put(world, f"{CHILD} - visit 07700 900123.docx")
    assert "Zofia" not in document.name
    assert "900123" not in document.name
    assert document.name.endswith(".docx")
    assert real_name(document) == f"{CHILD} - visit 07700 900123.docx"


@pytest.mark.parametrize(
    ("name", "shown"),
    [("../../etc/passwd", "passwd"), ("a\x00b.txt", "a b.txt"), ("a\nb.txt", "a b.txt"),
     ("x" * 400 + ".txt", "x" * 200 + ".txt"), ("\u202efdp.exe", " fdp.exe"),
     ("note.t<b>", "note.t<b>"), (".hidden", ".hidden")],
)  # fmt: skip
def test_a_strange_name_is_made_harmless(world: World, name: str, shown: str) -> None:
    document = put(world, name)
    assert real_name(document) == shown
    files = {file.name for file in (Path(settings.MEDIA_ROOT) / "uploads").iterdir()}
    assert str(document.pk) in files


def test_what_is_not_taken_says_why_and_leaves_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = world.conversation.documents.count()
    with pytest.raises(CannotAttach, match="empty"):
        put(world, data=b"")
    with pytest.raises(CannotAttach, match="MB"):
        put(world, data=b"x" * (documents.reading.DEFAULT.bytes + 1))
    monkeypatch.setattr(documents, "MOST_DOCUMENTS", before)
    with pytest.raises(CannotAttach, match="up to"):
        put(world)
    assert world.conversation.documents.count() == before


def test_only_who_may_use_models_attaches(world: World) -> None:
    for who in ("auditor", "administrator", "leaver"):
        with pytest.raises(Refused):
            attach(conversation=world.conversation, name="a.txt", data=b"a", by=world.people[who])


def test_numbers_are_not_used_again_while_a_later_one_is_there(world: World) -> None:
    one, two = put(world), put(world)
    remove(document=one, by=world.owner)
    assert put(world).number == two.number + 1


def test_a_document_is_not_taken_away_under_an_answer(world: World) -> None:
    document = put(world)
    world.conversation.messages.create(author="assistant", status="waiting")
    with pytest.raises(CannotAttach, match="Stop the answer"):
        remove(document=document, by=world.owner)


def test_taking_a_document_out_takes_its_file_too(world: World) -> None:
    document = put(world)
    blob = Path(settings.MEDIA_ROOT) / "uploads" / str(document.pk)
    remove(document=document, by=world.owner)
    assert not blob.exists()


def test_a_file_that_is_refused_is_named_in_the_error_and_the_words_are_kept(world: World) -> None:
    client = Client()
    client.force_login(world.owner)
    form: dict[str, Any] = {
        "text": "What happened?", "documents": SimpleUploadedFile("Empty.txt", b"")
    }  # fmt: skip
    reply = client.post(reverse("chat:draft", args=[world.conversation.pk]), form)
    assert reply.status_code == 422
    assert "Empty.txt: This file is empty." in reply.content.decode()
    assert "What happened?" in reply.content.decode()


def test_the_page_shows_names_or_what_the_model_sees(world: World) -> None:
    client = Client()
    client.force_login(world.owner)
    address = reverse("chat:document", args=[world.conversation.pk, world.document.number])
    assert CHILD in client.get(address).content.decode()
    seen = client.get(address, {"as": "model"})
    assert seen.status_code == 200
