"""The command line."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import re
import shlex
import signal
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import listening
import pytest

from attribution import Article, Parser, Person, Quote, RuleTimeoutError
from attribution._command import progress
from attribution._command.program import _options, main
from attribution._command.reading import LARGEST
from attribution._command.verbs import VERBS
from attribution._parsing.many import Outcome
from attribution._values.arguments import Record

ARTICLE = "Ilse Verhane, the mayor of Marran, said on Monday that the harbour was open.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def width(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))


def run(*arguments: str, encoding: str = "utf-8") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "attribution", *arguments],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding},
    )


# What it prints ---------------------------------------------------------------------------------

LINE = "1:56: Ilse Verhane (mayor, Marran) say: the harbour was open"
"""What stands in the line for the statement of `ARTICLE`, after the name of the file."""


def test_a_line_a_statement(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article)]) == 0
    assert capsys.readouterr().out == f"{article}:{LINE}\n"


def test_standard_input_has_no_name(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for words in ([], ["-"], ["parse"], ["parse", "-"]):
        feed(monkeypatch, ARTICLE.encode())
        assert main(words) == 0
        assert capsys.readouterr().out == f"{LINE}\n"


def test_json(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", str(article)]) == 0
    [line] = capsys.readouterr().out.splitlines()
    statement = json.loads(line)
    assert statement.pop("id") == str(article)
    assert Quote.from_dict(statement).speaker == "Ilse Verhane"
    [span] = statement["contents"]
    assert ARTICLE[span["start"] : span["end"]] == span["text"] == "the harbour was open"


def test_json_without_statements_prints_nothing(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, b"It rained.")
    assert main(["--json", "-"]) == 0
    assert capsys.readouterr().out == ""


def test_offsets_count_from_after_a_byte_order_mark_and_keep_line_ends(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "It rained.\r\n\r\n" + ARTICLE
    feed(monkeypatch, text.encode("utf-8-sig"))
    main(["--json"])
    [span] = json.loads(capsys.readouterr().out)["contents"]
    assert text[span["start"] : span["end"]] == span["text"]


def test_a_csv_file_of_a_corpus_with_days(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news, table = tmp_path / "news.jsonl", tmp_path / "statements.csv"
    rows = [
        {"id": 1, "body": ARTICLE, "day": "2024-03-12", "desk": "port"},
        {"id": 2, "body": "Lem Harrow denied it.", "day": "2024-03-13T08:00:00Z", "desk": "law"},
    ]
    news.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    options = ["--text-field", "body", "--date-field", "day", "--columns", "id,date,meta.desk"]
    assert main([str(news), *options, "-o", str(table)]) == 0
    assert capsys.readouterr() == ("", "")
    with table.open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [
            ["id", "date", "meta.desk"],
            ["1", "2024-03-11", "port"],
            ["2", "", "law"],
        ]


def test_a_day_for_those_that_give_none(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main([str(article), "--published", "2024-03-12", "-f", "csv", "--columns", "published,date"])
    assert capsys.readouterr().out.splitlines()[1] == "2024-03-12,2024-03-11"


def test_the_ending_of_the_output_tells_its_format(article: Path, tmp_path: Path) -> None:
    for name, beginning in (
        ("a.csv", "id,number,"),
        ("a.tsv", "id\tnumber\t"),
        ("a.jsonl", '{"id": '),
        ("a.txt", f"{article}:1:56: "),
        ("a.html", "<!doctype html>"),
    ):
        if name == "a.html":
            pytest.importorskip("jinja2")
        assert main([str(article), "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_parquet_goes_to_a_file_and_to_a_pipe(article: Path, tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    path = tmp_path / "a.parquet"
    assert main([str(article), "-o", str(path)]) == 0
    done = run("-f", "parquet", str(article))
    assert parquet.read_table(path).column("speaker").to_pylist() == ["Ilse Verhane"]
    assert parquet.read_table(io.BytesIO(done.stdout)) == parquet.read_table(path)


def test_a_folder_is_read(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.with_name("b.md").write_text("It *rained*.", encoding="utf-8")
    article.with_name("c.jpeg").write_bytes(b"\xff")
    pytest.importorskip("markdown_it")
    assert main([str(article.parent)]) == 0
    assert capsys.readouterr().out == f"{article}:{LINE}\n"


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        (["--speaker", "VERHANE"], ["Ilse Verhane"]),
        (["--speaker", "Ver"], []),
        (["--speaker", "harrow", "--speaker", "ilse verhane"], ["Ilse Verhane", "Lem Harrow"]),
        (["--organisation", "Marran"], ["Ilse Verhane"]),
        (["--stance", "deny", "--stance", "admit"], ["Lem Harrow"]),
        (["--stance", "deny", "--speaker", "Verhane"], []),
        (["--kind", "indirect", "--source-type", "person"], ["Ilse Verhane", "Lem Harrow"]),
        (["--min-confidence", "1"], []),
    ],
)
def test_statements_can_be_chosen(
    words: list[str], kept: list[str], article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text(ARTICLE + "Lem Harrow denied it.", encoding="utf-8")
    assert main([str(article), *words, "-f", "csv", "--columns", "speaker"]) == 0
    assert capsys.readouterr().out.splitlines()[1:] == kept


def test_two_processes_give_the_same(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("b.txt", "c.txt"):
        article.with_name(name).write_text(ARTICLE, encoding="utf-8")
    main([str(article.parent)])
    alone = capsys.readouterr().out
    assert main([str(article.parent), "-j", "2"]) == 0
    assert capsys.readouterr().out == alone


# Rule sets --------------------------------------------------------------------------------------

MINE = """\
[ruleset]
name = "mine"
extends = "en"

