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
    # With points for nothing the confidence of a statement is the precision of its rule.
    points = {**dict.fromkeys(rulesets.load("en").settings["points"], 0.0), "precision": 1.0}
    head = '[ruleset]\nname = "mine"\nextends = "en"\n[settings.points]\n'
    rows = "".join(f"{json.dumps(name)} = {value}\n" for name, value in points.items())
    (folder / "head.toml").write_text(head + rows, encoding="utf-8")
    return folder


def run(script: str | Path, *arguments: object, code: int = 0) -> list[str]:
    return done(script, *arguments, code=code).stdout.splitlines()


def done(script: str | Path, *arguments: object, code: int = 0) -> subprocess.CompletedProcess[str]:
    ended = subprocess.run(
        [sys.executable, str(SCRIPTS / script), *map(str, arguments)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
    )
    assert ended.returncode == code, ended.stderr
    return ended


def test_speechless_counts_what_cannot_speak(tmp_path: Path) -> None:
    path = tmp_path / "texts.jsonl"
    rows: list[dict[str, object]] = [
        {"id": "1", "text": f"{CLAUSE} {QUOTATION}", "date": None, "attributions": []}
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run("speechless.py", path) == ["2 speakers, 0 that can be none: 1.0000 can speak"]


def rule_of(sentence: str) -> str:
    (quote,) = parse(sentence)
    return quote.rule


# Frozen output ----------------------------------------------------------------------------------


def test_equal_quotes_stay_frozen(gold: Path, tmp_path: Path) -> None:
    stored = tmp_path / "frozen.jsonl.gz"
    written = run("frozen.py", "write", stored, gold, "--gold-only")
    *compared, _, last = run("frozen.py", "compare", stored)
    assert compared == written
    assert last.startswith("0 of ")


def test_other_quotes_are_told(gold: Path, tmp_path: Path) -> None:
    stored = tmp_path / "frozen.jsonl.gz"
    run("frozen.py", "write", stored, gold, "--gold-only")
    rows = gzip.decompress(stored.read_bytes()).replace(
        b'"speaker": "Ada Moor"', b'"speaker": null', 1
    )
    stored.write_bytes(gzip.compress(rows))
    done = subprocess.run(
        [sys.executable, str(SCRIPTS / "frozen.py"), "compare", str(stored)],
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert done.returncode == 1
    assert "\n1 of " in done.stdout


# A public corpus --------------------------------------------------------------------------------

ANNOTATION = """\
T1\tContent 24 39;53 73\tThe pier is open and will stay so."
T2\tCue 41 45\tsaid
T3\tSource 46 51\tHarrow
T4\tAttribution 41 45\tsaid
E1\tAttribution:T4 Cue:T2 Source:T3 Content:T1 Content2:T9
T5\tSource 0 8\tAda Moor
T6\tCue 9 15\tdenied
T7\tAttribution 9 15\tdenied
T8\tContent 16 21\tit al
l
T9\tContent 74 77\tYes
E2\tAttribution:T7 Source:T5 Cue:T6 Content:T8
E3\tAttribution:T7 Source:T5 Cue:T6
#1\tAnnotatorNotes E2\tIs it a denial?
"""


def test_a_part_of_a_public_corpus_is_written_as_gold(tmp_path: Path) -> None:
    part = tmp_path / "corpus" / "data" / "dev"
    for name in ("attributions", "text"):
        (part / name).mkdir(parents=True)
    _file(
        part.parent / "metadata.tsv", 'filename\ttitle\tpublication_date\nquay_1\t"A\t2031-05-07\n'
    )
    _file(part / "text" / "quay_1.txt", 'Ada Moor denied it all.\n"The pier is open,"')
    _file(part / "attributions" / "quay_1_b.ann", "")
    _file(part / "attributions" / "quay_1_a.ann", ANNOTATION)
    gold = tmp_path / "gold.jsonl"
    assert run("polnear.py", part.parent.parent, "dev", gold) == []
    assert [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()] == [
        {
            "id": "quay_1",
            "date": "2031-05-07",
            "text": 'Ada Moor denied it all.\n"The pier is open,"',
            "attributions": [
                {"content": [[16, 21]], "source": [[0, 8]], "cue": [[9, 15]]},
                {
                    "content": [[24, 39], [53, 73], [74, 77]],
                    "source": [[46, 51]],
                    "cue": [[41, 45]],
                },
            ],
        }
    ]
    assert run("accuracy.py", gold)[0].startswith("1 articles, 2 attributions")


# Mutations --------------------------------------------------------------------------------------

MUTATED = r"""
[ruleset]
name = "mutated"
language = "xx"

[settings.features]
subjects = "subject closed"

[classes]
subjects = "she he they it"

[inflection]
verb = [["", "s", "ed", "ed", "ing"]]

[verbs]
report = { stance = "say", frames = ["that"] }

[pieces]
source = "(?<!<name>|'of') (<subject>|<name>)"
clause = "((?!('but'|,) <subject>) <!stop.!break>){1,80}"

[[readings]]
name = "report-noun"
pattern = "('the'|'a') <verb:word>"
drop = ["verb", "cue"]
matches = ["The report was long."]

[[constructions]]
name = "source-cue-that"
frame = "that"
pattern = "<source:source> <cue:cue> ('that'|'how') <clause:content>"
matches = ["She reported that it rained."]
rejects = ["Ada Moor reported that it rained.", "She reported the rain."]
"""
GOLDEN = """\
It ends before "but".
.
He reported that it rained but she slept.
.
He | reported | it rained
.
"""


def mutations(folder: Path, *arguments: object, code: int = 1) -> list[str]:
    golden = _file(folder.parent / "golden.txt", GOLDEN)
    return run("mutate.py", "--rules", folder, "--golden", golden, *arguments, code=code)


@pytest.fixture
def mutated(tmp_path: Path) -> Path:
    folder = tmp_path / "mutated"
    folder.mkdir()
    _file(folder / "all.toml", MUTATED)
    return folder


def test_alternatives_that_no_test_notices_are_told(mutated: Path) -> None:
    assert mutations(mutated, "--workers", 2) == [
        "all.toml: pieces.source: 'of'",
        "all.toml: pieces.source: <name>",
        "all.toml: pieces.clause: ,",
        "all.toml: readings.report-noun: 'a'",
        "all.toml: constructions.source-cue-that: 'how'",
        "5 of 10 unnoticed",
    ]


def test_alternatives_are_chosen_by_the_name_of_their_pattern(mutated: Path) -> None:
    assert mutations(mutated, "cl*", "--list", code=0) == [
        "all.toml: pieces.clause: 'but'",
        "all.toml: pieces.clause: ,",
    ]
    drawn = mutations(mutated, "--sample", 3, "--seed", 7, "--list", code=0)
    assert drawn == mutations(mutated, "--sample", 3, "--seed", 7, "--list", code=0)
    assert len(drawn) == 3
    assert drawn != mutations(mutated, "--sample", 3, "--seed", 8, "--list", code=0)
    unnoticed = mutations(mutated, "clause", "--at-most", 0.5, code=0)
    assert unnoticed == ["all.toml: pieces.clause: ,", "1 of 2 unnoticed"]


EXTENDING = """
[ruleset]
name = "more"
language = "en"
extends = "en"

[pieces]
vessel = "'ferry' | 'barge'"

[[readings]]
name = "vessel-word"
pattern = "<vessel:word>"
drop = ["verb"]
matches = ["The ferry left."]
"""


def test_of_a_rule_set_that_extends_another_what_it_adds_is_tried(tmp_path: Path) -> None:
    added = _file(tmp_path / "more.toml", EXTENDING)
    assert run("mutate.py", "--rules", added, "--list") == [
        "more.toml: pieces.vessel: 'ferry'",
        "more.toml: pieces.vessel: 'barge'",
    ]
    none = done("mutate.py", "--rules", "en-attitudes", "--list", code=1).stderr
    assert none == "en-attitudes adds no pattern with alternatives (of any name)\n"
    none = done("mutate.py", "--rules", added, "clause*", "--list", code=1).stderr
    assert none == "more adds no pattern with alternatives (of the names clause*)\n"


FUNCTIONS = """
import pytest

from attribution import parse


@pytest.mark.parametrize("text", ["Ada Moor said it rained.", "It rained."])
def test_something_is_said(text):
    assert parse(text)


def test_something_long():
    assert parse("Ada Moor said it rained." * 500)


def test_what_needs_more(tmp_path):
    assert parse("Ada Moor said it rained.")


def test_something_is_read_by_other_rules():
    assert parse("Ada Moor sagte, es regne.", rules="de")
"""


def test_test_functions_that_pass_by_short_texts_are_run_too(tmp_path: Path) -> None:
    program = f"""
import sys
sys.path.insert(0, {str(SCRIPTS)!r})
from pathlib import Path
import mutate
from attribution import rulesets
grammar = mutate.compiled(rulesets.load("en"))
for item in mutate.functions_of(grammar, [Path({str(tmp_path)!r}) / "test_said.py"]):
    print(item.label.partition("::")[2], *item.texts, sep=": ")
"""
    _file(tmp_path / "test_said.py", FUNCTIONS)
    text = "Ada Moor said it rained."
    assert run(_file(tmp_path / "program.py", program)) == [
        f"test_something_is_said[{text}]: {text}"
    ]


# Lists of names ---------------------------------------------------------------------------------


def test_given_names_are_added_and_words_are_not(tmp_path: Path) -> None:
    pytest.importorskip("faker")
    words, made = tmp_path / "words", tmp_path / "made.toml"
    words.write_text("harbour\ngenesis\nAnanya\n", encoding="utf-8")
    run("given_names.py", words, "--output", made)
    lists = tomllib.loads(made.read_text(encoding="utf-8"))["names"]
    names = {name for kind in lists.values() for name in kind.split()}
    assert {"ada", "ananya", "chukwuemeka", "siyabonga"} <= names
    assert not {"harbour", "genesis", "johnson"} & names


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
    assert [quote.confidence for quote in parse(THAT, rules=mine)] == [pytest.approx(0.64)]
    one = _file(rules.parent / "one.toml", mine.to_toml())
    # What it extends is shipped, and does without a time limit.
    assert RuleSet.from_toml(one, trusted=True) == mine


def _file(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("gone = 0.5", "there is no construction or layout of that name"),
        ("source-cue-thta = 0.5", "did you mean 'source-cue-that'?"),
        ("source-cue-that = 1.5", "precision is from 0 to 1, not 1.5"),
        ('source-cue-that = "high"', "should be a number, not 'high'"),
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
        rule_of(OBJECT): 0.45,
        rule_of(THAT): 0.5,
        rule_of(CLAUSE): 0.9,
        rule_of(QUOTATION): 0.95,
    }
    table = "".join(f"{name} = {value}\n" for name, value in rows.items())
    _file(rules / "precision.toml", f"[precision]\n{table}")
    first, second = (tmp_path / name for name in ("first.svg", "second.svg"))
    lines = run("curve.py", gold, first, "--rules", rules)
    assert [line.split() for line in lines[1:]] == [
        ["0.45", "0.667", "0.667", "0.667"],
        ["0.50", "0.800", "0.667", "0.727"],
        ["0.90", "1.000", "0.500", "0.667"],
        ["0.95", "1.000", "0.167", "0.286"],
        [],
        ["confidence", "n", "mean", "precision"],
        ["0.4", "to", "0.5", "1", "0.450", "0.000"],
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
    ]
    lines = run("speed.py", gold, "--runs", 1, "--only", "warm")
    assert len(lines) == len(patterns)
    for line, pattern in zip(lines, patterns, strict=True):
        assert re.fullmatch(pattern, line)


def test_records_beside_bare_texts(gold: Path) -> None:
    bare, many, ratio = run("speed.py", gold, "--runs", 1, "--only", "records")
    figures = r" +\d+\.\d+ s +\d+\.\d+ ms a text"
    assert re.fullmatch("parse of bare texts" + figures, bare)
    assert re.fullmatch("read_many of records" + figures, many)
    assert re.fullmatch(r"read_many takes \d+\.\d+ times as long as parse", ratio)


def test_the_stages_share_the_whole_time(gold: Path) -> None:
    header, line, *rows = run("speed.py", gold, "--runs", 1, "--only", "stages")
    assert (header, line) == ("| stage | share |", "|---|---:|")
    shares = [float(row.split("|")[2].strip(" %")) for row in rows]
    assert sum(shares) == pytest.approx(100, abs=len(rows) * 0.05)
    assert shares == sorted(shares, reverse=True)


def test_what_is_slow_once_is_measured_in_fresh_processes(gold: Path) -> None:
    cold = run("speed.py", gold, "--fresh", 1, "--only", "cold")
    memory = run("speed.py", gold, "--fresh", 1, "--only", "memory", "--size", 2000)
    assert all(re.fullmatch(r"\S.+? +-?\d+\.\d{3}", line) for line in cold + memory)
    assert len(cold) == 7
    assert len(memory) == 1


def test_speakers(tmp_path: Path) -> None:
    text = "Samantha Moor said it rained. She said it snowed. The Quay Council said it froze."
    wanted = {"it rained": "Samantha Moor", "it snowed": "Ada Moor", "it froze": "Quay Council"}
    statements = [
        {"content": spans(text, words), "speaker": [speaker]} for words, speaker in wanted.items()
    ]
    articles, gold = tmp_path / "articles.jsonl", tmp_path / "gold.json"
    articles.write_text(json.dumps({"id": "1", "text": text}) + "\n", encoding="utf-8")
    gold.write_text(json.dumps([{"id": "1", "statements": statements}]), encoding="utf-8")
    rows = [re.split(" {2,}", line) for line in run("speakers.py", gold, articles)]
    assert ["name", "2", "1.00"] in rows
    assert ["pronoun: who spoke last", "1", "0.00", "<"] in rows
    assert ["shape of a body's name: body +2", "1", "1.00"] in rows
