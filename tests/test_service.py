"""The parser over HTTP: the application in this process, and a real server on the loopback."""

from __future__ import annotations

import asyncio
import http.client
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, cast

import jsonschema
import listening
import pytest

from attribution import Article, UnknownRuleSetError, exports, read
from attribution._command.program import main
from attribution.check import check

pytest.importorskip("litestar")
pytest.importorskip("uvicorn")
pytest.importorskip("httpx")
pytest.importorskip("rapidfuzz")

from litestar.testing import TestClient

from attribution.integrations import service
from attribution.integrations._processes import Failure, LostError, Workers

ROOT = Path(__file__).parents[1]
HARBOUR = (ROOT / "examples" / "harbour.txt").read_text(encoding="utf-8")
TEXT = "Ada Moor, the mayor of Wexhaven, said on Monday that “the dam is safe”. 🙂"
LIMIT = 20_000


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient[Any]]:
    app = service.application(limits=service.Limits(size=LIMIT, seconds=60))
    with TestClient(app) as made:
        yield made


# What is answered -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [TEXT, HARBOUR, "", "It rained."])
def test_parse_gives_the_article(client: TestClient[Any], text: str) -> None:
    asked: dict[str, Any] = {"text": text, "published": "2031-05-07", "id": "a1"}
    answer = client.post("/parse", json=asked)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    assert Article.from_dict(answer.json()) == read(**asked)
    jsonschema.validate(answer.json(), client.get("/schema").json())


def test_the_options_are_those_of_the_parser(client: TestClient[Any]) -> None:
    found = client.post("/parse", json={"text": HARBOUR, "min_confidence": 0.9}).json()
    assert Article.from_dict(found) == read(HARBOUR, min_confidence=0.9)
    german = {"text": "Der Bürgermeister sagte, dass die Fähre zu spät war.", "rules": "auto"}
    assert client.post("/parse", json=german).json()["rules"] == "de"


def test_check_gives_the_verdicts(client: TestClient[Any]) -> None:
    article = "“We have not sold the quay,” said Ada Moor. Lem Harrow said it was late."
    draft = "“We have sold the quay,” Ada Moor said."
    answer = client.post("/check", json={"text": draft, "article": article})
    assert answer.status_code == 200
    expected = [item.to_dict() for item in check(draft, article)]
    assert answer.json() == {"sound": False, "quotations": expected}
    sound = client.post("/check", json={"text": article, "article": article})
    assert sound.json()["sound"] is True


def test_the_page_shows_what_is_answered(client: TestClient[Any]) -> None:
    page = (ROOT / "docs" / "use" / "serve.md").read_text(encoding="utf-8")
    request = re.search(r"^\$ curl -s localhost:8000(/\w+) -d '(.*)'$", page, re.MULTILINE)
    shown = re.search(r"^```json\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    assert request is not None
    assert shown is not None
    form = {"content-type": "application/x-www-form-urlencoded"}
    answer = client.post(request[1], content=request[2].encode(), headers=form).json()
    [item] = answer["quotations"]
    item["score"] = round(item["score"], 2)
    assert answer == json.loads(shown[1])


def test_schema_is_that_of_an_article(client: TestClient[Any]) -> None:
    assert client.get("/schema").json() == exports.schema()


def test_health_tells_what_runs(client: TestClient[Any]) -> None:
    told = client.get("/health").json()
    assert (told["status"], told["workers"]) == ("ok", 1)
    assert told["rules"][0] == "en"
    assert {"de", "auto"} < set(told["rules"])


def test_openapi_describes_every_path(client: TestClient[Any]) -> None:
    told = client.get("/openapi.json").json()
    assert set(told["paths"]) == {"/parse", "/check", "/schema", "/health"}
    assert {"200", "400", "408", "413", "503"} == set(told["paths"]["/parse"]["post"]["responses"])
    named = set(re.findall(r"#/components/schemas/(\w+)", json.dumps(told)))
    assert {"ParseRequest", "Article", "Quote", "Checked", "Fault"} <= named
    assert named <= set(told["components"]["schemas"])
    fields = told["components"]["schemas"]["Article"]["properties"]
    assert set(fields) == set(exports.schema()["properties"])
    assert client.get("/openapi.json").json() == told


# What is refused --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ({}, "Object missing required field `text`"),
        ({"text": 1}, "Expected `str`, got `int`"),
        ({"text": "a", "txet": 1}, "Object contains unknown field `txet`"),
        (["a"], "Expected `object`, got `array`"),
        ({"text": "a", "min_confidence": 3}, "Expected `float` <= 1.0"),
        ({"text": "a", "published": "May 7"}, "published must be a day in ISO 8601"),
        ({"text": "a", "rules": "/etc/passwd"}, "rules must be one of en, de, "),
    ],
)
def test_what_means_nothing_is_named(client: TestClient[Any], asked: object, told: str) -> None:
    answer = client.post("/parse", json=asked)
    assert answer.status_code == 400
    fault = answer.json()
    assert set(fault) == {"status_code", "detail", "extra"}
    assert any(told in line for line in (fault["detail"], *(i["message"] for i in fault["extra"])))


