"""How many speakers are none that can speak: a number, "however", "which", "the answer".

TEXTS are JSON lines with a ``text`` each, which may be gzipped, such as the articles of the other
benchmarks.  Printed are the share of speakers that are of no such kind, and each that is.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import attribution
from attribution import rulesets
from attribution.testing import tagged
from gold import read_articles

_NUMBER = re.compile(r"[\d.,/ ]*\d[\d.,/ ]*(?:%|percent|per cent|pc|prozent)?", re.IGNORECASE)
_PLAIN = re.compile(r"[\w\s'’-]+")
_SHARE = re.compile(r"(?:half|a third|two thirds|a quarter|most|die hälfte)", re.IGNORECASE)
_WORDS = {
    "en": {
        "adverb": "however meanwhile moreover furthermore nevertheless nonetheless therefore thus "
        "hence otherwise instead still yet already then later earlier soon now today yesterday "
        "tomorrow tonight here there indeed perhaps maybe again once also too only just even "
        "almost",
        "relative pronoun": "which that whom whose what where when why how who",
        "conjunction": "and but or nor because although though while whereas unless until since",
        "noun that frames words": "answer verdict sync occasion occasions outcome result question "
        "questions reason reasons fact idea way ways thing things case event instance moment "
        "circumstance response",
    },
    "de": {
        "adverb": "allerdings jedoch dennoch trotzdem deshalb außerdem inzwischen später heute "
        "gestern",
        "relative pronoun": "welche welcher welches dessen deren",
        "conjunction": "und aber oder weil obwohl während",
        "noun that frames words": "antwort frage anlass",
    },
}
_KINDS = {
    language: {word: kind for kind, words in kinds.items() for word in words.split()}
    for language, kinds in _WORDS.items()
}
_ARTICLES = frozenset(
    "the a an this that these those his her its their der die das ein eine".split()  # noqa: SIM905
)


def why_not(speaker: str, language: str = "en") -> str:
    """Say why a speaker can be none, or nothing where it can.

    >>> why_not("64 %"), why_not("However"), why_not("the answer"), why_not("Ada Moor")
    ('number or share', 'adverb', 'noun that frames words', '')
    >>> why_not("awaiting final judgment"), why_not("64 % of voters"), why_not("die Mauer")
    ('verb phrase', '', '')
    """
    words = speaker.split()
    article = bool(words) and words[0].lower() in _ARTICLES
    if _NUMBER.fullmatch(speaker) or _SHARE.fullmatch(speaker):
        return "number or share"
    if len(words) > 1 and article:
        words = words[1:]
    kinds = _KINDS.get(language, {})
    # WHO is a body
    if len(words) == 1 and words[0].lower() in kinds and not words[0].isupper():
        return kinds[words[0].lower()]
    # "die" is an article in German, and a verb in English
    return "verb phrase" if not article and _is_verb_phrase(speaker, language) else ""


def _is_verb_phrase(speaker: str, language: str) -> bool:
    """Say whether a gerund or an infinitive begins it that is nothing else."""
    if not speaker[:1].islower() or _PLAIN.fullmatch(speaker) is None:
        return False
    units = tagged(speaker, language)
    first = set(units[0][1])
    alone = first.isdisjoint({"noun", "adjective", "name", "role", "group", "determiner"})
    return alone and not first.isdisjoint({"gerund", "base"}) and len(units) > 1


def speakers(paths: list[Path], rules: str) -> Iterator[str]:
    """Give the speakers of all statements of some articles."""
    parser = attribution.Parser(rules)
    for path in paths:
        for article in read_articles(path):
            for quote in parser.parse(article.text, article.published):
                if quote.speaker is not None:
                    yield quote.speaker


def main() -> None:
    """Print the figure and what is wrong."""
    command = argparse.ArgumentParser(description=__doc__)
    command.add_argument("texts", metavar="TEXTS", type=Path, nargs="+")
    command.add_argument("--rules", default="en")
    arguments = command.parse_args()
    language = rulesets.load(arguments.rules).language
    found = Counter(speakers(arguments.texts, arguments.rules))
    wrong = {name: why for name in found if (why := why_not(name, language))}
    count = sum(found[name] for name in wrong)
    share = 1 - count / found.total() if found else 1.0
    print(f"{found.total()} speakers, {count} that can be none: {share:.4f} can speak")
    for name, why in sorted(wrong.items()):
        print(f"{found[name]:4}  {why:24}  {name}")


if __name__ == "__main__":
    main()
