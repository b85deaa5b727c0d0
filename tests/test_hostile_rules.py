"""A rule set may be a stranger's: it is data, and refused by name where it is not sound."""

from __future__ import annotations

import contextlib
import math
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from hostile_rules import Hostile, of_odd_files, of_wrong_types

from attribution import (
    AttributionError,
    Construction,
    Cue,
    InputTypeError,
    Layout,
    Mention,
    Parser,
    Reading,
    RuleError,
    RuleSet,
    RuleTimeoutError,
    rulesets,
)
from attribution._notation import limits
from attribution._rules.raw import check_limits, check_parts, check_tables
from attribution._rules.toml import read_toml
from attribution.rules import TIME_LIMIT

EN = rulesets.load("en")


def written(item: Hostile, folder: Path) -> Path:
    path = folder / "hostile.toml"
    path.write_bytes(item.content if isinstance(item.content, bytes) else item.content.encode())
    return path


def refusal(path: Path) -> RuleError | None:
    """Give the error by which a file is refused for its types; any other error is a fault."""
    try:
        values, _ = read_toml(path)
        check_tables(values, str(path))
        check_limits(values, str(path), 60.0)
    except RuleError as error:
        return error
    return None


TYPED = list(of_wrong_types())
ACCEPTED = {
    "settings is a table of numbers", "settings is a table of lists of numbers",
    "without is a table of numbers", "without is a table of lists of numbers",
    "precision is a table of numbers", "ruleset is a table of numbers",
    "ends is rows of what is none", "readings is rows of what is none",
    "mentions is rows of what is none",
}  # fmt: skip
"""The types are right; that there are no such keys is told by others."""


@pytest.mark.parametrize("item", TYPED, ids=lambda item: item.name)
def test_a_wrong_type_is_an_error_that_names_table_and_key(item: Hostile, tmp_path: Path) -> None:
    error = refusal(written(item, tmp_path))
    if error is None:
        assert item.name in ACCEPTED
        return
    table = item.name.split()[0]
    assert error.ruleset == str(tmp_path / "hostile.toml")
    assert error.rule.split(".")[0] == table.strip("[]").split(".")[0]
    assert "should be " in error.problem


@pytest.mark.parametrize("item", list(of_odd_files()), ids=lambda item: item.name)
def test_no_file_gives_a_bare_error(item: Hostile, tmp_path: Path) -> None:
    error = refusal(written(item, tmp_path))
    assert error is None or len(str(error)) < 1500


def test_a_byte_order_mark_is_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "marked.toml"
    path.write_bytes(b'\xef\xbb\xbf[ruleset]\r\nname = "x"\r\n')
    assert RuleSet.from_toml(path) == RuleSet.empty("x", "x")


@pytest.mark.parametrize("path", [None, 3, b"x", ["x"]])
def test_a_path_is_a_path(path: object) -> None:
    with pytest.raises(InputTypeError, match="path must be str or Path"):
        RuleSet.from_toml(path)  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["a\0b", "a" * 5000, "", "/nowhere/x.toml"])
def test_a_path_that_leads_nowhere_is_named(path: str) -> None:
    with pytest.raises(RuleError, match=r"file: |folder: "):
        RuleSet.from_toml(path)


@pytest.mark.parametrize(
    "parts",
    [
        {"cues": None}, {"cues": 3}, {"cues": "say"}, {"cues": ["say"]}, {"cues": EN.layouts},
        {"classes": None}, {"classes": {"roles": 3}}, {"classes": {"roles": [1]}},
        {"classes": {3: "x"}}, {"pieces": {"x": 3}}, {"pieces": "abc"}, {"settings": 3},
        {"settings": None}, {"layouts": [None]}, {"inflection": {"verb": [3]}},
        {"irregular": {"go": 3}}, {"mentions": EN.readings},
    ],
    ids=str,
)  # fmt: skip
def test_methods_take_what_they_say(parts: dict[str, Any]) -> None:
    (field,) = parts
    for method in (EN.extend, EN.replace):
        with pytest.raises(InputTypeError, match=f"{field}.* must be "):
            method(**parts)


def test_methods_know_their_parts() -> None:
    with pytest.raises(RuleError, match=r"unknown part 'cue' \(did you mean 'cues'\?\)"):
        EN.extend(cue=[])  # type: ignore[call-arg]
    with pytest.raises(RuleError, match=r"unknown part 'settings' .*; allowed: classes, "):
        EN.without(settings=["speakers"])  # type: ignore[call-arg]
    with pytest.raises(InputTypeError, match="before must be str or None, not int: 3"):
        EN.extend(before=3)  # type: ignore[arg-type]
    with pytest.raises(RuleError, match=r"cues.verbs.say: is given twice"):
        EN.replace(cues=[next(cue for cue in EN.cues if cue.lemma == "say")] * 2)
    assert check_parts("x", {"pieces": {"a": "<noun>"}}) == {"pieces": {"a": "<noun>"}}


def test_what_toml_cannot_hold_is_not_written() -> None:
    with pytest.raises(RuleError, match="half a character"):
        RuleSet.empty("\ud800").to_toml()


