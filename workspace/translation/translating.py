"""Plain text in, plain text out, for measuring a direction with a test set.

What practitioners write goes another way: through the door, on the record.
"""

from collections.abc import Sequence

from workspace.gateway import translating
from workspace.gateway.models import Engine
from workspace.gateway.protocol import EngineError
from workspace.privacy.preparing import mask_texts
from workspace.privacy.vaults import new_vault, open_vault, shred

from .aliases import aliases_of


class NoEngine(Exception):
    """Nothing here can translate. `str(error)` says what to do."""


def translate_plain(texts: Sequence[str], source: str, target: str) -> list[str]:
    """Translate sentences from one language code to another, in the same order.

    Names are hidden and put back as in earnest; what was learnt of them is destroyed afterwards.
    Raises NoEngine where no translating engine is there, or it fails.
    """
    engine = Engine.objects.translators().filter(enabled=True).first()
    if engine is None:
        raise NoEngine("No translator is switched on here. Switch one on under Models.")
    vault = new_vault()
    try:
        masked = mask_texts(vault.pk, texts, language=source)
        done = translating.measure(
            engine, [one.text for one in masked], vault=vault.pk, source=source, target=target
        )
        opened = open_vault(vault.pk)
        return [
            opened.restore(text, aliases_of(text, one.text, one.aliases))
            for text, one in zip(done, masked, strict=True)
        ]
    except EngineError as error:
        raise NoEngine(str(error)) from None
    finally:
        shred(vault)
