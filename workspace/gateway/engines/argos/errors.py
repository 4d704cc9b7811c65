"""What can stand in the way of a translation, said plainly."""

from workspace.gateway.protocol import EngineRefusedRequest, EngineUnavailable


class NoPack(EngineRefusedRequest):
    """Nothing installed covers the direction."""

    code = "no_translation_pack"


class BrokenPack(EngineUnavailable):
    """A pack is installed and cannot be used."""

    code = "broken_translation_pack"
    may_retry = False
