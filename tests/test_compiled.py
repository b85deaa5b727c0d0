"""The compiled form of a rule set: what is read from it gives what is worked out without it."""

from __future__ import annotations

import datetime
import json
import math
import os
import subprocess
import sys
from pathlib import Path

import attrs
import pytest

from attribution import (
    Construction,
    Cue,
    End,
    Mention,
    Reading,
    RuleError,
    RuleSet,
    pipeline,
    rulesets,
)
from attribution import rules as rule_sets
from attribution._article.document import Document
from attribution._article.quotes import quote
from attribution._language.grammar import Grammar
from attribution._notation.prepared import Prepared, Recorder
from attribution._rules import cache, loading, stored
from attribution._rules.discovery import FOLDER
from attribution.errors import InputTypeError

TEXTS = (
    "Ada Marran diris pramo urbestro – pramo.",
    "La urbestro Ada Marran diris pramo, urbestro diris Lem.",
    "Urbestro diris.",
    "",
)


def harbour() -> RuleSet:
    """Build a language of a few words, of patterns without a limit."""
    rules = RuleSet.empty("harbour").extend(
        classes={"nouns": "urbestro pramo", "roles": "urbestro"},
        settings={"features": {"nouns": "noun", "roles": "role noun"}},
        pieces={"clause": "((?!<ends-of-clause>) <!stop>){1,40}"},
        constructions=[
            Construction(
                "says",
                "<name:source> <cue:cue> <clause:content>",
                matches=TEXTS,
                time_limit=math.inf,
            )
        ],
        mentions=[Mention("role", "<role:role> <name:person>")],
        readings=[Reading("name", "<role> <name:word>", add=["surname"])],
        cues=[Cue("diri", stance="say", forms=["diras", "diris", "diris", "dirante"])],
        ends=[End("dash", ["clause"], "<dash>")],
    )
    return attrs.evolve(rules, time_limit=math.inf)


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the TOML of a rule set, and switch the cache off."""
    monkeypatch.setenv(cache.VARIABLE, "0")
    file = tmp_path / "harbour.toml"
    file.write_text(harbour().to_toml(), encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a cache of its own."""
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "cache"))
    return tmp_path / "cache"


def told(rules: RuleSet) -> list[list[object]]:
    """Give the statements of the texts by a grammar made anew."""
    grammar = Grammar(rules, loading.prepared_for(rules))
    found: list[list[object]] = []
    for text in TEXTS:
        document = Document(text, grammar, datetime.date(2031, 5, 7))
        pipeline.read(document)
        found.append([quote(document, statement) for statement in pipeline.run(document)])
    return found


def expected(data: Path) -> list[list[object]]:
    rules = rule_sets.read_installed(data)
    assert loading.prepared_for(rules) is None
    return told(rules)


def test_there_is_something_to_tell(data: Path) -> None:
    assert [len(quotes) for quotes in expected(data)] == [1, 1, 0, 0]


def test_what_is_read_back_is_equal(data: Path) -> None:
    file = rulesets.compile(data)
    assert file == data.parent / f"harbour.{sys.implementation.cache_tag}.compiled"
    rules = rule_sets.installed(data)
    assert rules == rule_sets.read_installed(data)
    assert told(rules) == expected(data)


def test_every_process_writes_the_same_bytes(tmp_path: Path) -> None:
    made = [compiled_by_a_process(seed, tmp_path / seed) for seed in ("1", "2")]
    assert made[0] == made[1]


def compiled_by_a_process(seed: str, folder: Path) -> bytes:
    """Give the compiled form of German as a process of some hash seed writes it."""
    folder.mkdir()
    script = "import sys; from attribution import rulesets; rulesets.compile(*sys.argv[1:])"
    environment = os.environ | {"PYTHONHASHSEED": seed, cache.VARIABLE: "0"}
    call = [sys.executable, "-c", script, str(FOLDER / "de"), str(folder)]
    subprocess.run(call, check=True, env=environment)
    (file,) = folder.iterdir()
    return file.read_bytes()


