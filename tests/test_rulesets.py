"""The rule sets that are shipped or offered by other packages, and which one fits a text."""

from __future__ import annotations

from collections.abc import Callable
from importlib import metadata
from pathlib import Path

import pytest

import attribution
from attribution import InputTypeError, Parser, RuleError, RuleSet, UnknownRuleSetError, rulesets
from attribution import rules as rules_module
from attribution._languages import function_words, language_of
from attribution.testing import check_ruleset

EXAMPLE = Path(__file__).parents[1] / "examples" / "newsletter-rules" / "src" / "newsletter_rules"
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
    check_ruleset(name)


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
    with pytest.raises(RuleError, match="house: entry point: the entry point gives int"):
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
    from attribution import _discovery

    for order in (points, points[::-1]):
        monkeypatch.setattr(metadata, "entry_points", lambda *, group, order=order: order)  # noqa: ARG005
        assert _discovery.offered()["house"].value == "a:RULES"


def test_auto_is_no_name_to_give(offer: Offer) -> None:
    offer(auto=TOML)
    assert "auto" not in rulesets.available()
    assert attribution.Parser("auto").rules is None


def test_the_example_package(offer: Offer) -> None:
    offer(newsletter=TOML)
    check_ruleset("newsletter")
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