[verbs]
foghorn = {stance = "say", frames = ["quote", "that"]}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    path = tmp_path / "mine.toml"
    path.write_text(MINE, encoding="utf-8")
    return path


def test_unknown_rule_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--rules", "xx"]) == 2
    assert capsys.readouterr().err.startswith("attribution: no rule set named 'xx'; available: ")


def test_a_rule_set_of_ones_own(
    mine: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, b"Ada Moor foghorned that it rained.")
    assert main(["--rules", str(mine)]) == 0
    assert capsys.readouterr().out == "1:25: Ada Moor say: it rained\n"


def test_auto_reads_each_file_by_the_rules_of_its_language(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    german = tmp_path / "artikel.txt"
    german.write_text("Der Rat teilte mit, dass der Hafen wieder offen ist.", encoding="utf-8")
    assert main(["--json", "--rules", "auto", str(german), str(article)]) == 0
    found = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (found[0]["speaker"], found[0]["text"]) == ("Rat", "dass der Hafen wieder offen ist")
    main(["--json", str(article)])
    assert found[1:] == [json.loads(line) for line in capsys.readouterr().out.splitlines()] != []


def test_rule_sets_are_listed_and_shown(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "list"]) == 0
    assert {"de", "en"} <= set(capsys.readouterr().out.splitlines())
    assert main(["rules"]) == 0
    assert main(["rules", "show", str(mine)]) == 0
    shown = capsys.readouterr().out
    assert "mine (language en)" in shown
    assert "\n  source-cue-" in shown


