"""The parser over HTTP: ``attribution serve``, or `application` under any server of ASGI.

A process takes the requests, and worker processes read the texts, so that a text that takes too
long can be stopped.  No text, and nothing that is read in one, is ever logged.
"""

from __future__ import annotations

import asyncio
import copy
import functools
import logging
import socket
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated, Any, TypeAlias, cast

import attrs

from attribution import rulesets
from attribution._rules.discovery import AUTO
from attribution._values.arguments import checked_workers
from attribution.articles import Article
from attribution.check import Checked, check
from attribution.errors import AttributionError, InputValueError, MissingExtraError
from attribution.exports.schema import schema as article_schema
from attribution.integrations._processes import Failure, LostError, Workers
from attribution.parser import Parser

try:
    import msgspec
    import uvicorn
    from litestar import Litestar, MediaType, Request, Response, get, post
    from litestar.datastructures import State
    from litestar.exceptions import HTTPException
    from litestar.openapi.config import OpenAPIConfig
    from litestar.openapi.datastructures import ResponseSpec
    from litestar.openapi.plugins import JsonRenderPlugin
    from litestar.params import Body
    from litestar.types import ASGIApp, Receive, ReceiveMessage, Scope, Send
except ImportError as error:
    raise MissingExtraError("the HTTP service", "litestar", "serve") from error

_LOG = logging.getLogger(__name__)
_NO_BODY = {"message": "'data'", "key": "data", "source": "body"}
_WARMING = "Ada Moor said on Monday that the ferry was late."


@attrs.frozen(kw_only=True)
class Limits:
    """What a request may cost."""

    size: int = attrs.field(default=1_000_000, validator=attrs.validators.gt(0))
    """Bytes of the body."""
    seconds: float = attrs.field(default=30.0, validator=attrs.validators.gt(0))
    """Seconds until the body has come, and then until there is an answer."""
    waiting: int = attrs.field(default=200, validator=attrs.validators.gt(0))
    """Requests that are read or wait to be read at once; more are refused."""


# What is asked, and what is answered ------------------------------------------------------------


_Rules: TypeAlias = Annotated[
    str | None, msgspec.Meta(description="A rule set that the service has; else its first.")
]


class ParseRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text to read."""

    text: Annotated[str, msgspec.Meta(description="The text, as it is.")]
    published: Annotated[
        str | None, msgspec.Meta(description="The day of publication in ISO 8601.")
    ] = None
    id: Annotated[str | None, msgspec.Meta(description="What you call the article.")] = None
    rules: _Rules = None
    min_confidence: Annotated[
        float, msgspec.Meta(description="Leave out statements of less confidence.", ge=0, le=1)
    ] = 0.0


class CheckRequest(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A text whose quotations are looked up in an article."""

    text: Annotated[str, msgspec.Meta(description="The text whose quotations are checked.")]
    article: Annotated[str, msgspec.Meta(description="The article that they must agree with.")]
    rules: _Rules = None
    threshold: Annotated[
        float, msgspec.Meta(description="From where on words are altered.", ge=0, le=100)
    ] = 70.0


class CheckAnswer(msgspec.Struct, frozen=True):
    """What was found out about the quotations of a text."""

    sound: bool
    """Whether all of them may stand as they are."""
    quotations: list[Checked]


class Health(msgspec.Struct, frozen=True):
    """What runs here."""

    status: str
    version: str
    workers: int
    rules: list[str]


class Fault(msgspec.Struct, frozen=True):
    """What is wrong with a request."""

    status_code: int
    detail: str
    extra: list[dict[str, str]] = []


# In the worker processes ------------------------------------------------------------------------

_Job: TypeAlias = "ParseRequest | CheckRequest"


@attrs.frozen
class _Refusal:
    """What is wrong with a job."""

    detail: str


