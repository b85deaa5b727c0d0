"""Each format is read back by the tool that people use for it."""

from __future__ import annotations

import csv
import html
import io
import json
import pkgutil
import sys
from pathlib import Path
from typing import Any

import pytest

from attribution import Article, Parser, exports, read
from attribution.errors import FormatError
from attribution.exports.page import pieces

TEXT = """\
Ada Moor, the mayor of Wexhaven, told CNN on Monday that the dam was "quite safe".

“It will hold,\u202e” she said; “I looked.”

The council did not confirm it, according to a clerk who said he was, "frankly", surprised.
"""
ARTICLES = [
    read(TEXT, published="2031-05-07", id="a1", meta={"desk": "local", "words": 9}),
    read("It rained.", id="a2"),
    read('Lem Harrow denied "it, all".', id="=a3"),
]
PARSER = Parser()
COUNT = sum(map(len, ARTICLES))
COLUMNS = ["id", "date", "start", "meta.words"]
TYPES = ["string", "date32[day]", "int64", "string"]


def written(sort: str, columns: list[str] | None = None) -> str:
    out = io.StringIO(newline="")
    exports.write(ARTICLES, out, format=sort, columns=columns)
    return out.getvalue()


def test_rows_are_flat_and_alike() -> None:
    rows = list(exports.rows(ARTICLES))
    assert len(rows) == COUNT
    assert tuple(rows[-1]) == tuple(exports.COLUMNS)
    assert tuple(rows[0]) == (*exports.COLUMNS, "meta.desk", "meta.words")
    simple = (str, int, float, bool, type(None), type(ARTICLES[0].published))
    assert all(isinstance(value, simple) for row in rows for value in row.values())


def test_rows_tell_where_the_words_stand() -> None:
    for article in ARTICLES:
        for row, quote in zip(exports.rows(article), article, strict=True):
            start, end = row["start"], row["end"]
            assert isinstance(start, int)
            assert isinstance(end, int)
            assert article.text[start:end].startswith(quote.contents[0].text)


@pytest.mark.parametrize(("sort", "sign"), [("csv", ","), ("tsv", "\t")])
def test_tables_of_text_are_read_back(sort: str, sign: str) -> None:
    rows = list(csv.DictReader(io.StringIO(written(sort), newline=""), delimiter=sign))
    assert [row["text"] for row in rows] == [quote.text for item in ARTICLES for quote in item]
    assert rows[0]["meta.desk"] == "local"
    assert rows[0]["negated"] == "False"


def test_columns_can_be_chosen() -> None:
    assert written("csv", ["speaker", "meta.desk"]).split("\r\n")[:2] == [
        "speaker,meta.desk",
        "Ada Moor,local",
    ]