@pytest.mark.parametrize(
    ("body", "told"),
    [(b"", "there is no body"), (b"{", "truncated"), (b"\xff", "malformed")],
)
def test_what_is_no_json_is_named(client: TestClient[Any], body: bytes, told: str) -> None:
    answer = client.post("/parse", content=body)
    assert answer.status_code == 400
    assert told in answer.text


def test_half_a_character_is_refused(client: TestClient[Any]) -> None:
    assert client.post("/parse", content=rb'{"text": "\ud800"}').status_code == 400


@pytest.mark.parametrize("path", ["/parse", "/check"])
def test_a_body_that_is_too_large_is_refused(client: TestClient[Any], path: str) -> None:
    answer = client.post(path, json={"text": "a" * LIMIT, "article": ""})
    assert answer.status_code == 413
    assert answer.json()["detail"] == "the body may have 20,000 bytes"


def test_other_paths_and_methods_are_refused_in_the_same_form(client: TestClient[Any]) -> None:
    for answer, code in ((client.get("/parse"), 405), (client.get("/nowhere"), 404)):
        assert answer.status_code == answer.json()["status_code"] == code


def test_a_text_that_takes_too_long_is_given_up() -> None:
    app = service.application(limits=service.Limits(seconds=1e-6))
    with TestClient(app) as client:
        answer = client.post("/parse", json={"text": TEXT})
    assert answer.status_code == 503
    assert answer.json()["detail"] == "there was no answer within 1e-06 seconds"


def test_too_many_requests_are_refused() -> None:
    app = service.application(limits=service.Limits(waiting=1))
    with TestClient(app) as client, ThreadPoolExecutor(8) as threads:
        asked = [threads.submit(client.post, "/parse", json={"text": TEXT}) for _ in range(8)]
        answers = [item.result() for item in asked]
    assert {answer.status_code for answer in answers} == {200, 503}
    refused = next(answer for answer in answers if answer.status_code == 503)
    assert refused.headers["retry-after"] == "1"
    assert refused.json()["detail"] == "too many requests are waiting"


def test_a_body_that_does_not_come_is_not_waited_for() -> None:
    app = service.application(limits=service.Limits(seconds=0.1))
    sent: list[Any] = []

    async def receive() -> Any:  # noqa: ANN401 it never gives anything
        await asyncio.sleep(600)

    async def send(message: Any) -> None:  # noqa: ANN401 a message of ASGI
        sent.append(message)

    headers = [(b"content-length", b"20")]
    scope = {
        "type": "http", "method": "POST", "path": "/parse", "raw_path": b"/parse",
        "root_path": "", "query_string": b"", "headers": headers, "http_version": "1.1",
        "scheme": "http", "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2), "extensions": {},
    }  # fmt: skip
    asyncio.run(app(cast("Any", scope), receive, send))
    assert sent[0]["status"] == 408
    assert b"the body has not come within 0.1 seconds" in sent[1]["body"]


@pytest.mark.parametrize("size", [0, -1])
def test_limits_that_mean_nothing_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="'size' must be > 0"):
        service.Limits(size=size)


def test_there_is_a_process_at_least() -> None:
    with pytest.raises(ValueError, match="workers must be 1 or more"):
        service.application(workers=0)


def test_a_rule_set_that_cannot_be_had_is_told_at_once() -> None:
    with pytest.raises(UnknownRuleSetError, match="no rule set named 'tlh'"):
        service.application(["tlh"])


def test_a_rule_set_of_ones_own_is_asked_for_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "harbour.toml"
    path.write_text('[ruleset]\nname = "harbour"\nextends = "en"\n', encoding="utf-8")
    with TestClient(service.application([path, "en"])) as client:
        assert client.get("/health").json()["rules"] == ["harbour", "en"]
        assert client.post("/parse", json={"text": TEXT}).json()["rules"] == "harbour"
        assert client.post("/parse", json={"text": TEXT, "rules": "en"}).json()["rules"] == "en"


