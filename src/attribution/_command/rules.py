"""``attribution rules``: what rule sets there are, what is in them, and whether they are sound."""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from attribution import Parser, RuleSet, rulesets
from attribution._command.complaints import EXIT_FOUND
from attribution._command.options import Options, add_rules, names_a_file
from attribution._command.verb import Verb
from attribution._command.writing import output
from attribution._language.grammar import compiled
from attribution._language.lexicon import verb_forms
from attribution._terminal import printable
from attribution.errors import RuleError
from attribution.testing import check_ruleset, lacks, tagged

_RULES = ("constructions", "layouts", "readings", "mentions", "ends")


def _one(name: str) -> RuleSet:
    """Give a rule set by name or path."""
    rules = Parser(name).rules
    return rulesets.load(name) if rules is None else rules


def _print(lines: Iterable[str]) -> None:
    with output(None, "lines") as out:
        for line in lines:
            indent = " " * (len(line) - len(line.lstrip()))
            out.write(f"{indent}{printable(line)}\n")


# The verbs below it -----------------------------------------------------------------------------


def list_(_: argparse.Namespace) -> int:
    """Print the names of the rule sets that are shipped or installed."""
    _print(rulesets.available())
    return 0


def show(options: argparse.Namespace) -> int:
    """Print what a rule set holds."""
    _print(_summary(_one(options.rules)))
    return 0


def _summary(rules: RuleSet) -> Iterator[str]:
    yield f"{rules.name} (language {rules.language or 'none'})"
    cues = Counter(cue.category for cue in rules.cues)
    yield f"cues: {', '.join(f'{count} {name}' for name, count in cues.items()) or 'none'}"
    words = sum(map(len, rules.classes.values()))
    yield f"classes: {len(rules.classes)} with {words:,} words"
    for sort in _RULES:
        found = getattr(rules, sort)
        yield f"{sort}: {len(found)}"
        yield from (f"  {rule.name}{_example(rule.matches)}" for rule in found)


def _example(matches: Iterable[str]) -> str:
    first = next(iter(matches), None)
    return f": {first}" if first else ""


def check(options: argparse.Namespace) -> int:
    """Run the examples of a rule set, and print what fails and what the set lacks."""
    try:
        rules = _one(options.rules)
        check_ruleset(rules)
    except (AssertionError, RuleError) as error:
        _print(str(error).split("\n"))
        return EXIT_FOUND
    lost = lacks(rules)
    _print([f"{rules.name}: sound", *_lost(lost)])
    return 0


def _lost(lost: Mapping[str, str]) -> Iterator[str]:
    return (f"  lacks {label}: {loss}" for label, loss in lost.items())


def words(options: argparse.Namespace) -> int:
    """Print what a rule set takes words for."""
    rules = _one(options.rules)
    _print(_told_words(rules, " ".join(options.words)))
    return 0


def _told_words(rules: RuleSet, text: str) -> Iterator[str]:
    lexicon = compiled(rules).lexicon
    for word, tags in tagged(text, rules):
        unknown = not (lexicon.knows(word) or lexicon.knows(word.lower()))
        yield f"{word}: {'in no list, read as ' * unknown}{', '.join(tags) or 'nothing'}"
        for cue in (cue for cue in rules.cues if _is_of(cue.lemma, word, rules)):
            frames = ", ".join(cue.frames) or "those of its category"
            yield f"  cue {cue.lemma!r} ({cue.category}): {cue.stance or 'no stance'}; {frames}"


def _is_of(lemma: str, word: str, rules: RuleSet) -> bool:
    plain = lemma.replace("|", "")
    if word.lower() in (lemma, plain):
        return True
    return any(form == word.lower() for form, _ in verb_forms(rules, lemma))


def _add_name(parser: argparse.ArgumentParser) -> None:
    names_a_file(
        parser.add_argument(
            "rules", metavar="NAME|PATH", help="the name of a rule set, or a file or folder of TOML"
        )
    )


def _add_words(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs="+", metavar="WORD", help="words, best with their sentence")
    add_rules(parser)


def _add_nothing(_: argparse.ArgumentParser) -> None:
    pass


def compile_(options: argparse.Namespace) -> int:
    """Write the compiled form of a rule set."""
    _print([str(rulesets.compile(options.rules, options.output))])
    return 0


def _add_data(parser: argparse.ArgumentParser) -> None:
    names_a_file(
        parser.add_argument("rules", metavar="PATH", help="the file or folder of TOML of a package")
    )
    names_a_file(
        parser.add_argument(
            "-o", "--output", metavar="FOLDER", help="where to write, instead of beside the TOML"
        )
    )


VERBS: Mapping[str, Verb] = {
    "list": Verb("name those that there are", ("rules list",), _add_nothing, list_),
    "show": Verb(
        "list the rules of one, each with an example",
        ("rules show en", "rules show my-rules.toml"),
        _add_name,
        show,
    ),
    "check": Verb(
        "run the examples of one; the exit code is 1 if it is not sound",
        ("rules check my-rules.toml",),
        _add_name,
        check,
    ),
    "words": Verb(
        "tell what words are in a rule set",
        ("rules words 'She sighed that it rained.'", "rules words foghorned --rules my-rules.toml"),
        _add_words,
        words,
    ),
    "compile": Verb(
        "write the compiled form that makes the rule set of a package start fast",
        ("rules compile src/my_rules/rules.toml",),
        _add_data,
        compile_,
    ),
}
"""The verbs below it."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the verbs below this one; without any it is the first."""
    verbs = parser.add_subparsers(metavar="VERB", parser_class=Options)
    for name, verb in VERBS.items():
        below = verbs.add_parser(name, help=verb.about, description=verb.about, allow_abbrev=False)
        verb.add_options(below)
        below.examples = verb.examples
        below.set_defaults(run=verb.run, this=below)


VERB = Verb(
    about="list, show, check and compile rule sets",
    examples=(
        "rules list",
        "rules check my-rules.toml",
        "rules words 'She sighed that it rained.'",
        "rules show en",
    ),
    add_options=add_options,
    run=list_,
    below=VERBS,
)