def test_a_sound_rule_set_is_told_with_what_it_lacks(
    mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.write_text('[ruleset]\nname = "mine"\nlanguage = "xx"\n', encoding="utf-8")
    assert main(["rules", "check", str(mine)]) == 0
    first, *lacking = capsys.readouterr().out.splitlines()
    assert first == "mine: sound"
    assert lacking[0].startswith("  lacks ")


LETTER = """
[[layouts]]
name = "letter"
pattern = 'Dear:(?P<content>.+)'
matches = ["Dear Ada: we won."]
"""


@pytest.mark.parametrize(
    ("more", "problem"),
    [
        ("[verbs]\nmumble = {stance = 'sad'}", "verbs.mumble: unknown stance 'sad'; allowed: "),
        (LETTER, "layouts.letter: does not match 'Dear Ada: we won.', which gives nothing"),
    ],
)
def test_a_rule_set_with_faults_is_told(
    more: str, problem: str, mine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mine.write_text(f'[ruleset]\nname = "mine"\nlanguage = "xx"\n{more}\n', encoding="utf-8")
    assert main(["rules", "check", str(mine)]) == 1
    assert problem in capsys.readouterr().out


def test_words_of_a_rule_set(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules", "words", "foghorned", "quayward", "--rules", str(mine)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "foghorned: cue, participle, past, verb",
        "  cue 'foghorn' (verbs): say; quote, that",
        "quayward: in no list, read as noun",
    ]


# The other verbs --------------------------------------------------------------------------------


def test_people(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["people", str(article)]) == 0
    assert f"{article}: Ilse Verhane (mayor, Marran): 1 mention\n" in capsys.readouterr().out
    assert main(["people", str(article), "--json"]) == 0
    objects = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert {item.pop("id") for item in objects} == {str(article)}
    assert [Person.from_dict(item) for item in objects] == Parser().people(ARTICLE)


def test_people_in_a_file(article: Path, tmp_path: Path) -> None:
    path = tmp_path / "people.jsonl"
    assert main(["people", str(article), "-o", str(path)]) == 0
    assert json.loads(path.read_text(encoding="utf-8").splitlines()[0])["name"] == "Ilse Verhane"


def test_completion_knows_verbs_and_options(capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("shtab")
    for shell in ("bash", "zsh", "tcsh"):
        assert main(["completion", shell]) == 0
        script = capsys.readouterr().out
        assert "min-confidence" in script
        assert "parquet" in script
        assert all(name in script for name in VERBS)


# Help, and what is not understood ----------------------------------------------------------------


@pytest.mark.parametrize("words", [[], *([name] for name in VERBS)])
def test_help_begins_with_examples(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*words, "--help"])
    assert stopped.value.code == 0
    first, example, *_ = capsys.readouterr().out.splitlines()
    assert first == "examples:"
    assert example.startswith("  $ attribution ")


@pytest.mark.parametrize("example", [line for verb in VERBS.values() for line in verb.examples])
def test_the_examples_of_the_help_are_understood(example: str) -> None:
    words = shlex.split(re.split(" [<>|] ", example)[0])
    options = _options(words)
    assert callable(options.run)


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["pares"], "no verb and no file is called 'pares' (did you mean 'parse'?)"),
        (["--jsn"], "no option is called '--jsn' (did you mean '--json'?)"),
        (["people", "--jsn"], "no option is called '--jsn' (did you mean '--json'?)"),
        (["-f", "cvs"], "no format is called 'cvs' (did you mean 'csv'?); there are: lines, "),
        (["--stance", "denyy"], "no stance is called 'denyy' (did you mean 'deny'?)"),
        (["--published", "2024-02-30"], "not a day written as YYYY-MM-DD: '2024-02-30'"),
        (["--min-confidence", "2"], "not a number from 0 to 1: '2'"),
        (["--min-confidence", "x"], "not a number from 0 to 1: 'x'"),
        (["-j", "0"], "not a whole number from 1 on: '0'"),
        (["explain", "a.txt", "b.txt"], "what is 'b.txt' for?"),
        (["rules", "lst"], "no verb is called 'rules lst' (did you mean 'rules list'?)"),
        (["chekc"], "no verb and no file is called 'chekc' (did you mean 'check'?)"),
        (["check", "a.txt"], "the following arguments are required: ARTICLE"),
        (["check", "a.txt", "b.txt", "--threshold", "x"], "not a number from 0 to 100: 'x'"),
        (
            ["audit", "--by", "speeker"],
            "no dimension is called 'speeker' (did you mean 'speaker'?)",
        ),
        (
            ["audit", "-f", "cvs"],
            "no format is called 'cvs' (did you mean 'csv'?); there are: table",
        ),
        (["mask", "a.txt"], "the following arguments are required: --map"),
        (["mask", "a.txt", "--map", "b", "--kind", "indirect"], "no kind is called 'indirect'"),
        (["restore", "--prtly", "--map", "b"], "'--prtly' (did you mean '--partly'?)"),
    ],
)
def test_what_is_not_understood(
    words: list[str], problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    output = capsys.readouterr()
    assert output.out == ""
    [line] = output.err.splitlines()
    assert problem in line


def test_an_unknown_column_is_told(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article), "-f", "csv", "--columns", "speeker"]) == 2
    assert "no column is called 'speeker' (did you mean 'speaker'?)" in capsys.readouterr().err


def test_columns_of_what_has_none_are_told(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(article), "--columns", "speaker"]) == 2
    assert "no format with columns is called 'lines'" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert (
        capsys.readouterr().out == f"attribution-parser {metadata.version('attribution-parser')}\n"
    )


# What cannot be read ------------------------------------------------------------------------------


