"""The command line."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from importlib import metadata
from pathlib import Path

import pytest

from attribution.__main__ import main

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


def test_table(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(article), "--published", "2024-03-12"]) == 0
    heading, rule, row = capsys.readouterr().out.splitlines()
    assert heading.split() == ["SPEAKER", "ROLE", "ORGANISATION", "DATE", "STANCE", "TEXT"]
    assert set(rule) == {"-", " "}
    for value in ("Ilse Verhane", "mayor", "Marran", "2024-03-11", "say", "the harbour was open"):
        assert value in row


@pytest.mark.parametrize("columns", [1, 40, 80, 96, 97, 100, 200])
def test_no_line_is_wider_than_the_terminal(
    columns: int,
    article: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    main([str(article)])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= max(columns, 62)
    assert ("TEXT" in lines[0]) == (columns >= 97)
    assert "harbour was" in " ".join(lines)


def test_standard_input(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, ARTICLE.encode())
    assert main([]) == 0
    assert "mayor" in capsys.readouterr().out


def test_json(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--json", str(article)]) == 0
    [line] = capsys.readouterr().out.splitlines()
    statement = json.loads(line)
    assert statement["file"] == str(article)
    assert statement["speaker"] == "Ilse Verhane"
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


def test_several_files_have_headings(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", encoding="utf-8")
    assert main([str(empty), str(article)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[:4] == [str(empty), "=" * len(str(empty)), "No statements.", ""]
    assert lines[4] == str(article)


def test_unreadable_files_do_not_stop_the_others(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    latin = tmp_path / "latin.txt"
    latin.write_bytes("Müller".encode("latin-1"))
    missing = tmp_path / "missing.txt"
    assert main([str(missing), str(latin), str(article)]) == 2
    output = capsys.readouterr()
    assert "mayor" in output.out
    assert output.err.splitlines() == [
        f"attribution: {missing}: No such file or directory",
        f"attribution: {latin}: not UTF-8 text (byte 2)",
    ]


def test_unknown_rule_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--rules", "xx"]) == 2
    assert capsys.readouterr().err.startswith("attribution: no rule set named 'xx'; available: ")


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


def test_impossible_day(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--published", "2024-02-30"])
    assert stopped.value.code == 2
    assert "not a day written as YYYY-MM-DD: '2024-02-30'" in capsys.readouterr().err


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == 0
    assert (
        capsys.readouterr().out == f"attribution-parser {metadata.version('attribution-parser')}\n"
    )


def test_control_sequences_do_not_reach_the_terminal(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    feed(monkeypatch, "Ilse Verhane said that the \x1b[31mharbour\u202e was open.".encode())
    assert main([]) == 0
    output = capsys.readouterr().out
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
