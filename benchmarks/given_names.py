"""Makes the list of given names of the English rule set, from the rule set's own and from Faker's.

Faker (https://github.com/joke2k/faker, MIT licence) keeps lists of given names for some eighty
countries and languages, most of them from public registers.  Of each list in Latin letters, what is
no word of English, no surname of the same or of an English-speaking country, and no word of another
list of the rule set, is added to the names that the rule set has.  A name that some lists give to
women and others to men is taken for neither.

WORDS is a list of English words, a line each, such as /usr/share/dict/american-english of Debian's
package ``wamerican`` (public domain); what stands there with a small letter is a word.
"""

from __future__ import annotations

import argparse
import importlib
import pkgutil
import re
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import TypeAlias

from faker.providers import person

from attribution import rulesets

FILE = Path(__file__).parents[1] / "src/attribution/rulesets/en/given-names.toml"
KINDS = ("female", "male", "neutral")
ENGLISH = ("en_US", "en_GB", "en_AU", "en_CA", "en_NZ", "en_IE")
LEFT_OUT = ("is_IS",)
"""A register of everything that was ever allowed: thousands of names that hardly anybody bears."""
WAYS = ("first_names_{}", "first_{}_romanized_names", "first_names_{}_romanized")
COMMENTS = {
    "female": "borne mostly by women and girls",
    "male": "borne mostly by men and boys",
    "neutral": "borne by men and women alike, or differently in different countries",
}
Names: TypeAlias = "dict[str, set[str]]"
_SHORTEST = 3
_WIDTH = 92
_NAME = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")


def locales() -> Iterator[tuple[str, type]]:
    """Give the name and the provider of each locale of Faker."""
    for found in pkgutil.iter_modules(person.__path__):
        if found.name in LEFT_OUT:
            continue
        yield found.name, provider(importlib.import_module(f"{person.__name__}.{found.name}"))


def provider(module: ModuleType) -> type:
    """Give the class that holds the names of a locale."""
    found: type = module.Provider
    return found


def listed(of: type, *names: str) -> set[str]:
    """Give the names of several attributes of a provider, in small letters."""
    values: list[object] = [getattr(of, name, ()) for name in names]
    rows = [value for value in values if isinstance(value, Iterable)]
    return {plain for row in rows for name in row if (plain := latin(str(name)))}


def latin(name: str) -> str:
    """Give a name of one word in small letters, or nothing if it is no such name in Latin."""
    name = unicodedata.normalize("NFC", name.strip())
    if len(name) < _SHORTEST or not name[0].isupper() or not _NAME.fullmatch(name):
        return ""
    signs = (char for char in name if char.isalpha())
    return name.lower() if all("LATIN" in unicodedata.name(char) for char in signs) else ""


def taken(words: Path) -> set[str]:
    """Give what is no given name for sure: English words, and words of other lists."""
    lines = words.read_text(encoding="utf-8").split("\n")
    found = {line for line in lines if line and line.islower()}
    classes: Mapping[str, tuple[str, ...]] = rulesets.load("en").classes
    for name, members in classes.items():
        if not name.startswith("given_"):
            found |= {member.lower() for member in members}
    english = [of for name, of in locales() if name in ENGLISH]
    return found.union(*(listed(of, "last_names") for of in english))


def from_faker(refused: set[str]) -> Names:
    """Give the names of all locales by gender, without those that are refused."""
    found: Names = {kind: set() for kind in KINDS}
    for _, of in locales():
        surnames = listed(of, "last_names", "last_romanized_names") | refused
        for kind in ("female", "male"):
            found[kind] |= listed(of, *(way.format(kind) for way in WAYS)) - surnames
            found[kind] |= paired(of, kind) - surnames
        if not hasattr(of, "first_names_female"):
            found["neutral"] |= listed(of, "first_names") - surnames
    return found


def paired(of: type, kind: str) -> set[str]:
    """Give the names that a locale writes in its own scripts and, last of each row, in Latin."""
    rows = getattr(of, f"first_name_{kind}_pairs", ())
    return {plain for row in rows if (plain := latin(str(row[-1])))}


def own() -> Names:
    """Give the names that the rule set has already."""
    classes = rulesets.load("en").classes
    return {kind: set(classes.get(f"given_{kind}", ())) for kind in KINDS}


def merged(mine: Names, others: Names) -> Names:
    """Add the names of other lists to one's own, whose gender counts where they have one."""
    known = set().union(*mine.values())
    women, men = others["female"] - known, others["male"] - known
    return {
        "female": mine["female"] | (women - men),
        "male": mine["male"] | (men - women),
        "neutral": mine["neutral"] | (women & men) | (others["neutral"] - known - women - men),
    }


def to_toml(names: Names) -> Iterator[str]:
    """Write the lists as lines of a file of the rule set."""
    yield "# Given names of the world; made by benchmarks/given_names.py, which names its sources."
    yield ""
    yield "[names]"
    for kind in KINDS:
        yield f"# {COMMENTS[kind]}"
        yield f'given_{kind} = """'
        yield from textwrap.wrap(" ".join(sorted(names[kind])), _WIDTH, break_on_hyphens=False)
        yield '"""'


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("words", type=Path, metavar="WORDS")
    parser.add_argument("-o", "--output", type=Path, default=FILE, metavar="FILE")
    options = parser.parse_args()
    mine = own()
    names = merged(mine, from_faker(taken(options.words)))
    options.output.write_text("\n".join([*to_toml(names), ""]), encoding="utf-8")
    for kind in KINDS:
        print(f"{kind:8} {len(mine[kind]):6} -> {len(names[kind]):6}")


if __name__ == "__main__":
    main()