# Time and size ----------------------------------------------------------------------------------

AGES = "((<any>*)*)*"
SENTENCE = (
    "Ada Moor, the mayor, said that it rained and the river rose and all the people left the town "
    "of Wexhaven at once with all of their dogs and the cats and the birds of the old mayor."
)
LETTERS = "a" * 60


def limited(rules: RuleSet, seconds: float = 0.05) -> Parser:
    return Parser(attrs.evolve(rules, time_limit=seconds))


@pytest.mark.parametrize(
    ("derive", "text", "name"),
    [
        (
            lambda: EN.extend(
                mentions=[Mention("away", f"<name:person> {AGES} <number:role>")],
                before=EN.mentions[0].name,
            ),
            SENTENCE,
            "away",
        ),
        (
            lambda: EN.extend(
                readings=[Reading("away", f"<noun:word> {AGES} <number>", drop=["noun"])]
            ),
            SENTENCE,
            "away",
        ),
        (
            lambda: EN.extend(settings={}).replace(
                settings={"published": (r"^(?:\w|\w\w)+[!;]DATE",)}
            ),
            f"{LETTERS} 2021 Ada Moor said on Monday that it rained.",
            "published",
        ),
    ],
    ids=["mention", "reading", "header"],
)  # fmt: skip
def test_whatever_runs_away_is_stopped(derive: Callable[[], RuleSet], text: str, name: str) -> None:
    rules = derive()
    assert rules.time_limit == TIME_LIMIT
    with pytest.warns(RuleTimeoutError, match=f"the rule '{name}' took more than 0.05 seconds"):
        found = limited(rules).parse(text)
    assert [quote.speaker for quote in found] == ["Ada Moor"]


def test_a_piece_that_runs_away_is_stopped_in_every_rule_that_has_it() -> None:
    rules = EN.replace(pieces={"clause": f"({AGES} <number> <colon>|{EN.pieces['clause']})"})
    assert rules.constructions == EN.constructions
    told = limited(rules).explain(SENTENCE.replace("mayor.", "mayor 2031 times."))
    assert {"source-cue-that", "source-cue-clause"} <= {error.rule for error in told.errors}


def test_a_layout_without_an_end_is_stopped() -> None:
    rules = EN.extend(layouts=[Layout("endless", "(?R)(?P<content>a)")])
    told = Parser(rules).explain(f"aaaa\n\n{SENTENCE}")
    assert [error.rule for error in told.errors] == ["endless"]
    assert [quote.speaker for quote in told.quotes] == ["Ada Moor"]


def test_people_warn_too() -> None:
    mention = Mention("away", f"<name:person> {AGES} <number:role>")
    rules = EN.extend(mentions=[mention], before=EN.mentions[0].name)
    with pytest.warns(RuleTimeoutError, match="away"):
        assert limited(rules).people(SENTENCE)[0].name == "Ada Moor"


def test_what_only_adds_words_has_no_limit() -> None:
    assert EN.extend(cues=[Cue("foghorn", frames=["quote"])]).time_limit == math.inf
    assert EN.extend(classes={"roles": "wharfinger"}).time_limit == math.inf
    assert EN.without(readings=[EN.readings[0].name]).time_limit == math.inf


def test_many_attempts_below_the_limit_are_too_much_together() -> None:
    layout = Layout("slow", r"(?P<source>(?:\w|\w\w)+)[!;](?P<content>[xy])", time_limit=0.05)
    text = "\n\n".join(["a" * 20 + "? b"] * 400)
    told = Parser(EN.extend(layouts=[layout])).explain(text)
    assert [error.rule for error in told.errors] == ["slow"]


def test_all_rules_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "TEXT_LIMIT", 0.1)
    pattern = r"(?P<source>(?:\w|\w\w)+)[!;](?P<content>[xy])"
    rules = EN.extend(layouts=[Layout(f"slow-{n}", f"{pattern}{n}?") for n in range(9)])
    told = Parser(rules).explain(LETTERS)
    assert {error.rule for error in told.errors} == {f"slow-{n}" for n in range(9)}


def test_a_longer_text_has_more_time() -> None:
    assert limits.Budget(50).left("x", 1.0) == 1.0
    assert limits.Budget(300_000).left("x", 1.0) == 3.0
    assert limits.Budget(300_000).left("x", 1e300) == 30.0


def test_an_inflection_that_runs_away_is_refused() -> None:
    row = (r"^(?:\w|\w\w)+[!;]", "s", "s", "s", "s")
    rules = EN.replace(inflection={"verb": (row, *EN.inflection["verb"])})
    rules = rules.extend(cues=[Cue(LETTERS, frames=["quote"])])
    with pytest.raises(RuleError, match=r"inflection.verb: .* fails on 'aaa.*timed out"):
        limited(rules).parse("It rained.")


def test_a_clitic_is_a_text_and_no_pattern() -> None:
    for clitics in (["(a|aa)+b"], ["["], [""]):
        rules = EN.replace(settings={"clitics": clitics})
        assert len(Parser(rules).parse(f"it’{LETTERS} rained, Ada Moor said.")) == 1


