"""A translator is no partner to chat with, and what answers is no translator."""

import pytest

from tests import families
from workspace.chat.actions import purposes
from workspace.gateway import door
from workspace.gateway.builtin import TRANSLATOR, built_in_engine, built_in_translator
from workspace.gateway.models import Engine
from workspace.gateway.protocol import EngineConfig
from workspace.governance import policy
from workspace.governance.models import AuditEntry, Classification, Room
from workspace.privacy.preparing import Draft
from workspace.privacy.vaults import new_vault

pytestmark = pytest.mark.django_db


def test_its_row_is_made_once_and_stays_off_once_switched_off():
    engine = built_in_translator()
    assert (engine.name, engine.in_house) == (TRANSLATOR, True)
    assert engine.highest_classification == Classification.SENSITIVE
    assert not engine.writes_prose
    engine.clean()  # it needs no address
    Engine.objects.update(enabled=False)
    assert not built_in_translator().enabled
    assert Engine.objects.count() == 1


def test_chat_offers_it_to_nobody(user):
    use, answers, translator = families.everyday(), built_in_engine(), built_in_translator()
    assert purposes.engines_for(user, use, None) == [answers]
    Engine.objects.filter(pk=answers.pk).update(enabled=False)
    chat = families.chat(user)
    assert chat.engine is None
    standing = purposes.standing(chat, user)
    assert standing.engines == []
    with pytest.raises(policy.Refused, match="only translates"):
        purposes.check_may_answer(chat, translator, user)


def test_each_is_found_by_what_it_does():
    answers, translator = built_in_engine(), built_in_translator()
    assert list(Engine.objects.for_chat()) == [answers]
    assert list(Engine.objects.translators()) == [translator]


@pytest.mark.parametrize(("room", "wrong"), [(Room.CHAT, 1), (Room.TRANSLATION, 0)])
def test_the_door_keeps_each_to_its_room(user, room, wrong):
    use = families.everyday(slug="other", title="Other", room=room)
    engine = [built_in_engine(), built_in_translator()][wrong]
    request = door.Request([Draft("user", "Good morning.")], engine)
    with pytest.raises(policy.Refused):
        door.call(use, request, by=user, vault=new_vault())
    assert [entry.action for entry in AuditEntry.objects.filter(action__startswith="model.")] == [
        "model.refused"
    ]


def test_engines_are_told_where_packs_lie(settings, monkeypatch):
    from workspace.gateway import loading

    told = []
    monkeypatch.setattr(loading, "import_string", lambda path: told.append)
    loading.load(built_in_translator())
    assert told[0] == EngineConfig(folders=tuple(map(str, settings.PACKS)))
