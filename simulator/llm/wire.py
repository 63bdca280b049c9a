"""One server as it really behaves: what is asked again, what is left out, what is refused.

Servers that call themselves compatible differ. What a server does not accept is left out step by
step and it is remembered; whatever it answers becomes text or an `LLMError`, never another error.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import AsyncGenerator, Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from simulator.llm.errors import LLMError, Reason
from simulator.llm.request import Request
from simulator.llm.thinking import WithoutThinking
from simulator.settings import ModelServer

if TYPE_CHECKING:
    from openai import AsyncOpenAI

TRIES = 3
"""How often one thing is asked of a server that is busy, broken or not there."""

FIRST_WAIT = 0.3
"""Seconds before the second try; every next wait is twice as long."""

CONNECT = 3.0
"""Seconds in which a connection must be there."""

SILENCE = 60.0
"""Seconds without a byte after which a connection counts as dead, whatever else was agreed."""

MOST_LETTERS = 8000
"""Of one streamed reply; nobody speaks that long."""

MOST_LETTERS_WHOLE = 60_000
"""Of a reply that is not spoken."""

Deadline = Callable[[], float]
"""The moment (`time.monotonic`) at which the answer is no longer waited for; it may move."""


@dataclass(slots=True)
class Counted:
    """Tokens as the server counted them; None when it did not."""

    tokens_in: int | None = None
    tokens_out: int | None = None


class Wire:
    """The connection to one server; used in the background thread only, through an `Exchange`.

    What it is given is sent as it is: the exchange has masked it.
    """

    def __init__(self, server: ModelServer) -> None:
        self._server = server
        self._opened: AsyncOpenAI | None = None
        self._rung = 0
        self.takes_schema = True
        """Whether the server has accepted a JSON schema, as far as is known."""

    async def pieces(
        self, request: Request, deadline: Deadline, counted: Counted
    ) -> AsyncGenerator[str]:
        """The reply as it comes, without thinking.

        Raises:
            LLMError: nothing usable came, or what came stops short; what was given stays given.
        """
        think, letters, finish, chunks, spoke = WithoutThinking(), 0, None, 0, False
        with _explained():
            stream = await self._ask(request, deadline, stream=True)
            try:
                async for chunk in stream:
                    chunks += 1
                    _count(chunk, counted)
                    choice = (chunk.choices or [None])[0]
                    if choice is None:
                        continue
                    finish = choice.finish_reason or finish
                    piece = _content(choice.delta)
                    letters += len(piece)
                    if letters > MOST_LETTERS:
                        raise LLMError("too_long")
                    if said := think.feed(piece):
                        spoke |= bool(said.strip())
                        yield said
            except (LLMError, asyncio.CancelledError):
                raise
            except Exception as error:
                raise _translated(error, "cut_off") from error
            finally:
                await stream.close()
            if said := think.rest():
                spoke |= bool(said.strip())
                yield said
        _check_end(chunks, finish, spoke)

    async def whole(
        self, request: Request, deadline: Deadline, counted: Counted, **more: Any
    ) -> str:
        """The whole reply at once, without thinking.

        Raises:
            LLMError: nothing usable came.
        """
        with _explained():
            answer = await self._ask(request, deadline, **more)
            _count(answer, counted)
            choices = getattr(answer, "choices", None)
            if not choices:
                raise LLMError("unreadable")
            think = WithoutThinking()
            text = think.feed(_content(choices[0].message)) + think.rest()
        if not text.strip():
            raise LLMError("empty")
        if len(text) > MOST_LETTERS_WHOLE or choices[0].finish_reason == "length":
            raise LLMError("too_long")
        return text

    async def models(self) -> list[str]:
        """The names of the models that the server says it has.

        Raises:
            LLMError: it does not say.
        """
        with _explained():
            listed = await self._client().models.list()
            names: list[Any] = [model.id for model in listed.data or ()]
            return [name for name in names if isinstance(name, str)]

    async def close(self) -> None:
        """Lets go of the connections."""
        opened, self._opened = self._opened, None
        if opened is not None:
            await opened.close()

    async def _ask(self, request: Request, deadline: Deadline, **more: Any) -> Any:
        """Asks, again where that may help, with fewer options where the server wants fewer."""
        import openai

        tries, rung = 0, self._rung
        while True:
            options, merged = _RUNGS[rung]
            messages = request.messages
            try:
                answer = await self._client().chat.completions.create(
                    model=self._server.model,
                    messages=_merged(messages) if merged else messages,  # type: ignore[arg-type]
                    **options(request, "stream" in more),
                    **more,
                )
                self._rung = rung
                return answer
            except (openai.BadRequestError, openai.UnprocessableEntityError):
                rung += 1
                if rung == len(_RUNGS):
                    raise
            except (
                openai.APIConnectionError,
                openai.RateLimitError,
                openai.InternalServerError,
            ) as error:
                tries += 1
                if tries == TRIES and not merged and isinstance(error, openai.InternalServerError):
                    # Some templates of models break on a second system message.
                    tries, rung = TRIES - 1, _FIRST_MERGED
                    continue
                wait = _asked_to_wait(error) or FIRST_WAIT * 2 ** (tries - 1)
                wait *= random.uniform(1.0, 1.2)
                if tries == TRIES or time.monotonic() + wait >= deadline():
                    raise
                await asyncio.sleep(wait)

    def _client(self) -> AsyncOpenAI:
        if self._opened is None:
            from openai import AsyncOpenAI, Timeout

            self._opened = AsyncOpenAI(
                base_url=self._server.url,
                api_key=self._server.key or "-",
                timeout=Timeout(SILENCE, connect=CONNECT),
                max_retries=0,
            )
        return self._opened


def _all_options(request: Request, stream: bool) -> Mapping[str, Any]:
    options: dict[str, Any] = {
        "max_tokens": request.most_tokens,
        "temperature": request.temperature,
    }
    if request.seed is not None:
        options["seed"] = request.seed
    if stream:
        options["stream_options"] = {"include_usage": True}
    return options


def _thinkers_options(request: Request, stream: bool) -> Mapping[str, Any]:
    """Models that think first count their thinking too, and choose their own temperature."""
    return {"max_completion_tokens": request.most_tokens}


def _no_options(request: Request, stream: bool) -> Mapping[str, Any]:
    return {}


Options = Callable[[Request, bool], Mapping[str, Any]]

_RUNGS: Sequence[tuple[Options, bool]] = (
    (_all_options, False),
    (_thinkers_options, False),
    (_all_options, True),
    (_thinkers_options, True),
    (_no_options, True),
)
"""Ways of asking, from everything we would like to what every server accepts: the options, and
whether the messages are merged."""

_FIRST_MERGED = 2


def _merged(messages: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """One system message, then user and assistant in turn: what strict templates ask for."""
    made: list[dict[str, str]] = []
    for message in messages:
        late = message["role"] == "system" and bool(made)
        role = "user" if late else message["role"]
        if made and made[-1]["role"] == role:
            made[-1]["content"] += "\n\n" + message["content"]
        else:
            made.append({"role": role, "content": message["content"]})
    return made


def _content(message: Any) -> str:
    """What is meant to be read; thinking and calls of tools are not."""
    if message is None:
        return ""
    if getattr(message, "refusal", None):
        raise LLMError("declined")
    content = getattr(message, "content", None)
    return content if isinstance(content, str) else ""


def _check_end(chunks: int, finish: str | None, spoke: bool) -> None:
    """Raises when a stream ended otherwise than with a finished reply."""
    if not chunks:
        raise LLMError("unreadable")  # a page of a proxy, or nothing that is an event
    if finish == "content_filter":
        raise LLMError("declined")
    if finish == "length":
        raise LLMError("too_long")
    if finish is None:
        raise LLMError("cut_off")
    if not spoke:
        raise LLMError("empty")


def _count(answer: Any, counted: Counted) -> None:
    usage = getattr(answer, "usage", None)
    for name, key in (("tokens_in", "prompt_tokens"), ("tokens_out", "completion_tokens")):
        number = getattr(usage, key, None)
        if isinstance(number, int) and number >= 0:
            setattr(counted, name, number)


def _asked_to_wait(error: Exception) -> float | None:
    """Seconds that the server asks us to wait."""
    response = getattr(error, "response", None)
    try:
        return max(0.0, float(response.headers["retry-after"])) if response is not None else None
    except (KeyError, ValueError):
        return None


@contextmanager
def _explained() -> Iterator[None]:
    """Makes every error of the library, and of what it is built on, one of ours."""
    try:
        yield
    except (LLMError, asyncio.CancelledError, GeneratorExit):
        raise
    except (AttributeError, TypeError) as error:  # an answer of another shape than it should be
        raise LLMError("unreadable", str(error)[:500]) from error
    except Exception as error:
        raise _translated(error, "unreachable") from error


def _translated(error: Exception, connection: Reason) -> LLMError:
    """`connection` is what a lost connection means at this moment."""
    import openai

    kinds: tuple[tuple[type[Exception], Reason], ...] = (
        (openai.AuthenticationError, "key"),
        (openai.PermissionDeniedError, "key"),
        (openai.NotFoundError, "not_found"),
        (openai.RateLimitError, "busy"),
        (openai.BadRequestError, "not_accepted"),
        (openai.UnprocessableEntityError, "not_accepted"),
        (openai.APITimeoutError, "too_slow"),
        (openai.APIConnectionError, connection),
        (openai.APIError, "broken"),
        (ValueError, "unreadable"),  # JSON, text and models that are not what they should be
    )
    reason = next((reason for kind, reason in kinds if isinstance(error, kind)), connection)
    return LLMError(reason, str(error)[:500])
