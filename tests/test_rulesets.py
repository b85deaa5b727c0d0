"""The rule sets that are shipped or offered by other packages, and which one fits a text."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

import attribution
from attribution import InputTypeError, Parser, RuleError, RuleSet, UnknownRuleSetError, rulesets
from attribution import rules as rules_module
from attribution._language.languages import function_words, language_of
from attribution._language.lexicon import verb_forms
from attribution.testing import check_ruleset

EXAMPLES = Path(__file__).parents[1] / "examples"
EXAMPLE = EXAMPLES / "newsletter-rules" / "src" / "newsletter_rules"
TOML = EXAMPLE / "rules.toml"
HOUSE = RuleSet.empty("house")

Offer = Callable[..., None]


@pytest.fixture
def offer(monkeypatch: pytest.MonkeyPatch) -> Offer:
    """Offer values as if installed packages named them in the entry-point group."""

    def offer(**values: object) -> None:
        points = []
        for name, value in values.items():
            point = metadata.EntryPoint(name, f"pack:{name}", "attribution.rulesets")
            # An entry point imports what it names; these have it with them.
            object.__setattr__(point, "load", lambda value=value: value)
            points.append(point)
        monkeypatch.setattr(metadata, "entry_points", lambda *, group: points)  # noqa: ARG005
        rules_module.load.cache_clear()

    return offer


# Shipped ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", rulesets.available())
def test_every_rule_set_holds_its_examples(name: str) -> None:
    rules = rulesets.load(name)
    if rules.settings.get("quotations_alone"):
        # The rules are those of another set: what they find but it leaves out is looked at too.
        rules = rules.replace(settings={"quotations_alone": False, "quoted_parts": False})
    check_ruleset(rules)


def test_quotations_alone() -> None:
    text = "“It is late,” said Ada Moor. She denied the claims and said the ferry was “very late.”"
    found = attribution.parse(text, rules="en-quotations")
    assert [(quote.speaker, quote.text) for quote in found] == [
        ("Ada Moor", "It is late,"),
        ("Ada Moor", "very late."),
    ]
    assert attribution.parse("Ada Moor said the ferry was late.", rules="en-quotations") == []


def test_half_a_dialogue_is_enough_for_quotations_alone() -> None:
    talk = (
        "“It is late,” said Ada Moor.\n\nThe bell rang twice.\n\n“So it is,” said Lem Harrow.\n\n"
        "“I shall go home.”\n\nNobody came to the door.\n\n"
    )
    found = attribution.parse(talk * 2, rules="en-quotations")
    assert [quote.speaker for quote in found[:3]] == ["Ada Moor", "Lem Harrow", "Ada Moor"]
    assert attribution.parse(talk * 2)[1].text == "So it is, I shall go home."


@pytest.mark.parametrize("name", rulesets.available())
def test_every_rule_has_a_text_that_it_leaves_alone(name: str) -> None:
    rules = rulesets.load(name)
    for sort in ("constructions", "layouts", "ends", "mentions", "readings"):
        assert [rule.name for rule in getattr(rules, sort) if not rule.rejects] == []


WIDTH = 120
"""How long a line of a rule set may be: what is longer nobody reads."""


@pytest.mark.parametrize(
    "path",
    [*sorted(Path(rulesets.__file__).parent.rglob("*.toml")), *sorted(EXAMPLES.rglob("*.toml"))],
    ids=lambda path: f"{path.parent.name}/{path.name}",
)
def test_no_line_of_a_rule_set_is_too_long_to_read(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert [number for number, line in enumerate(lines, start=1) if len(line) > WIDTH] == []


@pytest.mark.parametrize("name", rulesets.available())
def test_no_cue_gives_forms_that_are_known_without_it(name: str) -> None:
    rules = rulesets.load(name)
    verbs = [cue for cue in rules.cues if cue.category == "verbs" and cue.forms]
    for cue in verbs:
        given = list(verb_forms(rules, cue.lemma, " ".join(cue.forms)))
        assert given != list(verb_forms(rules, cue.lemma)), cue.lemma


def test_english_is_shipped() -> None:
    assert "en" in rulesets.available()
    assert rulesets.load("en").name == rulesets.load("en").language == "en"


def test_a_rule_set_is_loaded_once() -> None:
    assert rulesets.load("en") is rulesets.load("en")


@pytest.mark.parametrize("name", ["tlh", "", "..", "en/", "auto"])
def test_an_unknown_name_lists_the_known(name: str) -> None:
    with pytest.raises(UnknownRuleSetError) as caught:
        rulesets.load(name)
    assert caught.value.name == name
    assert "en" in caught.value.available


# Offered by others ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value", [HOUSE, lambda: HOUSE], ids=["a rule set", "a function that returns one"]
)
def test_what_an_entry_point_may_name(value: object, offer: Offer) -> None:
    offer(house=value)
    assert "house" in rulesets.available()
    assert rulesets.load("house") is HOUSE
    assert Parser("house").parse("Ada Moor said it rained.") == []


@pytest.mark.parametrize("value", [TOML, str(TOML), lambda: TOML], ids=["path", "str", "function"])
def test_an_entry_point_may_name_a_path(value: object, offer: Offer) -> None:
    offer(newsletter=value)
    assert rulesets.load("newsletter").name == "newsletter"


def test_an_entry_point_that_names_something_else(offer: Offer) -> None:
    offer(house=3)
    with pytest.raises(RuleError, match="house: entry point 'pack:house': gives int"):
        rulesets.load("house")


def test_a_shipped_name_cannot_be_taken(offer: Offer) -> None:
    offer(en=HOUSE)
    assert rulesets.load("en").name == "en"
    assert rulesets.available().count("en") == 1


def test_the_order_of_installation_does_not_count(
    monkeypatch: pytest.MonkeyPatch, offer: Offer
) -> None:
    offer()
    group = "attribution.rulesets"
    points = [metadata.EntryPoint("house", f"{pack}:RULES", group) for pack in ("b", "a")]
    from attribution._rules import discovery

    for order in (points, points[::-1]):
        monkeypatch.setattr(metadata, "entry_points", lambda *, group, order=order: order)  # noqa: ARG005
        assert discovery.offered()["house"].value == "a:RULES"


def test_auto_is_no_name_to_give(offer: Offer) -> None:
    offer(auto=TOML)
    assert "auto" not in rulesets.available()
    assert attribution.Parser("auto").rules is None


def test_the_example_package(offer: Offer) -> None:
    offer(newsletter=TOML)
    check_ruleset("newsletter", base="en")
    text = "View from the bridge, Lem Harrow, VP Freight, TQL: Rates will rise."
    (quote,) = attribution.parse(text, rules=rulesets.load("newsletter"))
    assert (quote.speaker, quote.text) == ("Lem Harrow", "Rates will rise.")


# The language of a text -------------------------------------------------------------------------

ENGLISH = "The mayor said that the ferry was late, and that it would be so again."


@pytest.mark.parametrize("text", [ENGLISH, "", "12", "Wexhaven"])
def test_english_and_what_is_taken_for_it(text: str) -> None:
    assert language_of(text) == "en"


def test_a_text_is_read_by_the_rules_of_its_language() -> None:
    assert attribution.parse(ENGLISH, rules="auto") == attribution.parse(ENGLISH, rules="en")


def test_each_language_is_told_by_its_own_function_words() -> None:
    for name in rulesets.available():
        rules = rulesets.load(name)
        if rules.language == name:
            assert language_of(" ".join(sorted(function_words(rules)))) == name


def test_only_text_has_a_language() -> None:
    with pytest.raises(InputTypeError, match="text must be str, not bytes"):
        attribution.parse(b"raw", rules="auto")  # type: ignore[arg-type]