@attrs.frozen
class _Reader:
    """Does the jobs."""

    rules: Mapping[str, str | Path]
    """What requests may call a rule set -> what `Parser` is to load; the first is the default."""

    def __call__(self, job: _Job) -> bytes | _Refusal:
        try:
            return self._checked(job) if isinstance(job, CheckRequest) else self._read(job)
        except AttributionError as error:
            return _Refusal(str(error))

    def _read(self, job: ParseRequest) -> bytes:
        parser = _parser(self._chosen(job.rules))
        article = parser.read(job.text, job.published, id=job.id, min_confidence=job.min_confidence)
        return msgspec.json.encode(article)

    def _checked(self, job: CheckRequest) -> bytes:
        rules = self._chosen(job.rules)
        article = _parser(rules).read(job.article)
        found = check(job.text, article, threshold=job.threshold, rules=rules)
        return msgspec.json.encode(CheckAnswer(all(item.sound for item in found), found))

    def _chosen(self, name: str | None) -> str | Path:
        if name is None:
            return next(iter(self.rules.values()))
        if name not in self.rules:
            raise InputValueError("rules", name, f"one of {', '.join(self.rules)}")
        return self.rules[name]


@functools.cache
def _parser(rules: str | Path) -> Parser:
    return Parser(rules)


def _make_reader(rules: Mapping[str, str | Path]) -> _Reader:
    reader = _Reader(rules)
    # What the first text would wait for.
    reader(ParseRequest(_WARMING, published="2031-05-07"))
    return reader


# In the process that takes the requests ---------------------------------------------------------


@attrs.define
class _Service:
    """The workers, and what is known of them."""

    workers: Workers[_Job, bytes | _Refusal]
    limits: Limits
    rules: tuple[str, ...]
    waiting: int = 0

    async def answer(self, job: _Job) -> bytes:
        """Have a job done.

        Raises:
            HTTPException: If it is refused, or there is no answer.
        """
        if self.waiting >= self.limits.waiting:
            raise _unavailable("too many requests are waiting", retry=1)
        self.waiting += 1
        try:
            done = await asyncio.wrap_future(self.workers.submit(job, self.limits.seconds))
        except TimeoutError:
            detail = f"there was no answer within {self.limits.seconds:g} seconds"
            raise _unavailable(detail) from None
        except LostError:
            raise _unavailable("the process that read the text has ended") from None
        finally:
            self.waiting -= 1
        return _sound(done)


def _sound(done: bytes | _Refusal | Failure) -> bytes:
    if isinstance(done, _Refusal):
        raise HTTPException(status_code=400, detail=done.detail)
    if isinstance(done, Failure):
        # Never its message: it may quote the text.
        _LOG.error("%s while a text was read\n%s", done.kind, done.where)
        raise HTTPException(status_code=500, detail="the text could not be read")
    return done


def _unavailable(detail: str, *, retry: int | None = None) -> HTTPException:
    headers = {} if retry is None else {"Retry-After": str(retry)}
    return HTTPException(status_code=503, detail=detail, headers=headers)


def _in_time(limits: Limits) -> Any:  # noqa: ANN401 a middleware as litestar takes it
    """Give a middleware that does not wait for a body for ever."""

    def wrap(app: ASGIApp) -> ASGIApp:
        async def run(scope: Scope, receive: Receive, send: Send) -> None:
            async def received() -> ReceiveMessage:
                try:
                    async with asyncio.timeout_at(deadline):
                        return await receive()
                except TimeoutError:
                    detail = f"the body has not come within {limits.seconds:g} seconds"
                    raise HTTPException(status_code=408, detail=detail) from None

            deadline = asyncio.get_running_loop().time() + limits.seconds
            await app(scope, received, send)

        return run

    return wrap


_FAULTS = {
    code: ResponseSpec(Fault, generate_examples=False, description=description)
    for code, description in {
        400: "The request means nothing; the detail says why.",
        408: "The body has not come in time.",
        413: "The body is too large.",
        503: "There was no answer in time, or too many requests wait.",
    }.items()
}


@post("/parse", status_code=200, responses=_FAULTS, summary="Read a text")
async def _parse(data: Annotated[ParseRequest, Body()], state: State) -> Response[Article]:
    """Give the text with its statements and people, as `Article.to_dict` does."""
    return Response(await _answer(state, data), media_type=MediaType.JSON)


@post("/check", status_code=200, responses=_FAULTS, summary="Check the quotations of a text")
async def _check(data: Annotated[CheckRequest, Body()], state: State) -> Response[CheckAnswer]:
    """Look up each quotation of a text in an article."""
    return Response(await _answer(state, data), media_type=MediaType.JSON)


