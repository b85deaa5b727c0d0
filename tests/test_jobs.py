"""What people come with, in as few lines as it takes now: each job is run as it stands here."""

from __future__ import annotations

import csv
import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from attribution import Parser
from attribution._command.program import main

PEOPLE = ("Ada Moor", "Lem Harrow", "Nell Orrin", "Tomas Quist")
TEXT = (
    "{0}, the mayor of Wexhaven, said on Monday that the quay was open.\n\n"
    "“We have {1} cranes,” {0} said.\n"
)
PAGE = """\
<!DOCTYPE html>
<html><head><title>The quay</title><meta property="article:published_time" content="2024-05-08">
</head><body><nav><a href="/">Home</a> <a href="/ports">Ports</a></nav><article><h1>The quay</h1>
<p>The quay of Wexhaven was closed for a week, and the ferries went to the old pier.</p>
<p>&quot;We won&#39;t close it again,&quot; said <b>Ada Moor</b>, the mayor, on Monday.</p>
<p>The ferries will sail from the quay from the first day of June, as they did in past years.</p>
</article><footer><p>We said we care about your cookies.</p></footer></body></html>
"""
ARTICLES = 200


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder in which somebody works, with 200 articles in a file."""
    monkeypatch.chdir(tmp_path)
    rows = [
        {
            "id": number,
            "date": f"2031-05-{number % 20 + 7:02}",
            "desk": ("port", "town")[number % 2],
            "text": TEXT.format(PEOPLE[number % len(PEOPLE)], number),
        }
        for number in range(ARTICLES)
    ]
    lines = "".join(json.dumps(row) + "\n" for row in rows)
    Path("news.jsonl").write_text(lines, encoding="utf-8")
    return tmp_path


def in_shell(line: str) -> int:
    """Run a line of a shell that has nothing but words."""
    program, *words = shlex.split(line)
    assert program == "attribution"
    return main(words)


def in_python(code: str, lines: int) -> dict[str, Any]:
    """Run lines of Python, and give what they leave."""
    assert len(code.strip().splitlines()) == lines
    names: dict[str, Any] = {}
    exec(code, names)  # noqa: S102 the code stands below
    return names


def rows_of(name: str) -> list[dict[str, str]]:
    with Path(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# 1: many articles, each with its day, as a table -------------------------------------------------


def check_table(name: str) -> None:
    rows = rows_of(name)
    assert len(rows) == 2 * ARTICLES
    assert {row["speaker"] for row in rows} == set(PEOPLE)
    # The seventh of May is a Wednesday.
    assert (rows[0]["published"], rows[0]["date"]) == ("2031-05-07", "2031-05-05")
    assert rows[2]["meta.desk"] == "town"


@pytest.mark.usefixtures("folder")
def test_job_1_a_table_of_many_articles_takes_a_line_of_shell() -> None:
    assert in_shell("attribution news.jsonl -j 2 -o quotes.csv") == 0
    check_table("quotes.csv")


JOB_1 = """
from attribution import Parser, exports, loaders
articles = Parser().read_many(loaders.load("news.jsonl"))
exports.write(articles, open("quotes.csv", "w", newline="", encoding="utf-8"))
"""


@pytest.mark.usefixtures("folder")
@pytest.mark.filterwarnings("ignore:unclosed file:ResourceWarning")
def test_job_1_a_table_of_many_articles_takes_three_lines_of_python() -> None:
    in_python(JOB_1, lines=3)
    check_table("quotes.csv")


# 2: a folder, of pages too -----------------------------------------------------------------------


def test_job_2_a_folder_takes_a_line_of_shell(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("trafilatura")
    (folder / "news").mkdir()
    (folder / "news" / "a.txt").write_text(TEXT.format("Lem Harrow", 3), encoding="utf-8")
    (folder / "news" / "b.html").write_text(PAGE, encoding="utf-8")
    assert in_shell("attribution news -f csv") == 0
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert [(row["speaker"], row["text"]) for row in rows] == [
        ("Lem Harrow", "the quay was open"),
        ("Lem Harrow", "We have 3 cranes,"),
        ("Ada Moor", "We won't close it again,"),
    ]
    # The day of the page makes a day of "on Monday"; what stands in its footer is no statement.
    assert (rows[-1]["published"], rows[-1]["date"]) == ("2024-05-08", "2024-05-06")


# 3: look at it -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_job_3_a_page_takes_a_line_of_shell() -> None:
    pytest.importorskip("jinja2")
    Path("a.txt").write_text(TEXT.format("Lem Harrow", 3), encoding="utf-8")
    assert in_shell("attribution a.txt -o a.html") == 0
    assert "<mark" in Path("a.html").read_text(encoding="utf-8")


JOB_3 = """
import attribution
article = attribution.read("“We won,” said Ada Moor.")
shown = article._repr_html_()
"""


def test_job_3_in_a_notebook_an_article_shows_itself() -> None:
    pytest.importorskip("jinja2")
    # The last line is what a notebook does with the name of the article.
    shown = in_python(JOB_3, lines=3)["shown"]
    assert re.search(r"<mark[^>]*>We won,</mark>", shown)


# 6: data frames ----------------------------------------------------------------------------------

JOB_6 = {
    "pandas": "frame = pandas.DataFrame(exports.rows(articles))",
    "polars": "frame = polars.DataFrame(exports.rows(articles), infer_schema_length=None)",
    "duckdb": "frame = duckdb.from_arrow(exports.arrow(articles)).fetchall()",
}


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("library", JOB_6)
def test_job_6_a_data_frame_takes_a_line(library: str) -> None:
    pytest.importorskip(library)
    if library == "duckdb":
        pytest.importorskip("pyarrow")
    before = f"""
