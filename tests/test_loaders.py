"""Articles from files of all formats, and files that are something else."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from attribution import loaders
from attribution.errors import LoadError, MissingExtraError
from attribution.loaders import Fields, load

TEXT = "Ada Moor denied it."


@pytest.fixture
def file(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


File = Callable[[str, str | bytes], Path]


def test_text_keeps_its_line_ends(file: File) -> None:
    path = file("a.txt", "Ada Moor\r\ndenied it.")
    assert list(load(path)) == [{"text": "Ada Moor\r\ndenied it.", "id": str(path)}]


def test_a_mark_of_the_byte_order_is_no_text(file: File) -> None:
    [record] = load(file("a.txt", b"\xef\xbb\xbfAda Moor denied it."))
    assert record["text"] == TEXT


def test_json_lines(file: File) -> None:
    rows = [{"text": TEXT, "date": "2031-05-07", "id": 7, "desk": "local"}, {"text": "It rained."}]
    path = file("a.jsonl", "\n".join(map(json.dumps, rows)) + "\n")
    first, second = load(path)
    assert first == {"text": TEXT, "published": "2031-05-07", "id": "7", "desk": "local"}
    assert second == {"text": "It rained.", "published": None, "id": f"{path}:2"}


@pytest.mark.parametrize("value", [{"text": TEXT}, [{"text": TEXT}]])
def test_json(value: object, file: File) -> None:
    [record] = load(file("a.json", json.dumps(value)))
    assert record["text"] == TEXT


@pytest.mark.parametrize(("name", "sign"), [("a.csv", ","), ("a.tsv", "\t")])
def test_tables_of_text(name: str, sign: str, file: File) -> None:
    lines = [f"day{sign}body{sign}desk", f'2031-05-07{sign}"Ada Moor\nsaid ""it"".{sign}"{sign}x']
    fields = Fields(text="body", published="day")
    [record] = load(file(name, "\r\n".join(lines)), fields=fields)
    assert record["text"] == f'Ada Moor\nsaid "it".{sign}'
    assert (record["published"], record["desk"]) == ("2031-05-07", "x")


def test_a_cell_may_be_as_long_as_a_book(file: File) -> None:
    [record] = load(file("a.csv", "text\n" + "a" * 300_000))
    assert len(record["text"]) == 300_000


def test_html(file: File) -> None:
    pytest.importorskip("trafilatura")
    paragraphs = "".join(f"<p>{TEXT} The harbour stayed shut for day {n}.</p>" for n in range(9))
    page = f"""<!doctype html><html><head><title>Harbour shut</title>
    <meta property="article:published_time" content="2021-05-07"></head><body>
    <nav><a href="/">Home</a></nav><article><h1>Harbour shut</h1>{paragraphs}</article>
    <footer>We said we care about cookies.</footer></body></html>"""
    [record] = load(file("a.html", page))
    assert TEXT in record["text"]
    assert "cookies" not in record["text"]
    assert record["published"] == "2021-05-07"
    assert record["title"] == "Harbour shut"


def test_a_page_without_an_article_is_told(file: File) -> None:
    pytest.importorskip("trafilatura")
    with pytest.raises(LoadError, match=r"no article was found"):
        list(load(file("a.html", "<html><body><div id='app'></div></body></html>")))


def test_markdown_is_read_without_its_marks(file: File) -> None:
    pytest.importorskip("markdown_it")
    text = "---\ntitle: x\n---\n# Harbour\n\n**Ada Moor** [denied](https://x.example) it.\n"
    [record] = load(file("a.md", text))
    assert record["text"] == "Harbour\n\nAda Moor denied it."


def test_parquet(tmp_path: Path) -> None:
    pa = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    path = tmp_path / "a.parquet"
    parquet.write_table(pa.table({"text": [TEXT, "It rained."], "desk": ["local", None]}), path)
    assert [(record["text"], record["desk"]) for record in load(path)] == [
        (TEXT, "local"),
        ("It rained.", None),
    ]


def test_folders_are_read_to_their_ends(file: File, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", ".hidden/c.txt", "a/notes.xyz"):
        file(name, TEXT)
    names = [Path(record["id"]).relative_to(tmp_path).as_posix() for record in load(tmp_path)]
    assert names == ["a/z.txt", "b.txt"]


def test_patterns(file: File, tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a/y.md"):
        file(name, TEXT)
    names = [Path(record["id"]).name for record in load(str(tmp_path / "**" / "*.txt"))]
    assert names == ["z.txt", "b.txt"]


def _standard_input(monkeypatch: pytest.MonkeyPatch, data: str) -> None:
    stream = io.TextIOWrapper(io.BytesIO(data.encode()), encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", stream)


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT, TEXT),
        ('{"text": "Ada Moor denied it."}\n{"text": "x"}', TEXT),
        ('[{"text": "Ada Moor denied it."}]', TEXT),
        ("{Ada Moor} denied it.", "{Ada Moor} denied it."),
    ],
)
def test_standard_input_is_told_apart(
    data: str, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    _standard_input(monkeypatch, data)
    assert next(iter(load("-")))["text"] == text


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("a.txt", '{"text": "x"}\n', "is JSONL by its beginning, not text; say format='jsonl' or"),
        ("a.txt", "<!DOCTYPE html><p>x", "is HTML by its beginning"),
        ("a.csv", "body\nx\n", r"line 2 has no text in the field 'text'; there are: body"),
        ("a.jsonl", "{}\n", r"line 1 has no text"),
        ("a.jsonl", "[1]\n", "line 1 is no record but list"),
        ("a.jsonl", "{\n", "line 1 is no JSON"),
        ("a.json", "x", "file is no JSON"),
        ("a.txt", b"caf\xe9", r"not UTF-8 text \(byte 4\)"),
        ("a.txt", "x".encode("utf-16"), "it may be utf-16; say encoding='utf-16'"),
    ],
)
def test_what_is_something_else_is_refused(
    name: str, content: str | bytes, problem: str, file: File
) -> None:
    with pytest.raises(LoadError, match=problem) as caught:
        list(load(file(name, content)))
    assert str(caught.value).count(name) == 1


def test_a_named_format_is_believed(file: File) -> None:
    [record] = load(file("a.txt", '{"text": "x"}'), format="text")
    assert record["text"] == '{"text": "x"}'


def test_encodings(file: File) -> None:
    [record] = load(file("a.txt", "café".encode("cp1252")), encoding="cp1252")
    assert record["text"] == "café"
    with pytest.raises(LoadError, match="no encoding is called 'utf-9'"):
        list(load(file("b.txt", "x"), encoding="utf-9"))


def test_a_day_that_is_asked_for_must_be_there(file: File) -> None:
    with pytest.raises(LoadError, match="has no field 'day'; there are: text"):
        list(load(file("a.csv", "text\nx\n"), fields=Fields(published="day")))


def test_the_other_files_are_read_all_the_same(file: File, tmp_path: Path) -> None:
    file("a.txt", b"\xff")
    file("b.txt", TEXT)
    errors: list[LoadError] = []
    assert len(list(load(tmp_path, on_error=errors.append))) == 1
    assert [Path(error.name).name for error in errors] == ["a.txt"]


def test_a_record_that_is_none_does_not_stop_the_others(file: File) -> None:
    lines = ['{"text": "a"}', "{", "[1]", '{"id": 3}', "", '{"text": "b"}']
    errors: list[LoadError] = []
    path = file("a.jsonl", "\n".join(lines))
    assert [record["text"] for record in load(path, on_error=errors.append)] == ["a", "b"]
    assert [error.problem.split(" is ")[0] for error in errors] == [
        "line 2",
        "line 3",
        "line 4 has no text in the field 'text'",
    ]


def test_a_wrong_name_of_a_field_is_told_once(file: File) -> None:
    errors: list[LoadError] = []
    path = file("a.csv", "body,day\nx,y\nz,w\n")
    assert list(load(path, on_error=errors.append)) == []
    assert [(error.argument, error.there) for error in errors] == [
        ("fields.text", ("body", "day")),
    ]


def test_a_closed_standard_input_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(LoadError, match="-: standard input is closed"):
        list(load("-"))


def test_an_unknown_format_is_told() -> None:
    with pytest.raises(LoadError, match="no format is called 'docx'; there are: text, markdown"):
        list(load("x", format="docx"))


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [
        ("a.html", "trafilatura", "web"),
        ("a.md", "markdown_it", "web"),
        ("a.parquet", "pyarrow", "arrow"),
    ],
)
def test_a_missing_extra_is_named(
    name: str, package: str, extra: str, file: File, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(module: str) -> NoReturn:
        raise ImportError(module)

    monkeypatch.setattr(loaders, "import_module", refuse)
    with pytest.raises(MissingExtraError, match=rf"needs {package}: pip install .*\[{extra}\]"):
        list(load(file(name, "x")))
