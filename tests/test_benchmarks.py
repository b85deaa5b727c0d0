"""The scripts of benchmarks/, on articles so short that the figures can be reckoned by hand."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from attribution import RuleError, RuleSet, parse, rulesets

SCRIPTS = Path(__file__).parent.parent / "benchmarks"
CLAUSE = "Ada Moor said the ferry was late."
QUOTATION = '"The pier is closed," said Lem Harrow.'
OBJECT = "The council denied the report."
THAT = "Nell Orrin warned that the dam might break."
EXTENT = "Tomas Okerlund said the gates were open."
MIXED = 'Ilse Verhane said that the harbour was "quite safe".'

# Content, source and cue by their words, each to be found once in the text.
ARTICLES = {
    # Both are found just as they are marked.
    f"{CLAUSE} {QUOTATION}": [
        ("the ferry was late", "Ada Moor", "said the"),
        ('"The pier is closed,"', "Lem Harrow", "said Lem"),
    ],
    # The denial is found but not marked; a statement and an attitude are marked but not found.
    f"{OBJECT} It rained all day.": [("all day", "council", "report"), ("rained", "It", "day")],
    # A wrong speaker, too long an extent, and a statement that needs no speaker to be right.
    f"{THAT} {EXTENT} {MIXED}": [
        ("the dam might break", "dam", "warned"),
        ("the gates were", "Tomas Okerlund", "said the"),
        ('that the harbour was "quite safe"', "", "said that"),
    ],
}


def spans(text: str, words: str) -> list[list[int]]:
    start = text.index(words)
    return [[start, start + len(words)]] if words else []


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    rows = []
    for number, (text, marked) in enumerate(ARTICLES.items()):
        keys = ("content", "source", "cue")
        attributions = [
            {key: spans(text, words) for key, words in zip(keys, item, strict=True)}
            for item in marked
        ]
        row = {"id": f"article {number}", "date": "2031-05-07", "text": text}
        rows.append(json.dumps({**row, "attributions": attributions}) + "\n")
    path = tmp_path / "gold.jsonl"
    path.write_text("".join(rows), encoding="utf-8")
    return path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "mine"
    folder.mkdir()
    head = '[ruleset]\nname = "mine"\nextends = "en"\n'
    (folder / "head.toml").write_text(head, encoding="utf-8")
    return folder


def run(script: str, *arguments: object) -> list[str]:
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / script), *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def rule_of(sentence: str) -> str:
    (quote,) = parse(sentence)
    return quote.rule


# Accuracy ---------------------------------------------------------------------------------------


def test_accuracy(gold: Path) -> None:
    lines = run("accuracy.py", gold)
    assert lines[:9] == [
        "3 articles, 7 attributions, 6 of them statements, 6 found",
        "statements     P 0.833  R 0.833  F1 0.833",
        "statements_spk P 0.667  R 0.667  F1 0.667",
        "soft_spk       P 0.667  R 0.571  F1 0.615",
        "exact_spk      P 0.500  R 0.429  F1 0.462",
        "speaker accuracy 0.750",
        "recall direct   content 1.000  content and speaker 1.000",
        "recall mixed    content 1.000  content and speaker 1.000",
        "recall indirect content 0.600  content and speaker 0.400",
    ]
    assert {tuple(line.split()) for line in lines[11:]} == {
        (rule_of(CLAUSE), "2", "1.00", "1.00", "0.50"),
        (rule_of(QUOTATION), "1", "1.00", "1.00", "1.00"),
        (rule_of(OBJECT), "1", "0.00", "0.00", "0.00"),
        (rule_of(THAT), "2", "1.00", "0.50", "0.50"),
    }


def test_errors_are_shown_of_compressed_articles_too(gold: Path, tmp_path: Path) -> None:
    packed = tmp_path / "gold.jsonl.gz"
    packed.write_bytes(gzip.compress(gold.read_bytes()))
    lines = run("accuracy.py", packed, "--errors", 1)
    warned = f"found: | {rule_of(THAT)} | Nell Orrin | the dam might break"
    said = f"found: | {rule_of(EXTENT)} | Tomas Okerlund | the gates were open"
    assert lines[lines.index("spurious: 1") :] == [
        "spurious: 1",
        f"    article 1 | {rule_of(OBJECT)} | The council | the report",
        "missed: 1",
        "    article 1 | indirect | council | report | all day",
        "wrong speaker: 1",
        f"    article 2 | indirect | dam | warned | the dam might break | {warned}",
        "wrong extent: 1",
        f"    article 2 | indirect | Tomas Okerlund | said the | the gates were | {said}",
    ]


STUB = """\
class RuleSet:
    pass


