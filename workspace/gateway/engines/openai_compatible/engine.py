"""Any OpenAI-compatible chat server: vLLM, Ollama, llama.cpp, Azure or an approved cloud.

Promises: only masked text goes out; no proxy, redirect or retry takes it anywhere else; every
failure becomes one plain sentence that repeats nothing of the request or of the server's
words; the wait and the answer are bounded; closing the iterator closes the connection, and
`interrupt` does so from another thread.
"""

import logging
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from typing import Any, Final

import httpx2
import openai
from openai.types.chat import ChatCompletionChunk

from workspace.gateway.protocol import (
    Engine,
    EngineBadAnswer,
    EngineBusy,
    EngineConfig,
    EngineCutOff,
    EngineError,
    EngineRefusedRequest,
    EngineTooSlow,
    EngineUnavailable,
    TooLongForEngine,
)
from workspace.privacy.masked import Masked

from .bounded import bounded
from .messages import messages_for

MOST_CHARACTERS: Final = 200_000
MOST_BYTES: Final = 16_000_000
PROBE_SECONDS: Final = 5.0

# The client library logs whole requests at DEBUG; nothing may turn that on.
logging.getLogger("openai").setLevel(logging.WARNING)

_NO_ADDRESS: Final = "No model server has been set up. Please ask an administrator."
_DOWN: Final = "The model server cannot be reached. Your text is kept; try again in a few minutes."
_SLOW: Final = "The model took too long to answer. Your text is kept; try again."
_BUSY: Final = "The model is busy with other work. Your text is kept; try again in a minute."
_FAULT: Final = "The model server reported a fault of its own. Your text is kept; try again."
_BAD: Final = "The model server sent something that is not an answer. Your text is kept; try again."
_EMPTY: Final = "The model sent an empty answer. Your text is kept; try again."
_HUGE: Final = "The model's answer grew far too long and was stopped. Your text is kept."
_CUT: Final = "The answer stopped before its end. What arrived is kept as a draft; try again."
_LONG: Final = "This is too long for the model to read at once. Leave out a document or shorten it."
_KEY: Final = "Daylight's key was not accepted by the model server. Please ask an administrator."
_MODEL: Final = "The model server does not offer this model. Please ask an administrator."
_REFUSED: Final = "The model server did not accept this request. Please ask an administrator."


class OpenAICompatibleEngine:
    """Satisfies `workspace.gateway.protocol.Engine`."""

    def __init__(self, config: EngineConfig) -> None:
        self._config = config
        self.version = config.model
        self._network: Any = None

    def stream(self, masked: Masked) -> Iterator[str]:
        """The answer as it arrives; at most `MOST_CHARACTERS`, within `total_timeout`."""
        with _plainly(), self._client(self._config.total_timeout) as client:
            answer = client.chat.completions.create(
                model=self._config.model, messages=messages_for(masked), stream=True
            )
            with answer:
                yield from self._read(answer)

    def _read(self, answer: openai.Stream[ChatCompletionChunk]) -> Iterator[str]:
        size, finish = 0, ""
        try:
            for chunk in answer:
                self.version = chunk.model or self.version
                for choice in chunk.choices[:1]:
                    piece, finish = choice.delta.content or "", choice.finish_reason or finish
                    size += len(piece)
                    if size > MOST_CHARACTERS:
                        raise EngineBadAnswer(_HUGE)
                    if piece:
                        yield piece
        except openai.APITimeoutError:
            raise
        except openai.APIConnectionError:
            if size:
                raise EngineCutOff(_CUT) from None
            raise
        _check_end(size, finish, answer.response)

    def interrupt(self) -> None:
        """Hang up under a read that another thread is waiting in."""
        with suppress(AttributeError, OSError):  # nothing was connected, or not any more
            self._network.get_extra_info("socket").shutdown(socket.SHUT_RDWR)

    def probe(self) -> str:
        """Ask which models there are; "ready, model x" when ours is among them."""
        with _plainly(), self._client(PROBE_SECONDS) as client:
            names = [model.id for model in client.models.list().data]
        if self._config.model not in names:
            raise EngineRefusedRequest(_MODEL)
        return f"ready, model {self._config.model}"

    def _client(self, seconds: float) -> openai.OpenAI:
        """A client for one request that must be over within `seconds`."""
        if not self._config.address:
            raise EngineUnavailable(_NO_ADDRESS)  # the library would fall back to a public one
        config, deadline = self._config, time.monotonic() + seconds
        wait = min(config.read_timeout, seconds)
        limits = openai.Timeout(wait, connect=min(config.connect_timeout, wait))

        def bind(response: httpx2.Response) -> None:
            self._network = response.extensions.get("network_stream")
            bounded(response, deadline, MOST_BYTES, EngineTooSlow(_SLOW), EngineBadAnswer(_HUGE))

        # trust_env=False: neither a proxy variable nor ~/.netrc may redirect what leaves.
        transport = openai.DefaultHttpxClient(
            verify=_certificates(),
            trust_env=False,
            follow_redirects=False,
            timeout=limits,
            event_hooks={"response": [bind]},
        )
        return openai.OpenAI(
            api_key=config.secret or "none",
            base_url=config.address,
            timeout=limits,
            max_retries=0,
            http_client=transport,
        )


@cache
def _certificates() -> ssl.SSLContext:
    """Loading the trusted certificates takes longer than all else here: once is enough."""
    return httpx2.create_ssl_context(trust_env=False)


def _check_end(size: int, finish: str, response: httpx2.Response) -> None:
    """A stream that ended must have said so, and have said something."""
    kind = response.headers.get("content-type", "")
    if not finish and not size and "event-stream" not in kind:
        raise EngineBadAnswer(_BAD)
    if finish in ("length", "content_filter"):
        raise EngineCutOff(_CUT)
    if not finish:
        raise EngineCutOff(_CUT) if size else EngineBadAnswer(_EMPTY)
    if not size:
        raise EngineBadAnswer(_EMPTY)


@contextmanager
def _plainly() -> Iterator[None]:
    """Turn every failure of client, network or server into an `EngineError`.

    `from None`: the original may quote the request, and must not reach a log.
    """
    try:
        yield
    except (EngineError, GeneratorExit):
        raise
    except Exception as error:
        raise _translated(error) from None


def _translated(error: Exception) -> EngineError:
    if isinstance(error, openai.APITimeoutError):
        return EngineTooSlow(_SLOW)
    if isinstance(error, openai.APIStatusError):
        return _of_status(error)
    if isinstance(error, openai.APIConnectionError):
        return EngineUnavailable(_DOWN)
    return EngineBadAnswer(_BAD)


def _of_status(error: openai.APIStatusError) -> EngineError:
    status = error.status_code
    if status in (401, 403):
        return EngineRefusedRequest(_KEY)
    if status == 404:
        return EngineRefusedRequest(_MODEL)
    if status in (408, 504):
        return EngineTooSlow(_SLOW)
    if status == 429:
        return EngineBusy(_BUSY)
    if status == 413 or (status == 400 and _about_length(error)):
        return TooLongForEngine(_LONG)
    if status >= 500:
        return EngineUnavailable(_FAULT)
    return EngineBadAnswer(_BAD) if status < 400 else EngineRefusedRequest(_REFUSED)


def _about_length(error: openai.APIStatusError) -> bool:
    """Servers word it differently; the text is looked at and never passed on."""
    said = f"{error.code} {error.message}".lower()
    return any(sign in said for sign in ("context", "too long", "maximum length", "token"))


def build(config: EngineConfig) -> Engine:
    return OpenAICompatibleEngine(config)
