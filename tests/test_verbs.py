"""The verbs of the command beside ``parse``, used as people use them."""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from pathlib import Path

import pytest

from attribution import exports
from attribution._command import rules
from attribution._command.program import main, program
from attribution._command.verbs import VERBS
from attribution.mask import Masked

MOOR = "“We have not sold the quay,” said Ada Moor, the mayor of Wexhaven.\n"
HARROW = "Lem Harrow, a crane driver, warned of a flood.\n"


def write(folder: Path, name: str, text: str) -> str:
    path = folder / name
    path.write_text(text, encoding="utf-8", newline="")
    return str(path)


@pytest.fixture
def article(tmp_path: Path) -> str:
    return write(tmp_path, "article.txt", MOOR)


def feed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))


# explain ----------------------------------------------------------------------------------------

SIGHED = "It rained.\n\nAda Moor sighed that the\nquay was hers.\n\nLem Harrow denied the report.\n"


def test_explain_tells_why_a_statement_is_there_and_why_another_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(tmp_path, "a.txt", SIGHED)
    assert main(["explain", name]) == 0
    output = capsys.readouterr().out
    assert "kept    source-cue-object: 'the report'" in output
    assert "    stance: cue 'denied' -> deny" in output
    assert "missed  cue 'sighed': cue 'sigh' (say) has the frames quote only" in output
    assert 'verbs.sigh = {stance = "say", frames = ["quote", "that"]}' in output


