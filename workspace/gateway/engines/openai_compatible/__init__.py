"""The engine for any server that speaks the OpenAI protocol."""

from .engine import OpenAICompatibleEngine, build

__all__ = ["OpenAICompatibleEngine", "build"]