@pytest.mark.parametrize(
    ("sort", "columns", "problem"),
    [
        ("cvs", None, r"no format is called 'cvs' \(did you mean 'csv'\?\); there are: "),
        ("csv", ["speeker"], r"no column is called 'speeker' \(did you mean 'speaker'\?\)"),
        ("html", ["speaker"], "no format with columns is called 'html'; there are: csv"),
    ],
)
def test_what_there_is_not_is_told(sort: str, columns: list[str] | None, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        written(sort, columns)


def test_json_lines_hold_all_of_a_quote() -> None:
    found = [json.loads(line) for line in written("jsonl").splitlines()]
    assert [row.pop("id") for row in found] == ["a1"] * len(ARTICLES[0]) + ["=a3"]
    assert found == [quote.to_dict() for article in ARTICLES for quote in article]


def test_articles_are_read_back() -> None:
    found = [Article.from_dict(json.loads(line)) for line in written("articles").splitlines()]
    assert found == ARTICLES


@pytest.mark.parametrize("sort", ["jsonl", "articles", "rows", "lines"])
def test_nothing_steers_a_terminal(sort: str) -> None:
    text = written(sort)
    assert "\u202e" not in text
    assert all(char.isprintable() or char == "\n" for char in text)


def test_lines_say_where() -> None:
    first, *_ = written("lines").splitlines()
    assert first.startswith("a1:1:")
    assert "Ada Moor (mayor, Wexhaven) say: the dam was" in first


def test_a_table_is_drawn() -> None:
    pytest.importorskip("rich")
    table = written("table")
    assert "Ada Moor" in table
    assert "a2: no statements" in table
    assert "\x1b" not in table


# The tools that people use -----------------------------------------------------------------------


def test_pandas_takes_rows() -> None:
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(exports.rows(ARTICLES))
    assert len(frame) == COUNT
    assert frame.groupby("speaker").size()["Ada Moor"] >= 2


def test_polars_takes_rows() -> None:
    polars = pytest.importorskip("polars")
    frame = polars.DataFrame(exports.rows(ARTICLES), infer_schema_length=None)
    assert frame.height == COUNT
    assert frame.schema["published"] == polars.Date


def test_duckdb_reads_the_arrow_table() -> None:
    duckdb = pytest.importorskip("duckdb")
    table: Any = exports.arrow(ARTICLES)
    assert table.num_rows == COUNT
    connection = duckdb.connect()
    connection.register("statements", table)
    found = connection.execute("select count(*) from statements where negated").fetchone()
    assert found == (sum(quote.negated for article in ARTICLES for quote in article),)


def test_parquet_is_typed(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "quotes.parquet"
    with path.open("wb") as out:
        exports.write(
            ARTICLES, out, format="parquet", columns=["id", "date", "start", "meta.words"]
        )
    table = parquet.read_table(path)
    assert [str(field.type) for field in table.schema] == [
        "string",
        "date32[day]",
        "int64",
        "string",
    ]
    assert table.column("meta.words").to_pylist()[0] == "9"


# The page ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("article", ARTICLES, ids=lambda article: article.id)
def test_pieces_are_the_text_and_the_words(article: Article) -> None:
    found = list(pieces(article))
    assert "".join(piece.text for piece in found) == article.text
    for number, quote in enumerate(article, start=1):
        words = "".join(piece.text for piece in found if number in piece.quotes)
        assert words == "".join(span.text for span in quote.contents)


def test_pieces_mark_what_was_missed() -> None:
    text = "Ada Moor sighed that “It” was hers. Lem Harrow denied it."
    missed = PARSER.explain(text).missed
    found = list(pieces(read(text), missed))
    assert "".join(piece.text for piece in found) == text
    for number, item in enumerate(missed, start=1):
        assert "".join(piece.text for piece in found if number in piece.missed) == item.span.text
        assert [piece.begins for piece in found].count(number) == 1


def test_the_page_tells_what_gave_nothing_and_why() -> None:
    pytest.importorskip("jinja2")
    article = read("Ada Moor sighed that the <quay> was hers.")
    page = exports.html(article, parser=PARSER)
    [missed] = PARSER.explain(article.text).missed
    assert missed.reason in html.unescape(page)
    assert missed.hint in html.unescape(page)
    assert "what gave nothing, and why (1)" in page
    assert "what gave nothing" not in exports.html(article)
    assert "what gave nothing" not in exports.html(read("It rained."), parser=PARSER)


def test_the_page_loads_nothing() -> None:
    pytest.importorskip("jinja2")
    page = exports.html(ARTICLES)
    assert "http://" not in page
    assert "https://" not in page
    assert "src=" not in page
    assert page.count('class="article"') == len(ARTICLES)


def test_no_module_takes_the_place_of_a_function() -> None:
    # A module that is imported later becomes what its name in the package stands for.
    modules = {module.name for module in pkgutil.iter_modules(exports.__path__)}
    shared = [name for name in exports.__all__ if name in modules]
    assert shared
    for name in shared:
        assert f"{exports.__name__}.{name}" in sys.modules
        assert callable(getattr(exports, name))
