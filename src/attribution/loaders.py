"""Articles from files: text, Markdown, HTML, JSON, JSON Lines, CSV, TSV and Parquet.

Every loader gives records, which `Parser.read_many` takes as they are: mappings with ``text`` and,
where the file has them, ``published`` and ``id``; what else a file holds comes with them and goes
to `Article.meta`.  HTML and Markdown need the extra ``web``, Parquet the extra ``arrow``.
"""

from __future__ import annotations

import csv
import glob
import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

import attrs

from attribution.errors import LoadError, MissingExtraError

Record: TypeAlias = "dict[str, Any]"
"""What `Parser.read_many` takes for one article."""
_Read: TypeAlias = "Record | LoadError"
"""A record, or why there is none."""

STANDARD_INPUT = "-"
SUFFIXES = {
    ".txt": "text", ".text": "text",
    ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv", ".tsv": "tsv",
    ".parquet": "parquet",
}  # fmt: skip
"""Ending of a file's name -> its format."""
FORMATS = tuple(dict.fromkeys(SUFFIXES.values()))
"""The formats that can be read, by the names that `load` takes."""
DAYS = ("published", "date")
"""The fields in which the day of publication is looked for, unless one is named."""
_BEGINNING = 4096
_PAGE = re.compile(
    r"(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_FRONT_MATTER = re.compile(r"\A---\s*\n.*?\n(?:---|\.\.\.)\s*\n", re.DOTALL)
_MARKS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@attrs.frozen(kw_only=True)
class Fields:
    """The names of the fields of a record in a file.

    >>> Fields(text="body").text
    'body'
    """

    text: str = "text"
    """Where the article stands."""
    published: str | None = None
    """Where its day of publication stands; one of `DAYS` by default."""
    id: str = "id"
    """What names it."""


@attrs.frozen(kw_only=True)
class Source:
    """A file that is open for reading, and how it is to be read."""

    name: str
    data: bytes
    fields: Fields
    encoding: str

    def decoded(self) -> str:
        """Give the text of the file.

        Raises:
            LoadError: If it is not in the encoding that it should be in.
        """
        encoding = "utf-8-sig" if self.encoding.lower() in ("utf-8", "utf8") else self.encoding
        try:
            return self.data.decode(encoding)
        except LookupError:
            raise LoadError(self.name, f"no encoding is called {self.encoding!r}") from None
        except UnicodeDecodeError as error:
            problem = f"not {self.encoding.upper()} text (byte {error.start + 1})"
            likely = _likely(self.data)
            problem += f"; it may be {likely[0]}" if likely else ""
            raise LoadError(self.name, problem, argument="encoding", values=likely) from None


def _likely(data: bytes) -> tuple[str, ...]:
    """Give the encoding that a file may be in, or nothing."""
    found = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if found is None:
        try:
            from charset_normalizer import from_bytes
        except ImportError:
            return ()
        best = from_bytes(data[: _BEGINNING * 16]).best()
        found = best.encoding.replace("_", "-") if best is not None else None
    return (found,) if found else ()


# From names to records --------------------------------------------------------------------------


def load(
    paths: str | Path | Iterable[str | Path],
    *,
    format: str | None = None,  # noqa: A002 the word that users look for
    fields: Fields | None = None,
    encoding: str = "utf-8",
    on_error: Callable[[LoadError], object] | None = None,
) -> Iterator[Record]:
    """Read articles from files, lazily and in order.

    Args:
        paths: A file, a folder, a pattern such as ``news/**/*.html``, ``"-"`` for standard input,
            or several of them.  Of a folder all files in it and below are read whose ending is one
            of `SUFFIXES`, in the order of their names.
        format: One of `FORMATS`; otherwise the ending of a file's name tells, or its beginning.
        fields: The names of the fields of records in JSON, CSV, TSV and Parquet.
        encoding: The encoding of all that is text.
        on_error: Takes the error of a file or of a record in it that cannot be read, which is then
            left out; without it the error is raised.

    Returns:
        An iterator of records with ``text``, ``published`` and ``id``, and what else a file holds.

    Raises:
        LoadError: If a file cannot be read, is in another encoding, or holds no article.
        MissingExtraError: If a format needs an extra that is not installed.

    >>> import pathlib, tempfile
    >>> folder = pathlib.Path(tempfile.mkdtemp())
    >>> _ = (folder / "a.jsonl").write_text('{"text": "Ada Moor denied it.", "desk": "local"}')
    >>> [(record["text"], record["desk"]) for record in load(folder)]
    [('Ada Moor denied it.', 'local')]
    >>> try:
    ...     list(load(folder / "b.txt"))
    ... except LoadError as error:
    ...     print(error.problem)
    No such file or directory
    """
    if format is not None and format not in FORMATS:
        raise LoadError("format", f"no format is called {format!r}", FORMATS)
    for name in files(paths):
        for record in _tried(_records(name, format, fields or Fields(), encoding)):
            if not isinstance(record, LoadError):
                yield record
            elif on_error is None:
                raise record
            else:
                on_error(record)


def _tried(records: Iterator[_Read]) -> Iterator[_Read]:
    """Give a record after the other, and for each that cannot be read its error."""
    try:
        for number, record in enumerate(records):
            yield record
            if number == 0 and isinstance(record, LoadError) and record.argument:
                # The fields have other names: it would be the same with every record.
                return
    except LoadError as error:
        yield error


def files(paths: str | Path | Iterable[str | Path]) -> Iterator[str]:
    """Name the files that `load` reads: those given, those in folders, those that patterns fit.

    >>> list(files(["-", "no-such-file.txt"]))
    ['-', 'no-such-file.txt']
    """
    for given in [paths] if isinstance(paths, str | Path) else paths:
        name = str(given)
        if name == STANDARD_INPUT or Path(name).is_file():
            yield name
        elif Path(name).is_dir():
            yield from _inside(Path(name))
        elif glob.has_magic(name):
            found = sorted(glob.glob(name, recursive=True))  # noqa: PTH207 also absolute patterns
            yield from found or [name]
        else:
            yield name


def _inside(folder: Path) -> Iterator[str]:
    found = (path for path in sorted(folder.rglob("*")) if path.suffix.lower() in SUFFIXES)
    parts = ((path, path.relative_to(folder).parts) for path in found)
    return (str(path) for path, names in parts if not any(name[0] == "." for name in names))


def _records(name: str, sort: str | None, fields: Fields, encoding: str) -> Iterator[_Read]:
    ending = SUFFIXES.get(Path(name).suffix.lower())
    if (sort or ending) == "parquet":
        yield from _parquet(name, fields)
        return
    source = Source(name=name, data=_read(name), fields=fields, encoding=encoding)
    text = source.decoded()
    yield from _READERS[sort or _told(name, ending, _sniffed(text))](source, text)


def _told(name: str, ending: str | None, seen: str) -> str:
    """Give the format that the ending of a name tells, unless the file is plainly another."""
    if ending in ("text", "markdown") and seen != "text":
        problem = f"is {seen.upper()} by its beginning, not {ending}"
        raise LoadError(name, problem, argument="format", values=(seen, ending))
    return ending or seen


def _read(name: str) -> bytes:
    try:
        if name == STANDARD_INPUT:
            if sys.stdin is None:
                raise LoadError(name, "standard input is closed")
            return sys.stdin.buffer.read()
        return Path(name).read_bytes()
    except OSError as error:
        raise LoadError(name, error.strerror or str(error)) from error


def _sniffed(text: str) -> str:
    """Tell a format by the beginning of a text."""
    start = text[:_BEGINNING].lstrip()
    if start.startswith("{") and _is_json(start.partition("\n")[0]):
        return "jsonl"
    if start[:1] in ("{", "[") and _is_json(text):
        return "json"
    return "html" if _PAGE.match(start) else "text"


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


# The formats ------------------------------------------------------------------------------------


def _text(source: Source, text: str) -> Iterator[Record]:
    yield {"text": text, "id": source.name}


def _markdown(source: Source, text: str) -> Iterator[Record]:
    tokens = _extra("markdown_it", "web", "Markdown").MarkdownIt("commonmark").parse
    blocks = (token for token in tokens(_FRONT_MATTER.sub("", text)) if token.type == "inline")
    paragraphs = ("".join(map(_plain, block.children or ())) for block in blocks)
    yield {"text": "\n\n".join(paragraphs), "id": source.name}


def _plain(token: Any) -> str:  # noqa: ANN401 a token of another library
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return str(token.content) if token.type in ("text", "code_inline") else ""


def _html(source: Source, text: str) -> Iterator[Record]:
    trafilatura = _extra("trafilatura", "web", "HTML")
    page = trafilatura.bare_extraction(text, with_metadata=True, include_comments=False)
    found = page.as_dict() if page is not None else {}
    if not (found.get("text") or "").strip():
        problem = "no article was found in this page: it may be a list, or made by a script"
        raise LoadError(source.name, problem)
    record = {"text": found["text"], "id": source.name, "published": found.get("date")}
    named = {key: found.get(key) for key in ("title", "author", "url", "sitename")}
    yield record | {key: value for key, value in named.items() if value}


def _json_lines(source: Source, text: str) -> Iterator[_Read]:
    # Not splitlines(): a text may hold line separators of other kinds.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            place = f"line {number}"
            try:
                value = _parsed(source, line, place)
            except LoadError as error:
                yield error
            else:
                yield _row(source, value, place)


def _json(source: Source, text: str) -> Iterator[_Read]:
    values = _parsed(source, text, "file")
    rows = values if isinstance(values, list) else [values]
    for number, row in enumerate(rows, start=1):
        yield _row(source, row, f"item {number}")


def _parsed(source: Source, text: str, place: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise LoadError(source.name, f"{place} is no JSON: {error}") from None


def _delimited(delimiter: str) -> Callable[[Source, str], Iterator[_Read]]:
    def read(source: Source, text: str) -> Iterator[_Read]:
        csv.field_size_limit(sys.maxsize)
        rows = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        try:
            for row in rows:
                yield _row(source, row, f"line {rows.line_num}")
        except csv.Error as error:
            raise LoadError(source.name, f"line {rows.line_num}: {error}") from None

    return read


def _parquet(name: str, fields: Fields) -> Iterator[_Read]:
    parquet = _extra("pyarrow.parquet", "arrow", "Parquet")
    source = Source(name=name, data=b"", fields=fields, encoding="utf-8")
    try:
        for batch in parquet.ParquetFile(name).iter_batches():
            for number, row in enumerate(batch.to_pylist(), start=1):
                yield _row(source, row, f"row {number}")
    except OSError as error:
        raise LoadError(name, error.strerror or str(error).partition("\n")[0]) from error
    except ValueError as error:
        raise LoadError(name, f"cannot be read as Parquet: {error}") from error


_READERS: Mapping[str, Callable[[Source, str], Iterator[_Read]]] = {
    "text": _text,
    "markdown": _markdown,
    "html": _html,
    "jsonl": _json_lines,
    "json": _json,
    "csv": _delimited(","),
    "tsv": _delimited("\t"),
}


def _row(source: Source, row: object, place: str) -> _Read:
    """Take a row of a table or an object of JSON as a record, or say why it is none."""
    if not isinstance(row, dict):
        return LoadError(source.name, f"{place} is no record but {type(row).__name__}")
    names = source.fields
    if not isinstance(row.get(names.text), str):
        problem = f"{place} has no text in the field {names.text!r}"
        return _no_field(source, row, problem, "fields.text")
    if names.published is not None and names.published not in row:
        problem = f"{place} has no field {names.published!r}"
        return _no_field(source, row, problem, "fields.published")
    days = DAYS if names.published is None else (names.published,)
    day = next((name for name in days if row.get(name)), None)
    number = row.get(names.id)
    place = place.rpartition(" ")[2]
    taken = {names.text, day, names.id, None}
    return {
        "text": row[names.text],
        "published": row[day] if day is not None else None,
        "id": str(number) if number not in (None, "") else f"{source.name}:{place}",
        **{str(key): value for key, value in row.items() if key not in taken},
    }


def _no_field(source: Source, row: Mapping[Any, object], problem: str, argument: str) -> LoadError:
    there = [str(key) for key in row if key is not None]
    return LoadError(source.name, problem, there, argument=argument)


def _extra(module: str, extra: str, what: str) -> ModuleType:
    try:
        return import_module(module)
    except ImportError as error:
        raise MissingExtraError(f"reading {what}", module.partition(".")[0], extra) from error