def test_unreadable_files_do_not_stop_the_others(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Die Fähre nach Marran fährt wieder, sagte Müller.".encode("cp1252"))
    missing = tmp_path / "missing.txt"
    assert main([str(missing), str(latin), str(article)]) == 2
    output = capsys.readouterr()
    assert output.out == f"{article}:{LINE}\n"
    first, second = output.err.splitlines()
    assert first == f"attribution: {missing}: No such file or directory"
    assert second.startswith(f"attribution: {latin}: not UTF-8 text (byte 6)")
    assert main([str(latin), "--encoding", "cp1252", "--rules", "de"]) == 0


def test_it_ends_with_the_first_if_asked_to(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["missing.txt", str(article), "--fail-fast"]) == 2
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize(
    ("content", "options", "problem"),
    [
        ("<!DOCTYPE html>", "-", "say --from html or --from text"),
        ("body\nx\n", "--from csv", "there are: body; name one with --text-field"),
        ("text\nx\n", "--from csv --date-field day", "name one with --date-field"),
        ("text,date\nx,May\n", "--from csv", "published must be a day in ISO"),
    ],
)
def test_it_tells_which_option_mends_it(
    content: str, options: str, problem: str, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text(content, encoding="utf-8")
    words = [word for word in options.split() if word != "-"]
    assert main([str(article), *words]) == 2
    assert problem in capsys.readouterr().err


def test_what_is_read_is_not_written_over(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(article), "-o", str(article)]) == 2
    assert "would be read and written at once" in capsys.readouterr().err
    assert article.read_text(encoding="utf-8") == ARTICLE


def test_an_output_that_cannot_be_written_is_named(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "no" / "a.csv"
    assert main([str(article), "-o", str(path)]) == 2
    line = f"attribution: cannot write the output {path}: No such file or directory\n"
    assert capsys.readouterr().err == line


def test_a_missing_extra_is_named_before_anything_is_read(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("rich", "jinja2", "shtab"):
        monkeypatch.setitem(sys.modules, package, None)
        monkeypatch.setitem(sys.modules, f"{package}.box", None)
    monkeypatch.setattr(Parser, "_article", None)
    for words, extra in (
        ([str(article), "-f", "table"], "cli"),
        ([str(article), "-f", "html"], "html"),
        (["completion", "bash"], "cli"),
    ):
        assert main(words) == 2
        assert f"pip install 'attribution-parser[{extra}]'" in capsys.readouterr().err


# Terminals --------------------------------------------------------------------------------------


class Terminal(io.StringIO):
    """Something that is a terminal."""

    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_table_with_colours(
    article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rich")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setattr(sys, "stdout", out := Terminal())
    assert main([str(article)]) == 0
    assert "\x1b[36m" in out.getvalue()
    assert {"Verhane", "Marran"} <= set(re.findall(r"\w+", out.getvalue()))
    monkeypatch.setattr(sys, "stdout", out := Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert main([str(article)]) == 0
    assert "\x1b[36m" not in out.getvalue()


def test_a_terminal_without_rich_gets_lines(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    monkeypatch.setattr(sys, "stdout", out := Terminal())
    assert main([str(article)]) == 0
    assert out.getvalue() == f"{article}:{LINE}\n"


def test_a_terminal_gets_no_parquet(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("pyarrow")
    monkeypatch.setattr(sys, "stdout", Terminal())
    assert main([str(article), "-f", "parquet"]) == 2
    assert "nothing that a terminal shows" in capsys.readouterr().err


def test_a_bar_and_a_summary_after_a_while(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rich")
    words = [str(article), "missing.txt", "-o", str(tmp_path / "a.csv")]
    for patience, shown in ((0.0, True), (1e9, False)):
        monkeypatch.setattr(progress, "PATIENCE", patience)
        monkeypatch.setattr(sys, "stderr", out := Terminal())
        assert main(words) == 2
        assert ("1 articles, 1 statements, 1 not read\n" in out.getvalue()) is shown
    monkeypatch.setattr(progress, "PATIENCE", 0.0)
    for option in ("--no-progress", "-q"):
        monkeypatch.setattr(sys, "stderr", out := Terminal())
        assert main([*words, option]) == 2
        assert out.getvalue() == "attribution: missing.txt: No such file or directory\n"


def test_the_bar_knows_how_many_articles_there_are(article: Path, tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_text("{}\n{}\n", encoding="utf-8")
    assert progress._expected([str(article), str(lines), "missing.jsonl"]) == 3
    assert progress._expected([str(article), "-"]) is None


def test_who_waits_for_a_keyboard_is_told(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, ARTICLE.encode())
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True)
    assert main([]) == 0
    assert capsys.readouterr().err == "reading standard input; Ctrl-D ends it\n"


def test_control_sequences_do_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rich")
    for options in ([], ["-f", "table"]):
        feed(monkeypatch, "Ilse Verhane said that the \x1b[31mharbour\u202e was open.".encode())
        assert main(options) == 0
        output = capsys.readouterr().out
        assert "harbour" in output
        assert "\x1b" not in output
        assert "\u202e" not in output


def test_a_terminal_without_unicode_gets_question_marks(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Ilse Vérhane said that the harbour was open.", encoding="utf-8")
    done = run(str(path), encoding="ascii")
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"V?rhane" in done.stdout


def test_json_is_utf_8_everywhere(tmp_path: Path) -> None:
    path = tmp_path / "article.txt"
    path.write_text("Ilse Vérhane said that the harbour was open.", encoding="utf-8")
    done = run("--json", str(path), encoding="ascii")
    assert json.loads(done.stdout.decode("utf-8"))["speaker"] == "Ilse Vérhane"


def test_closed_pipe_is_quiet(article: Path) -> None:
    article.write_text(ARTICLE * 2000, encoding="utf-8")
    with subprocess.Popen(
        [sys.executable, "-m", "attribution", "--json", str(article)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


# Nothing that a terminal obeys ------------------------------------------------------------------

EVIL = "\x1b[31m\x9b2J\x07\x08\x7f\u061c\u200e\u202e\u2066\ufeff\U000e0001"


def test_json_has_no_character_that_a_terminal_obeys(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"Ilse Verhane said that “the harbour {EVIL}was open”."
    feed(monkeypatch, text.encode())
    assert main(["--json"]) == 0
    output = capsys.readouterr().out
    assert output.rstrip("\n").isprintable()
    assert EVIL in json.loads(output)["text"]


def test_half_a_character_is_a_valid_escape(tmp_path: Path) -> None:
    path = tmp_path / "half\udcff.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    done = run("--json", str(path))
    assert json.loads(done.stdout)["id"] == str(path)


@pytest.mark.parametrize("word", [f"--{EVIL}", f"--rules={EVIL}", f"--published={EVIL}", EVIL])
def test_complaints_have_none_either(word: str, capfd: pytest.CaptureFixture[str]) -> None:
    try:
        status: object = main([word])
    except SystemExit as stopped:
        status = stopped.code
    assert status == 2
    output = capfd.readouterr()
    assert output.out == ""
    assert all(line.isprintable() for line in output.err.split("\n"))


# Inputs and outputs that are closed, full or too large --------------------------------------------


def shell(redirection: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = f'"$0" -m attribution "$@" {redirection}'
    words = ["bash", "-c", command, sys.executable, *arguments]
    return subprocess.run(words, capture_output=True, check=False, text=True)


bash = pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="needs a POSIX shell and /dev/full"
)


@bash
@pytest.mark.parametrize(
    ("redirection", "problem"),
    [
        (">/dev/full", "cannot write the output: No space left on device"),
        (">&-", "standard output is closed"),
    ],
)
def test_output_that_takes_nothing(redirection: str, problem: str, article: Path) -> None:
    for options in ([], ["--json"], ["--version"]):
        done = shell(redirection, *options, str(article))
        assert (done.returncode, done.stderr) == (2, f"attribution: {problem}\n")


@bash
def test_closed_input() -> None:
    done = shell("<&-")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == "attribution: -: standard input is closed\n"


@bash
def test_no_complaint_lands_in_the_output(article: Path) -> None:
    done = shell("2>&-", "--json", "missing.txt", str(article))
    assert done.returncode == 2
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == [str(article)]


@bash
def test_ctrl_c_is_quiet(article: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", listening.COMMAND, "--json", str(article), "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["speaker"] == "Ilse Verhane"
        # Now it waits for its standard input.
        process.send_signal(signal.SIGINT)
        _, complaint = process.communicate()
    assert (process.returncode, complaint) == (130, b"")


def test_a_file_that_is_no_article_is_refused(
    article: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    large = tmp_path / "large.txt"
    large.write_bytes(b"a" * (LARGEST + 1))
    feed(monkeypatch, large.read_bytes())
    assert main(["--json", str(large), "-", str(article)]) == 2
    output = capsys.readouterr()
    problem = "more than 5,000,000 characters; split it into its articles"
    assert output.err == f"attribution: {large}: {problem}\nattribution: -: {problem}\n"
    assert len(output.out.splitlines()) == 1


def test_a_stopped_rule_is_told_in_one_line(
    article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(_: Parser, record: Record, **__: object) -> Outcome[Article]:
        return Article(text=record.text, id=str(record.id)), [RuleTimeoutError("away", 1.0)]

    monkeypatch.setattr(Parser, "_article", read)
    assert main(["--json", str(article)]) == 0
    line = f"{article}: the rule 'away' took more than 1.0 seconds and was stopped"
    assert capsys.readouterr().err == f"attribution: {line}\n"