def test_explain_at_some_words_tells_of_their_paragraph(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(tmp_path, "a.txt", SIGHED)
    assert main(["explain", name, "--at", "THE quay"]) == 0
    output = capsys.readouterr().out
    assert "missed  cue 'sighed'" in output
    assert "report" not in output
    assert main(["explain", name, "--at", "it rained"]) == 0
    assert capsys.readouterr().out == (
        "Nothing here looks like a statement: no quotation, no reporting word, no label.\n"
    )


def test_explain_at_words_that_stand_nowhere(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(tmp_path, "a.txt", SIGHED)
    assert main(["explain", name, "--at", "the pier"]) == 2
    assert capsys.readouterr() == ("", "attribution: nowhere stands 'the pier'\n")
    assert main(["explain", "missing.txt", "--at", "the pier"]) == 2
    assert capsys.readouterr().err == "attribution: missing.txt: No such file or directory\n"


def test_explain_reads_standard_input_by_rules_of_ones_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = write(
        tmp_path,
        "mine.toml",
        '[ruleset]\nname = "mine"\nextends = "en"\n'
        '[verbs]\nsigh = {stance = "say", frames = ["quote", "that"]}\n',
    )
    feed(monkeypatch, SIGHED)
    assert main(["explain", "--rules", rules, "--at", "quay"]) == 0
    assert "kept    source-cue-that: " in capsys.readouterr().out


def test_explain_names_the_articles_of_a_folder(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("a.txt", "b.txt"):
        write(tmp_path, name, "It\x1b[31m rained.")
    assert main(["explain", str(tmp_path)]) == 0
    output = capsys.readouterr().out
    assert output.count("Nothing here looks like a statement") == 2
    assert f"\n{tmp_path / 'b.txt'}:\n" in output


def test_a_page_with_what_gave_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("jinja2")
    name, page = write(tmp_path, "a.txt", SIGHED), tmp_path / "a.html"
    assert main([name, "--missed", "-o", str(page)]) == 0
    assert "has the frames quote only" in page.read_text(encoding="utf-8")
    assert main([name, "--missed", "-f", "csv"]) == 2
    assert "no format with --missed is called 'csv'; there are: html" in capsys.readouterr().err


# audit ------------------------------------------------------------------------------------------


@pytest.fixture
def news(tmp_path: Path) -> str:
    rows = [{"text": MOOR, "desk": "local"}, {"text": HARROW, "desk": "world"}, {"text": MOOR}]
    return write(tmp_path, "news.jsonl", "".join(json.dumps(row) + "\n" for row in rows))


def test_audit_counts_speakers(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", news]) == 0
    assert capsys.readouterr().out == (
        "SPEAKER     STATEMENTS  SHARE  WORDS  ARTICLES  FIRST  ONLY\n"
        "Ada Moor             2    67%     12         2      2     2\n"
        "Lem Harrow           1    33%      2         1      1     1\n"
    )


def test_audit_counts_by_what_is_named(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    by = ["--by", "meta.desk", "--by", "speaker+stance", "--top", "1"]
    assert main(["audit", news, *by, "-f", "csv"]) == 0
    rows = [*csv.DictReader(io.StringIO(capsys.readouterr().out))]
    assert [(row["by"], row["value"], row["statements"]) for row in rows] == [
        ("meta.desk", "(none)", "1"),
        ("speaker+stance", "Ada Moor · say", "2"),
    ]


def test_audit_of_chosen_statements(news: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["audit", news, "--stance", "warn", "-f", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["articles"], found["statements"]) == (3, 1)
    assert [row["value"] for row in found["shares"]["role"]] == ["crane driver"]


def test_audit_joins_aliases(news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    names = write(tmp_path, "names.toml", '"Harrow-Moor" = ["Ada Moor", "Lem Harrow"]')
    assert main(["audit", news, "--aliases", names]) == 0
    assert capsys.readouterr().out.splitlines()[1].startswith("Harrow-Moor           3   100%")
    assert main(["audit", news, "--aliases", "none.toml"]) == 2
    assert "none.toml: no aliases can be read" in capsys.readouterr().err


def test_the_ending_of_the_file_tells_the_format_of_an_audit(news: str, tmp_path: Path) -> None:
    beginnings = {"a.csv": "by,value,", "a.json": "{\n", "a.txt": "SPEAKER "}
    for name, beginning in beginnings.items():
        assert main(["audit", news, "-o", str(tmp_path / name)]) == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(beginning)


def test_an_audit_as_a_page(news: str, tmp_path: Path) -> None:
    pytest.importorskip("jinja2")
    assert main(["audit", news, "-o", str(tmp_path / "a.html")]) == 0
    page = (tmp_path / "a.html").read_text(encoding="utf-8")
    assert page.lstrip().startswith("<!doctype html>")
    assert "Lem Harrow" in page


def test_an_audit_reads_on_and_tells_what_it_could_not_read(
    news: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["audit", "missing.txt", news, "-j", "2"]) == 2
    output = capsys.readouterr()
    assert output.err == "attribution: missing.txt: No such file or directory\n"
    assert "Lem Harrow" in output.out
    assert main(["audit", "missing.txt", news, "--fail-fast"]) == 2
    assert capsys.readouterr().out == ""


def test_json_of_an_audit_has_nothing_that_a_terminal_obeys(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    name = write(tmp_path, "a.jsonl", json.dumps({"text": MOOR, "desk": "a\u202eb\x9b"}))
    assert main(["audit", name, "--by", "meta.desk", "-f", "json"]) == 0
    output = capsys.readouterr().out
    assert all(line.isprintable() for line in output.split("\n"))
    assert json.loads(output)["shares"]["meta.desk"][0]["value"] == "a\u202eb\x9b"


# check ------------------------------------------------------------------------------------------


def test_check_of_what_is_right(
    article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("rapidfuzz")
    draft = write(tmp_path, "draft.txt", 'Moor said: "We have not … the quay."')
    assert main(["check", draft, article]) == 0
    line = f"{draft}:1:13: verbatim: “We have not … the quay.” ({article}:1:2, {article}:1:19)\n"
    assert capsys.readouterr().out == line
    assert main(["check", "--wrong", draft, article]) == 0
    assert capsys.readouterr().out == ""


def test_check_of_what_is_wrong(
    article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("rapidfuzz")
    draft = write(
        tmp_path, "draft.txt", "\n“We have sold the quay,” said Lem Harrow. “No one left.”"
    )
    assert main(["check", "--wrong", draft, article]) == 1
    first, second = capsys.readouterr().out.splitlines()
    told = "“We have sold the quay,” is said by Ada Moor, not by Lem Harrow; left out: “not”"
    assert first == f"{draft}:2:2: misattributed: {told} ({article}:1:2)"
    assert second == f"{draft}:2:44: absent: “No one left.”"
    path = tmp_path / "checked.jsonl"
    assert main(["check", draft, article, "-o", str(path)]) == 1
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert [(row["id"], row["article"], row["verdict"]) for row in rows] == [
        (draft, article, "misattributed"),
        (draft, article, "absent"),
    ]


def test_check_reads_one_of_them_from_standard_input(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("rapidfuzz")
    feed(monkeypatch, "“We have not sold the quay,” said Moor.")
    assert main(["check", "-", article]) == 0
    assert capsys.readouterr().out.startswith("1:2: verbatim: ")
    assert main(["check", "-", "-"]) == 2
    assert capsys.readouterr().err == ("attribution: -: cannot be both the text and the article\n")


def test_check_takes_a_threshold(
    article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("rapidfuzz")
    draft = write(tmp_path, "draft.txt", "“We have never owned the quay,” said Moor.")
    for least, verdict in (("40", "altered"), ("99", "absent")):
        assert main(["check", draft, article, "--threshold", least]) == 1
        assert f": {verdict}: " in capsys.readouterr().out
    assert main(["check", draft, article, "--threshold", "101"]) == 2
    assert "must be from 0 to 100, not 101" in capsys.readouterr().err


def test_check_refuses_several_texts(
    article: str, news: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty").mkdir()
    for name, problem in ((news, "more than one text"), (str(tmp_path / "empty"), "no text")):
        assert main(["check", name, article]) == 2
        assert capsys.readouterr().err == f"attribution: {name}: holds {problem}\n"


def test_a_missing_rapidfuzz_is_one_line(
    article: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    package = sys.modules["attribution.check"]
    for name in ("comparing", "searching"):
        monkeypatch.delitem(sys.modules, f"attribution.check.{name}", raising=False)
        monkeypatch.delattr(package, name, raising=False)
    monkeypatch.setitem(sys.modules, "rapidfuzz", None)
    assert main(["check", article, article]) == 2
    assert capsys.readouterr().err == (
        "attribution: checking quotations needs rapidfuzz: "
        "pip install 'attribution-parser[check]'\n"
    )


def test_a_missing_jinja2_is_told_before_anything_is_counted(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert main(["audit", "missing.txt", "-f", "html"]) == 2
    [line] = capsys.readouterr().err.splitlines()
    assert line.endswith("pip install 'attribution-parser[html]'")


# mask and restore -------------------------------------------------------------------------------


@pytest.mark.parametrize("text", [MOOR, HARROW, "“Nò,” said Ada Moor.\r\n\r\n\tShe left."])
def test_what_is_masked_comes_back(
    text: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, words = write(tmp_path, "a.txt", text), str(tmp_path / "words.json")
    masked, back = str(tmp_path / "masked.txt"), str(tmp_path / "back.txt")
    assert main(["mask", article, "--map", words, "-o", masked]) == 0
    assert main(["restore", masked, "--map", words, "-o", back]) == 0
    assert Path(back).read_bytes() == text.encode()
    assert capsys.readouterr() == ("", "")


def test_masked_text_goes_through_pipes(
    article: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = tmp_path / "words.json"
    assert main(["mask", article, "--map", str(words)]) == 0
    masked = capsys.readouterr().out
    assert masked == "“[[Q1]],” said Ada Moor, the mayor of Wexhaven.\n"
    kept = Masked.from_dict(json.loads(words.read_text(encoding="utf-8")))
    assert [item.span.text for item in kept.placeholders] == ["We have not sold the quay"]
    feed(monkeypatch, "Mayor Moor: “[[Q1]]!”")
    assert main(["restore", "--map", str(words)]) == 0
    assert capsys.readouterr().out == "Mayor Moor: “We have not sold the quay!”"


def test_placeholders_that_are_not_right(
    article: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    words = str(tmp_path / "words.json")
    main(["mask", article, "--map", words, "-o", str(tmp_path / "masked.txt")])
    for answer, options, told in (
        ("Moor spoke.", [], "placeholders are lost: [[Q1]]"),
        ("“[[Q1]] [[Q1]] [[Q2]]”", [], "placeholders are doubled: [[Q1]]; invented: [[Q2]]"),
        ("“[[Q2]]”", ["--partly"], "placeholders are invented: [[Q2]]"),
    ):
        feed(monkeypatch, answer)
        assert main(["restore", "--map", words, *options]) == 1
        assert capsys.readouterr() == ("", f"attribution: -: {told}\n")
    feed(monkeypatch, "Moor spoke.")
    assert main(["restore", "--map", words, "--partly"]) == 0


def test_only_a_kind_is_masked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = write(tmp_path, "a.txt", "“No,” said Ada Moor. She said that it was “quite safe”.")
    for kind, masked in (("direct", "“[[Q1]],”"), ("mixed", "“[[Q1]]”.")):
        assert main(["mask", article, "--map", str(tmp_path / "w"), "--kind", kind]) == 0
        assert masked in capsys.readouterr().out


def test_a_map_that_is_none(
    article: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for content in ("{}", "[]", "no JSON"):
        words = write(tmp_path, "words.json", content)
        assert main(["restore", article, "--map", words]) == 2
        [line] = capsys.readouterr().err.splitlines()
        assert line.startswith(f"attribution: {words}: is not what mask wrote: ")
    assert main(["restore", article, "--map", "missing.json"]) == 2
    assert capsys.readouterr().err == "attribution: missing.json: No such file or directory\n"


def test_nothing_is_written_over(article: str, capsys: pytest.CaptureFixture[str]) -> None:
    words = str(Path(article).with_name("words.json"))
    for options, name in (
        (["--map", article], article),
        (["--map", words, "-o", words], words),
        (["--map", words, "-o", article], article),
    ):
        assert main(["mask", article, *options]) == 2
        assert capsys.readouterr().err.startswith(f"attribution: {name}: would ")
    assert Path(article).read_text(encoding="utf-8") == MOOR
    assert not Path(words).exists()


def test_a_terminal_gets_nothing_that_it_obeys_from_mask(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    article = write(tmp_path, "a.txt", "It\x1b[31m rained.\n\tIt\u202e did.\n")
    monkeypatch.setattr(sys, "stdout", out := Terminal())
    assert main(["mask", article, "--map", str(tmp_path / "words.json")]) == 0
    assert out.getvalue() == "It[31m rained.\n\tIt did.\n"


# schema and rules compile -----------------------------------------------------------------------


def test_schema(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == exports.schema()
    path = tmp_path / "schema.json"
    assert main(["schema", "-o", str(path)]) == 0
    published = Path(__file__).parents[1] / "docs" / "schemas" / "article-1.json"
    assert path.read_text(encoding="utf-8") == published.read_text(encoding="utf-8")


SMALL = '[ruleset]\nname = "small"\nlanguage = "xx"\n'


def test_rules_compile(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "small.toml", SMALL)
    (tmp_path / "out").mkdir()
    name = f"small.{sys.implementation.cache_tag}.compiled"
    for options, folder in (([], tmp_path), (["-o", str(tmp_path / "out")], tmp_path / "out")):
        assert main(["rules", "compile", path, *options]) == 0
        assert capsys.readouterr().out == f"{folder / name}\n"
        assert (folder / name).stat().st_size > 0


def test_what_cannot_be_compiled(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path, "small.toml", SMALL + "[verbs]\nmumble = {stance = 'sad'}\n")
    assert main(["rules", "compile", path]) == 2
    assert "unknown stance 'sad'" in capsys.readouterr().err
    path = write(tmp_path, "small.toml", SMALL)
    assert main(["rules", "compile", path, "-o", str(tmp_path / "none")]) == 2
    assert "cannot write the output" in capsys.readouterr().err


@pytest.mark.parametrize("verb", ["list", "show", "check", "words", "compile"])
def test_help_of_the_verbs_of_rules_begins_with_an_example(
    verb: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit):
        main(["rules", verb, "--help"])
    output = capsys.readouterr().out
    assert output.startswith(f"examples:\n  $ attribution rules {verb}")


# The page of the documentation ------------------------------------------------------------------


def test_the_page_of_the_command_names_every_verb_format_and_option() -> None:
    page = (Path(__file__).parents[1] / "docs/use/command-line.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([^`\n]+)`", page))
    words = {word for name in named for word in name.split()}
    assert {*VERBS, *rules.VERBS, *exports.FORMATS} <= words
    options = re.findall(r"(?<![\w-])--[a-z][a-z-]*", "".join(map(help_of, ("parse", "explain"))))
    assert set(options) - {"--help"} <= {word.rstrip(",") for word in words}


def help_of(verb: str) -> str:
    below = next(action for action in program()._actions if isinstance(action.choices, dict))
    assert isinstance(below.choices, dict)
    return str(below.choices[verb].format_help())