class Parser:
    def __init__(self, rules):
        pass

    def parse(self, text, published):
        return []
"""


@pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
def test_accuracy_against_a_revision_that_finds_nothing(gold: Path, tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    package = repository / "src" / "attribution"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(STUB, encoding="utf-8")
    identity = ("-c", "user.name=Ada Moor", "-c", "user.email=ada@example.org")
    git = ["git", "-C", str(repository), *identity, "-c", "commit.gpgsign=false"]
    for command in (["init", "--quiet"], ["add", "."], ["commit", "--quiet", "-m", "Begin"]):
        subprocess.run([*git, *command], check=True)
    arguments = ("--against", "HEAD", "--repository", repository, "--errors", 1)
    lines = run("accuracy.py", gold, *arguments)
    assert lines[lines.index("gained: 4") :] == [
        "gained: 4",
        "    article 0 | indirect | Ada Moor | said the | the ferry was late",
        "lost: 0",
        "wrong now: 2",
        f"    article 1 | {rule_of(OBJECT)} | The council | the report",
        "wrong no more: 0",
    ]
    worktrees = subprocess.run([*git, "worktree", "list"], check=True, stdout=subprocess.PIPE)
    assert worktrees.stdout.count(b"\n") == 1


# Precision --------------------------------------------------------------------------------------


def test_precision_is_measured_and_stored(gold: Path, rules: Path) -> None:
    printed = run("precision.py", gold, "--rules", rules)
    assert not (rules / "precision.toml").exists()
    assert f"{rule_of(THAT)} 2 1 0.500 0.64" in [" ".join(line.split()) for line in printed]

    run("precision.py", gold, "--rules", rules, "--write")
    written = (rules / "precision.toml").read_text(encoding="utf-8")
    table = tomllib.loads(written)["precision"]
    # Four of six are right, and ten more hits of that precision are added to each rule.
    expected = {
        rule_of(CLAUSE): 0.72,  # (2 + 6.67) / (2 + 10)
        rule_of(QUOTATION): 0.70,  # (1 + 6.67) / (1 + 10)
        rule_of(OBJECT): 0.61,  # (0 + 6.67) / (1 + 10)
        rule_of(THAT): 0.64,  # (1 + 6.67) / (2 + 10)
    }
    assert list(table) == sorted(table)
    assert table == {**dict.fromkeys(table, 0.67), **expected}

    mine = RuleSet.from_toml(rules)
    assert {rule.name for rule in mine.constructions} <= table.keys()
    assert [quote.confidence for quote in parse(THAT, rules=mine)] == [0.64]
    assert RuleSet.from_toml(_file(rules.parent / "one.toml", mine.to_toml())) == mine


def _file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("gone = 0.5", "there is no construction or layout of that name"),
        ("source-cue-thta = 0.5", "did you mean 'source-cue-that'?"),
        ("source-cue-that = 1.5", "precision is from 0 to 1, not 1.5"),
        ('source-cue-that = "high"', "precision is from 0 to 1, not 'high'"),
    ],
)
def test_stored_precision_is_checked(line: str, problem: str, rules: Path) -> None:
    file = _file(rules / "precision.toml", f"[precision]\n{line}\n")
    with pytest.raises(RuleError, match=re.escape(problem)) as caught:
        RuleSet.from_toml(rules)
    assert caught.value.ruleset == str(file)
    assert caught.value.rule == f"precision.{line.split(maxsplit=1)[0]}"


def test_measuring_again_mends_what_names_a_rule_that_is_gone(gold: Path, rules: Path) -> None:
    _file(rules / "precision.toml", "[precision]\ngone = 0.5\n")
    run("precision.py", gold, "--rules", rules, "--write")
    assert RuleSet.from_toml(rules).name == "mine"


def test_what_the_engine_adds_is_measured_too(tmp_path: Path) -> None:
    text = "Ada Moor sagte, die Brücke sei neu. Der Bau sei teuer. Das war es."
    article = {
        "id": "one",
        "text": text,
        "attributions": [
            {"content": spans(text, "die Brücke sei neu"), "source": spans(text, "Ada Moor")},
            {"content": spans(text, "Der Bau sei teuer"), "source": spans(text, "Ada Moor")},
        ],
    }
    articles = _file(tmp_path / "german.jsonl", json.dumps(article))
    folder = tmp_path / "german"
    shutil.copytree(Path(str(rulesets.__file__)).parent / "de", folder)
    run("precision.py", articles, "--rules", folder, "--write")
    table = tomllib.loads((folder / "precision.toml").read_text(encoding="utf-8"))["precision"]
    assert table["reported-speech"] == 1.0
    mine = RuleSet.from_toml(folder)
    assert mine.settings["precision"]["reported-speech"] == 1.0
    assert RuleSet.from_toml(_file(tmp_path / "one.toml", mine.to_toml())) == mine


# Curve and speed --------------------------------------------------------------------------------


def test_curve(gold: Path, rules: Path, tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    rows = {
        rule_of(OBJECT): 0.3,
        rule_of(THAT): 0.5,
        rule_of(CLAUSE): 0.9,
        rule_of(QUOTATION): 0.95,
    }
    table = "".join(f"{name} = {value}\n" for name, value in rows.items())
    _file(rules / "precision.toml", f"[precision]\n{table}")
    first, second = (tmp_path / name for name in ("first.svg", "second.svg"))
    lines = run("curve.py", gold, first, "--rules", rules)
    assert [line.split() for line in lines[1:]] == [
        ["0.30", "0.667", "0.667", "0.667"],
        ["0.50", "0.800", "0.667", "0.727"],
        ["0.90", "1.000", "0.500", "0.667"],
        ["0.95", "1.000", "0.167", "0.286"],
        [],
        ["confidence", "n", "mean", "precision"],
        ["0.3", "to", "0.4", "1", "0.300", "0.000"],
        ["0.5", "to", "0.6", "2", "0.500", "0.500"],
        ["0.9", "to", "1.0", "3", "0.917", "1.000"],
    ]
    assert "Citron" in first.read_text(encoding="utf-8")
    run("curve.py", gold, second, "--rules", rules)
    assert first.read_bytes() == second.read_bytes()


def test_speed(gold: Path) -> None:
    size = sum(map(len, ARTICLES))
    patterns = [
        rf"3 texts, {size} characters, best of 1 runs",
        *(
            rf"{name} +\d+\.\d+ s +\d+\.\d+ M characters/s"
            for name in ("parse", "finditer", "findall")
        ),
        *(rf"a parse takes \d+\.\d passes of {name}" for name in ("finditer", "findall")),
        r"cold start \d+\.\d+ s, \d+\.\d times a process that imports regex alone \(\d+\.\d+ s\)",
    ]
    lines = run("speed.py", gold, "--runs", 1)
    assert len(lines) == len(patterns)
    for line, pattern in zip(lines, patterns, strict=True):
        assert re.fullmatch(pattern, line)
