"""Programs of `re`: those that are made here are those that `re.compile` makes."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from attribution import rulesets
from attribution._language.grammar import Grammar
from attribution._notation import programs
from attribution._notation.programs import compile_tags
from attribution._rules import wanted

EXPRESSIONS = (
    "", "a", "[a]", "[a-c]", "[a-ce-g]x", "(?!)", "[^a]|[b-d]", "[a-c]|[e]|x|[b-f]",
    "[a-c]x|[a-c]y|[a-c]", "(?:[a-c]|[d])|(?:[e-f]|g)", "[a-c]?|[d]",
    "(?P<one>[a-c](?P<two>[d])?)", "(?>[a-c]+)[a-c]", "[a-c]{0,30}?[d-f]{2}",
    "(?<=[a-c])(?<![d-f]x)[^x]$", "^(?:[a-c][d-f]){1,4}+", "[a-c一-\u5000\u7000]|[\u5001-\u6000]x",
    "([e-f])?(?(1)[a-c]|[d])",
)  # fmt: skip


@st.composite
def expressions(draw: st.DrawFn, depth: int = 3) -> str:
    """Give expressions such as those over tags: classes, groups, look-arounds and repetitions."""
    kinds = ("class", "row", "choice", "look", "repeat") if depth else ("class",)
    kind = draw(st.sampled_from(kinds))
    inner = expressions(depth - 1) if depth else st.nothing()
    match kind:
        case "class":
            return draw(st.sampled_from(("[a-c]", "[b]", "[d-fx-z]", "[g-m]", "(?!)", "y")))
        case "row":
            return "".join(draw(st.lists(inner, min_size=1, max_size=3)))
        case "choice":
            return f"(?:{'|'.join(draw(st.lists(inner, min_size=1, max_size=4)))})"
        case "look":
            return f"{draw(st.sampled_from(('(?=', '(?!')))}{draw(inner)})"
    return f"(?:{draw(inner)}){draw(st.sampled_from(('?', '{0,3}', '{1,3}?', '{2}', '{0,3}+')))}"


@pytest.fixture
def _exactly(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Pack classes of few ranges as `re` does."""
    monkeypatch.setattr(programs, "_FEW", 0)
    forget()
    yield
    forget()


def forget() -> None:
    """Let classes be packed anew."""
    programs._class.cache_clear()
    programs._joined.cache_clear()


@pytest.mark.usefixtures("_exactly")
@pytest.mark.parametrize("source", EXPRESSIONS)
def test_a_program_is_that_of_re(source: str) -> None:
    try:
        expected = re.compile(source)
    except re.error:
        assert programs.program(source) is None
    else:
        assert programs.program(source) is not None
        assert compile_tags(source) == expected


@given(expressions())
def test_any_program_is_that_of_re(source: str) -> None:
    assert programs.program(source) is not None
    assert compile_tags(source) == re.compile(source)


@pytest.mark.usefixtures("_exactly")
@pytest.mark.parametrize("name", ["en", "de"])
def test_programs_of_shipped_rules_are_those_of_re(name: str) -> None:
    grammar = Grammar(rulesets.load(name))
    sources = [grammar.patterns.piece(it.name) for it in wanted.declared(wanted.Single)]
    compiled = [it.pattern for it in sources if isinstance(it, re.Pattern)]
    assert len(compiled) > 10
    for source in compiled:
        assert compile_tags(source) == re.compile(source)


@pytest.mark.parametrize("count", [1, 3, 4, 5, 6, 9])
def test_a_class_of_few_ranges_has_the_same_characters(count: int) -> None:
    # They touch, overlap, or stand alone.
    starts = [0x4E00 + 700 * number for number in range(count)]
    inner = "".join(f"{chr(at)}-{chr(at + 40)}{chr(at + 41)}{chr(at + 300)}" for at in starts[1:])
    source = f"[{chr(starts[0])}-{chr(starts[0] + 600)}{inner}]"
    pattern, expected = compile_tags(source), re.compile(source)
    every = "".join(map(chr, range(0x4D00, 0x7000)))
    assert [it.start() for it in pattern.finditer(every)] == [
        it.start() for it in expected.finditer(every)
    ]
    joined, wanted = (make(f"{source}|[x]|[{chr(0x6FFF)}]") for make in (compile_tags, re.compile))
    assert joined.findall(every) == wanted.findall(every)


def test_a_class_of_few_ranges_takes_little_room(request: pytest.FixtureRequest) -> None:
    source = "[一-丁七-万三-上]"
    small = programs.program(source)
    request.getfixturevalue("_exactly")
    large = programs.program(source)
    assert small is not None
    assert large is not None
    assert len(small.code) < len(large.code) / 3


def test_an_expression_that_re_cannot_run_is_for_the_other_engine() -> None:
    source = "(?<=[a-c]+)[d]"
    assert programs.program(source) is None
    found = compile_tags(source)
    assert isinstance(found, regex.Pattern)
    assert found.pattern == source


@pytest.fixture
def unknown(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Have another `re` than the one that is known."""
    monkeypatch.setattr(programs, "_parser", import_module("re._constants"))
    programs._is_known.cache_clear()
    yield
    programs._is_known.cache_clear()


@pytest.mark.usefixtures("unknown")
def test_another_re_compiles_for_itself() -> None:
    source = "[a-c]{2}[h-k]"
    assert programs.program(source) is None
    assert compile_tags(source) == re.compile(source)


def test_threads_do_not_mix_up_their_classes() -> None:
    sources = [
        "|".join(f"[{chr(at)}-{chr(at + 9)}]x" for at in range(0x4E00 + 40 * row, 0x5A00, 11))
        for row in range(24)
    ]
    expected = [re.compile(source) for source in sources]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(compile_tags, sources)) == expected
    finally:
        sys.setswitchinterval(usual)