import {library}
from attribution import exports, loaders, Parser
articles = list(Parser().read_many(list(loaders.load("news.jsonl"))[:4]))
"""
    frame = in_python(before + JOB_6[library], lines=4)["frame"]
    assert len(frame) == 8


@pytest.mark.usefixtures("folder")
def test_job_6_parquet_takes_a_line_of_shell() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert in_shell("attribution news.jsonl -o quotes.parquet") == 0
    table = parquet.read_table("quotes.parquet")
    assert (table.num_rows, str(table.schema.field("date").type)) == (2 * ARTICLES, "date32[day]")


# 11: rules of one's own --------------------------------------------------------------------------

MINE = """\
[ruleset]
name = "mine"
extends = "en"
[verbs]
foghorn = {stance = "say", frames = ["quote", "that"]}
[[layouts]]
name = "desk"
pattern = 'Overheard\\ at\\ the\\ desk\\ of\\ (?P<source>[^:,]+):\\s+(?P<content>.+)'
matches = ["Overheard at the desk of Ada Moor: It rained."]
"""


@pytest.mark.usefixtures("folder")
def test_job_11_a_verb_and_a_layout_of_ones_own_take_a_file(
    capsys: pytest.CaptureFixture[str],
) -> None:
    Path("mine.toml").write_text(MINE, encoding="utf-8")
    text = "Ada Moor foghorned that it rained.\n\nOverheard at the desk of Lem Harrow: We won."
    Path("a.txt").write_text(text, encoding="utf-8")
    assert in_shell("attribution rules check mine.toml") == 0
    assert in_shell("attribution a.txt --rules mine.toml") == 0
    sound, *told = capsys.readouterr().out.splitlines()
    assert sound == "mine: sound"
    found = [line for line in told if line.startswith("a.txt:")]
    assert [line.partition(": ")[2] for line in found] == [
        "Ada Moor say: it rained",
        "Lem Harrow: “We won.”",
    ]


@pytest.mark.usefixtures("folder")
def test_job_11_what_is_wrong_with_a_layout_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("mine.toml").write_text(MINE.replace("\\ ", " "), encoding="utf-8")
    assert in_shell("attribution rules check mine.toml") == 1
    told = "which gives nothing; a blank in its pattern counts only with a backslash before it"
    assert told in capsys.readouterr().out


JOB_11 = """
from attribution import Cue, Parser, rulesets
rules = rulesets.load("en").extend(cues=[Cue("foghorn", "verbs", "say", frames=["that"])])
found = Parser(rules).parse("Ada Moor foghorned that it rained.")
"""


def test_job_11_a_verb_takes_a_line_of_python() -> None:
    assert [quote.text for quote in in_python(JOB_11, lines=3)["found"]] == ["it rained"]


# 13: see how far it is, and go on after what is bad ----------------------------------------------

JOB_13 = """
from attribution import Parser
from tqdm import tqdm
bad = []
articles = tqdm(Parser().read_many(records, on_error=bad.append))
found = [(article.id, len(article)) for article in articles]
"""


def test_job_13_a_bar_takes_a_word_and_the_record_stays_with_its_statements() -> None:
    pytest.importorskip("tqdm")
    records = [{"id": 1, "text": "Moor denied it."}, {"id": 2}, {"id": 3, "text": "It rained."}]
    names: dict[str, Any] = {"records": records}
    assert len(JOB_13.strip().splitlines()) == 5
    exec(JOB_13, names)  # noqa: S102 the code stands above
    assert names["found"] == [("1", 1), ("3", 0)]
    assert [error.id for error in names["bad"]] == [2]


# 14: pipes, and what goes wrong ------------------------------------------------------------------


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs bash and /dev/full")
@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        ("cat news.jsonl | attribution - | head -1 | wc -l", 0, ""),
        ("attribution news.jsonl --json | head -1 > /dev/null; exit ${PIPESTATUS[0]}", 141, ""),
        ("attribution news.jsonl > /dev/full", 2, "cannot write the output: No space left"),
        ("attribution news.jsonl >&-", 2, "standard output is closed"),
        ("printf '\\xff\\xfeA\\0' | attribution", 2, "say --encoding utf-16"),
        ("head -c 900 news.jsonl | attribution", 2, "is no JSON"),
        ("attribution news.jsn", 2, "news.jsn: No such file or directory"),
    ],
)
def test_job_14_nothing_ends_in_a_traceback(line: str, code: int, told: str, folder: Path) -> None:
    command = f'attribution() {{ "{sys.executable}" -m attribution "$@"; }}; {line}'
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    done = subprocess.run(
        ["bash", "-c", command],  # noqa: S607 where bash is, the path knows
        capture_output=True, check=False, cwd=folder, env=environment, text=True,
    )  # fmt: skip
    assert done.returncode == code
    assert told in done.stderr
    assert done.stderr.count("\n") == bool(told)


# 15: why not -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Ada Moor sighed that the quay was hers.", 'verbs.sigh = {stance = "say", frames = ['),
        ("“We sail.” That was the message from Ada Moor.", "no cue stands beside it"),
        ("Ada Moor: We will sail.", "layouts = [{"),
        ("“We sail,” so Ada Moor, who runs the port.", "no cue stands beside it"),
        ("Moor’s view – “It is over.”", "no construction of these fits"),
        ("Moor is of the opinion that it rains.", "cue 'opinion' (believe) has the frames"),
        ("It rained.", "Nothing here looks like a statement"),
    ],
)
def test_job_15_each_miss_has_its_reason(text: str, reason: str) -> None:
    told = Parser().explain(text)
    assert told.quotes == ()
    assert reason in str(told)