# Processes --------------------------------------------------------------------------------------


def test_a_process_that_takes_too_long_is_replaced() -> None:
    workers: Workers[float, None] = Workers(partial(partial, time.sleep), 1)
    workers.start()
    try:
        assert workers.submit(0.0, 60).result() is None
        begun = time.monotonic()
        with pytest.raises(TimeoutError):
            workers.submit(600.0, 0.2).result()
        assert workers.submit(0.0, 60).result() is None
        assert time.monotonic() - begun < 60
    finally:
        workers.close()


def test_a_job_that_waited_too_long_is_not_begun() -> None:
    workers: Workers[float, None] = Workers(partial(partial, time.sleep), 1)
    workers.start()
    try:
        first, second = workers.submit(0.5, 60), workers.submit(0.0, 0.01)
        with pytest.raises(TimeoutError):
            second.result()
        assert first.result() is None
    finally:
        workers.close()


def test_a_process_that_dies_is_replaced() -> None:
    workers: Workers[int, None] = Workers(partial(partial, os._exit), 1)
    workers.start()
    try:
        for _ in range(2):
            with pytest.raises(LostError):
                workers.submit(3, 60).result()
    finally:
        workers.close()


def test_processes_that_cannot_be_made_ready_are_told() -> None:
    workers: Workers[int, int] = Workers(partial(os._exit, 3), 2)
    try:
        with pytest.raises(LostError):
            workers.start()
    finally:
        workers.close()


def test_an_error_is_told_without_what_it_says() -> None:
    workers: Workers[str, int] = Workers(partial(partial, int), 1)
    workers.start()
    try:
        failure = workers.submit("Ada Moor", 60).result()
    finally:
        workers.close()
    assert isinstance(failure, Failure)
    assert failure.kind == "ValueError"
    assert "Ada Moor" not in failure.where


def test_closing_ends_what_is_under_way() -> None:
    workers: Workers[float, None] = Workers(partial(partial, time.sleep), 1)
    workers.start()
    under_way, waiting = workers.submit(600.0, 600), workers.submit(600.0, 600)
    time.sleep(0.1)
    workers.close()
    assert isinstance(under_way.exception(), LostError)
    assert waiting.cancelled()


# A server ---------------------------------------------------------------------------------------


@pytest.fixture
def server() -> Iterator[tuple[int, subprocess.Popen[str]]]:
    command = [sys.executable, "-c", listening.COMMAND, "serve", "--port", "0", "--workers", "2"]
    running = subprocess.Popen(
        [*command, "--max-seconds", "300"],
        stderr=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert running.stderr is not None
        line = running.stderr.readline()
        address = re.fullmatch(r"attribution: serving at http://127\.0\.0\.1:(\d+)\n", line)
        assert address is not None, line
        yield int(address[1]), running
    finally:
        running.kill()
        running.communicate()


def ask(port: int, text: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("POST", "/parse", json.dumps({"text": text}))
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_fifty_clients_lose_nothing_and_leave_no_text_in_the_log(
    server: tuple[int, subprocess.Popen[str]],
) -> None:
    port, running = server
    texts = [f"{TEXT} Lem Harrow denied report {number}." for number in range(100)]
    with ThreadPoolExecutor(50) as threads:
        answers = list(threads.map(partial(ask, port), texts))
    for text, (status, body) in zip(texts, answers, strict=True):
        assert status == 200
        assert Article.from_dict(json.loads(body)) == read(text)
    assert ask(port, "\ud800")[0] == 400
    running.send_signal(signal.SIGINT)
    out, log = running.communicate(timeout=60)
    assert running.returncode == 130
    assert out == ""
    assert log.count('"POST /parse HTTP/1.1" 200') == len(texts)
    for word in ("Moor", "dam", "Harrow", "denied", "Traceback"):
        assert word not in log


def test_a_port_that_is_taken_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 2
    assert capsys.readouterr().err == (
        f"attribution: cannot listen at 127.0.0.1:{port}: Address already in use\n"
    )


@pytest.mark.parametrize("port", ["-1", "65536", "http"])
def test_a_port_that_is_none_is_told(port: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["serve", f"--port={port}"])
    assert ended.value.code == 2
    assert f"not a number from 0 to 65535: '{port}'" in capsys.readouterr().err