@get("/schema", sync_to_thread=False, summary="Give the JSON Schema of an article")
def _schema() -> dict[str, Any]:
    """Give the JSON Schema of what ``/parse`` answers."""
    return article_schema()


@get("/health", sync_to_thread=False, summary="Say that the service runs")
def _health(state: State) -> Health:
    """Say that the service takes requests, and what it has."""
    service: _Service = state.service
    return Health("ok", _version(), service.workers.count, list(service.rules))


async def _answer(state: State, job: _Job) -> Any:  # noqa: ANN401 the type is that of what is encoded
    service: _Service = state.service
    return await service.answer(job)


def application(
    rules: Sequence[str | Path] | None = None, *, workers: int = 1, limits: Limits | None = None
) -> Litestar:
    """Make the application, for a server of ASGI.

    Args:
        rules: The names or paths of the rule sets that requests may ask for, by name; the first is
            that of requests that name none.  By default "en", all others that are installed, and
            "auto".
        workers: How many processes read texts.
        limits: What a request may cost.

    Returns:
        The application; its processes start and end with it.

    Raises:
        InputValueError: If `workers` is less than 1.
        UnknownRuleSetError: If no rule set of a name can be had.
        RuleError: If one that is loaded from a path is not sound.

    >>> app = application(["en", "de"], workers=2)
    >>> paths = {route.path for route in app.routes}
    >>> sorted(path for path in paths if not path.startswith("/openapi.json/"))
    ['/check', '/health', '/openapi.json', '/parse', '/schema']
    """
    named = {_name(item): item for item in rules or _installed()}
    kept = limits or Limits()
    make = functools.partial(_make_reader, named)
    pool: Workers[_Job, bytes | _Refusal] = Workers(make, checked_workers(workers))
    service = _Service(pool, kept, tuple(named))

    @asynccontextmanager
    async def running(_: Litestar) -> AsyncIterator[None]:
        try:
            # Until they are ready, nobody is told that the service runs.
            await asyncio.to_thread(pool.start)
            yield
        finally:
            pool.close()

    return Litestar(
        [_parse, _check, _schema, _health],
        state=State({"service": service}),
        lifespan=[running],
        middleware=[_in_time(kept)],
        request_max_body_size=kept.size,
        exception_handlers={HTTPException: _told},
        openapi_config=OpenAPIConfig(
            title="attribution",
            version=_version(),
            path="/openapi.json",
            render_plugins=[JsonRenderPlugin(path="/")],
        ),
        logging_config=None,
    )


def _version() -> str:
    # Read when asked for: a worker process has no use for it.
    from importlib import metadata

    return metadata.version("attribution-parser")


def _installed() -> list[str]:
    return ["en", *(name for name in rulesets.available() if name != "en"), AUTO]


def _name(rules: str | Path) -> str:
    if isinstance(rules, str) and rules in (AUTO, *rulesets.available()):
        return rules
    loaded = Parser(rules).rules
    return AUTO if loaded is None else loaded.name


def _told(request: Request[Any, Any, Any], error: HTTPException) -> Response[Any]:
    """Answer what is wrong, in the same form whatever it is."""
    detail = error.detail
    if error.status_code == 413:  # noqa: PLR2004 the number is its name
        most = request.app.state.service.limits.size
        detail = f"the body may have {most:,} bytes"
    fault = Fault(error.status_code, detail, _extra(error))
    return Response(fault, status_code=error.status_code, headers=error.headers)


def _extra(error: HTTPException) -> list[dict[str, str]]:
    told = cast("list[dict[str, str]]", error.extra if isinstance(error.extra, list) else [])
    # It is the name of an argument, in quotation marks, that stands there for want of a body.
    return [{**item, "message": "there is no body"} if item == _NO_BODY else item for item in told]


def serve(app: Litestar, listening: socket.socket) -> None:
    """Serve the application until the process is told to end.

    Args:
        app: What `application` made.
        listening: A socket that listens.
    """
    config = copy.deepcopy(uvicorn.config.LOGGING_CONFIG)
    config["handlers"]["access"]["stream"] = "ext://sys.stderr"
    server = uvicorn.Server(uvicorn.Config(app, log_config=config, server_header=False))
    server.run(sockets=[listening])