def construction(pattern: str, **pieces: str) -> Callable[[], RuleSet]:
    rule = Construction("new", f"<np:source> <cue:cue> {pattern} <clause:content>")
    return lambda: EN.extend(constructions=[rule], pieces=pieces)


LAUGHS = {"p0": "<noun> <noun>"} | {f"p{n}": f"<p{n - 1}> " * 10 for n in range(1, 10)}
CHAIN = {f"p{n}": f"<p{n + 1}>" for n in range(5000)} | {"p5000": "<noun>"}


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (construction("<p5>", **LAUGHS), "pieces.p5: has more than 100,000 units"),
        (construction("<p0>", **CHAIN), "is in more than 100 pieces, one in the other"),
        (construction("(" * 200 + "<noun>" + ")" * 200), "nested more than 100 deep"),
        (construction("<noun>{1,1001}"), r"'\{1,1001\}' repeats more than 1000 times"),
        (construction("<noun>{99999999999999999999}"), "repeats more than 1000 times"),
        (
            lambda: EN.extend(layouts=[Layout("new", f"(?P<content>{'(' * 5000}a{')' * 5000})")]),
            "layouts.new: cannot read the pattern: maximum recursion depth",
        ),
    ],
)
def test_what_is_too_much_to_compile_is_refused(make: Callable[[], RuleSet], message: str) -> None:
    with pytest.raises(RuleError, match=message):
        make()


def test_messages_are_cut() -> None:
    with pytest.raises(RuleError) as raised:
        EN.extend(pieces={"x": "a" * 10_000_000})
    assert len(str(raised.value)) < 1500


@pytest.mark.parametrize("limit", ["inf", "61", "1e300"])
def test_a_stranger_has_a_minute_at_most(limit: str, tmp_path: Path) -> None:
    path = tmp_path / "new.toml"
    for text, label in (
        (f"[ruleset]\ntime_limit = {limit}\n", "ruleset.time_limit"),
        (f"[[layouts]]\nname = 'x'\npattern = '(?P<content>x)'\ntime_limit = {limit}\n", "layouts"),
    ):
        path.write_text(text, encoding="utf-8")
        assert RuleSet.from_toml(path, trusted=True).name == "new"
        with pytest.raises(RuleError, match=f"{label}.*: is at most 60 seconds in a file that is"):
            RuleSet.from_toml(path)


def test_shipped_rules_never_come_near_their_limit() -> None:
    # Each pattern has to be compiled once more for it, so the texts are short.
    texts = {
        "en": (SENTENCE + " ") * 20,
        "de": "Ada Moor sagte am Montag, die Mauer sei sicher. " * 20,
    }
    for name, text in texts.items():
        rules = rulesets.load(name)
        timed = [attrs.evolve(rule, time_limit=1.0) for rule in rules.constructions]
        told = limited(attrs.evolve(rules, constructions=timed), 1.0).explain(text)
        assert told.errors == ()
        assert told.quotes == Parser(name).explain(text).quotes


# Code -------------------------------------------------------------------------------------------


def test_a_rule_set_cannot_run_code(tmp_path: Path) -> None:
    """Neither reading, nor compiling, nor a parse calls anything that a file names."""
    path = tmp_path / "evil.toml"
    marker = tmp_path / "ran"
    evil = f"__import__('pathlib').Path('{marker}').touch()"
    path.write_text(
        f"""[ruleset]
name = "{evil}"
language = "{evil}"
[classes]
nouns = ["{evil}", "{{0.__class__}}", "%s", "$(touch {marker})"]
[[layouts]]
name = "{evil}"
pattern = '(?P<content>(?(DEFINE){{evil}})\\w+)(?{{1}})?'
""",
        encoding="utf-8",
    )
    with contextlib.suppress(AttributionError):
        Parser(RuleSet.from_toml(path)).parse(f"{evil} {SENTENCE}")
    assert not marker.exists()


@pytest.mark.parametrize(
    ("offered", "message"),
    [
        ("raise ImportError('no numpy')", "fails with ImportError: no numpy"),
        ("rules = 3", "gives int, not a RuleSet or a path"),
        ("other = 3", "fails with AttributeError: .*has no attribute 'rules'"),
        ("def rules(): raise SystemExit(3)", "fails with SystemExit: 3"),
        ("def rules(text): return text", "fails with TypeError: rules.. missing 1 required"),
        ("def rules(): return rules()", "fails with RecursionError"),
        ("rules = 'nowhere.toml'", "nowhere.toml: file: .*No such file"),
    ],
)
def test_an_entry_point_that_fails_names_its_package(
    offered: str, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "evil_rules.py").write_text(offered, encoding="utf-8")
    info = tmp_path / "evil_rules-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: evil-rules\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[attribution.rulesets]\nevil = evil_rules:rules\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "evil_rules", raising=False)
    with pytest.raises(RuleError, match=message) as raised:
        rulesets.load("evil")
    assert "nowhere" in offered or "of the package evil-rules: " in str(raised.value)
    sys.modules.pop("evil_rules", None)