def test_nothing_is_worked_out_again(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rulesets.compile(data)

    def worked_out(*_: object) -> None:
        pytest.fail("this was prepared")

    monkeypatch.setattr(Prepared, "_of_source", worked_out)
    monkeypatch.setattr(Prepared, "_worked_out", worked_out)
    monkeypatch.setattr(rule_sets, "_read", worked_out)
    told(rule_sets.installed(data))


def test_what_is_prepared_knows_no_time_limit() -> None:
    # Whoever checks a rule set limits it, and others use what was prepared for that.
    found = []
    for limit in (1.0, math.inf):
        recorder = Recorder()
        grammar = Grammar(attrs.evolve(rulesets.load("en"), time_limit=limit), recorder)
        rules = [
            rule for rule in grammar.patterns.constructions.rules if rule.source.name == "cue-that"
        ]
        assert all(rule.right is not None for rule in rules)
        found.append({key: recorder.values[key] for key in recorder.values if "sides" in key})
    assert found[0] == found[1] != {}


def test_a_folder_of_toml_keeps_the_file_inside(data: Path) -> None:
    inside = data.with_suffix("")
    inside.mkdir()
    data.rename(inside / "all.toml")
    file = rulesets.compile(inside)
    assert file.parent == inside
    assert loading.find(inside).fields is not None


@pytest.mark.parametrize("size", [0, 5, 30, -1])
def test_a_file_that_was_cut_is_passed_over(data: Path, size: int) -> None:
    file = rulesets.compile(data)
    file.write_bytes(file.read_bytes()[:size])
    assert loading.find(data).fields is None
    assert told(rule_sets.installed(data)) == expected(data)


def test_a_file_with_another_byte_is_passed_over(data: Path) -> None:
    file = rulesets.compile(data)
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    assert loading.find(data).fields is None


def test_a_file_of_other_data_is_passed_over(data: Path) -> None:
    rulesets.compile(data)
    data.write_text(data.read_text(encoding="utf-8").replace("dash", "comma"), encoding="utf-8")
    assert loading.find(data).fields is None
    rules = rule_sets.installed(data)
    assert [end.pattern for end in rules.ends] == ["<comma>"]
    assert told(rules) == expected(data)


def test_a_file_of_another_version_is_passed_over(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stored, "_engine", lambda: b"another!")
    rulesets.compile(data)
    assert loading.find(data).fields is not None
    monkeypatch.undo()
    monkeypatch.setenv(cache.VARIABLE, "0")
    assert loading.find(data).fields is None


def test_of_another_interpreter_all_but_the_programs_is_taken(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as other:
        other.setattr(stored, "INTERPRETER", ("another", 1, 4))
        file = rulesets.compile(data)
    file.rename(file.with_name("harbour.another.compiled"))
    found = loading.find(data)
    assert found.fields is not None
    assert found.prepared.values
    assert not found.prepared.programs
    assert told(rule_sets.installed(data)) == expected(data)


def test_a_program_that_the_interpreter_refuses_is_compiled(data: Path) -> None:
    rulesets.compile(data)
    rules = rule_sets.installed(data)
    prepared = loading.prepared_for(rules)
    assert prepared is not None
    programs = prepared.programs
    assert programs
    programs.update(dict.fromkeys(programs, b"i\x01\x00\x00\x00"))
    assert told(rules) == expected(data)


def test_what_builds_on_a_set_that_is_not_shipped_is_refused(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rule_sets, "load", lambda _: harbour())
    data.write_text('[ruleset]\nname = "quay"\nextends = "harbour"\n', encoding="utf-8")
    with pytest.raises(RuleError, match="is not shipped"):
        rulesets.compile(data)


def test_arguments_of_another_type_are_refused(data: Path) -> None:
    with pytest.raises(InputTypeError, match="folder must be str or Path"):
        rulesets.compile(data, 3)  # type: ignore[arg-type]


# The cache -------------------------------------------------------------------------------------


def note(rules: RuleSet, data: Path) -> None:
    """Write to the cache what is written when a process ends."""
    recorder = loading.prepared_for(rules)
    assert isinstance(recorder, Recorder)
    loading.find(data)._save(recorder, rules)


def test_the_cache_holds_what_was_worked_out(data: Path, folder: Path) -> None:
    rules = rule_sets.installed(data)
    found = told(rules)
    note(rules, data)
    (file,) = folder.iterdir()
    if os.name == "posix":
        assert file.stat().st_mode & 0o777 == 0o600
    again = rule_sets.installed(data)
    prepared = loading.prepared_for(again)
    assert prepared is not None
    assert prepared.programs
    assert again == rules
    assert told(again) == found
    assert isinstance(prepared, Recorder)
    assert not prepared.grown


def test_what_was_worked_out_of_other_data_is_not_noted(data: Path, folder: Path) -> None:
    before = loading.find(data)
    rules = rule_sets.installed(data)
    told(rules)
    recorder = loading.prepared_for(rules)
    assert isinstance(recorder, Recorder)
    written = data.read_text(encoding="utf-8")
    data.write_text(f"{written}\n# changed", encoding="utf-8")
    before._save(recorder, rules)
    assert not [*folder.glob("*")]
    data.write_text(written, encoding="utf-8")
    before._save(recorder, rules)
    assert [*folder.glob("*")]


@pytest.mark.skipif(os.name != "posix", reason="others can write elsewhere too, by other means")
def test_what_others_can_write_is_not_read(data: Path, folder: Path) -> None:
    rules = rule_sets.installed(data)
    told(rules)
    note(rules, data)
    (file,) = folder.iterdir()
    file.chmod(0o666)
    assert loading.find(data).fields is None


def test_what_somebody_else_wrote_is_not_read(
    data: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rules = rule_sets.installed(data)
    told(rules)
    note(rules, data)
    assert list(folder.iterdir())
    monkeypatch.setattr(os, "getuid", lambda: 12345, raising=False)
    assert loading.find(data).fields is None


def test_a_cache_that_cannot_be_written_is_no_error(
    data: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(cache.VARIABLE, str(tmp_path / "harbour.toml" / "cache"))
    rules = rule_sets.installed(data)
    assert told(rules) == expected(data)
    note(rules, data)


@pytest.mark.parametrize(
    ("variable", "value", "expected_folder"),
    [
        ("XDG_CACHE_HOME", "/quay/cache", Path("/quay/cache/attribution")),
        ("XDG_CACHE_HOME", "quay", Path("/home/ada/.cache/attribution")),
        (cache.VARIABLE, "/quay/own", Path("/quay/own")),
        (cache.VARIABLE, "0", None),
    ],
)
def test_where_the_cache_is(
    variable: str, value: str, expected_folder: Path | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv(cache.VARIABLE)
    monkeypatch.setenv("HOME", "/home/ada")
    monkeypatch.setenv(variable, value)
    assert cache.folder() == expected_folder


def test_english_is_read_alike_with_the_cache_and_without(tmp_path: Path) -> None:
    example = Path(__file__).parents[1] / "examples" / "harbour.txt"
    command = [sys.executable, "-m", "attribution", "--json", str(example)]

    def run(where: str) -> object:
        environment = {**os.environ, cache.VARIABLE: where}
        return [*map(json.loads, subprocess.check_output(command, env=environment).splitlines())]

    plainly = run("0")
    assert run(str(tmp_path)) == plainly
    (file,) = tmp_path.iterdir()
    assert run(str(tmp_path)) == plainly
    file.write_bytes(file.read_bytes()[:-1])
    assert run(str(tmp_path)) == plainly
