"""The tags of words, and the characters that stand for them in a tag string."""

from __future__ import annotations

import functools
import html
import re

import regex

from attribution._lexicon import cue_table, lexicon, parted_table, phrase_keys, phrase_table
from attribution._memo import Memo
from attribution._notation import Resolve, read, split
from attribution._selectors import Index, ordered
from attribution.rules import Reading, RuleSet

# Far from every character that means something in a regular expression.
_FIRST_CHAR = 0x4E00
_MARKS = {
    ",": "comma", "،": "comma", "、": "comma",
    ";": "semicolon", ":": "colon",
    ".": "stop", "!": "stop", "?": "stop", "。": "stop",
    "…": "ellipsis",
    "—": "dash", "–": "dash", "--": "dash", "-": "dash", "―": "dash",
    "(": "open", "[": "open", ")": "close", "]": "close",
    "&": "ampersand", "/": "slash", "$": "currency", "€": "currency", "£": "currency",
    "*": "bullet", "•": "bullet", "|": "bar", "%": "percent",
}  # fmt: skip
_NAME = frozenset({"name", "capital"})
_ACRONYM = _NAME | {"acronym"}
_KEPT = frozenset({"party"})
"""What else a word in capitals may be."""
_ADJECTIVE = frozenset({"adjective"})
_GIVEN = frozenset({"given", "name"})
_LINKS = ("http", "www.", "pic.")
_SURE_ENDING = 4
"""How long an ending must be to tell that a word with a capital is no noun."""
_COMPOUND_HEAD, _COMPOUND_TAIL = 3, 5
"""How many letters the parts of a compound have at least."""
_NAMED = frozenset({"quotation", "named"})
_NOUN_OR_NAME = frozenset({"noun", "name"})
KEY = "\1"
"""Stands behind the tag character of a word that phrases are known by."""
QUOTATION_MARKS = "“”„‟\"«»‹›‘’‚‛'′″`"


class Alphabet:
    """One character for every set of tags that a word of the rule set can have."""

    def __init__(self, rules: RuleSet) -> None:
        """Build the look-up tables."""
        self.rules = rules
        self._chars: dict[frozenset[str], str] = {}
        self._bundles: dict[str, frozenset[str]] = {}
        self._words = lexicon(rules)
        self.cues = cue_table(rules)
        self.parted = parted_table(rules)
        self.phrases = phrase_table(self._words)
        self.phrase_keys = phrase_keys(self._words)
        self._endings = sorted(rules.endings.items(), key=lambda item: -len(item[0]))
        self._nouns = rules.settings.get("capitals") == "nouns"
        self._seed()
        self.lookup = Memo(self.classify)
        """Word -> tag character; a word that no list holds is classed when it is first seen."""
        self.marked = Memo(self._marked)
        """The same, with `KEY` behind the character of a word that phrases are known by."""
        self.phrase_chars = Memo(self._phrase)
        """Phrase of the lexicon -> tag character."""

    def _seed(self) -> None:
        # Every bundle that a word can have gets its character before any pattern is compiled, so
        # that the character classes of the patterns are complete.
        base = self._base()
        bundles = base | self._built_in(base) | {self._capitalised(bundle) for bundle in base}
        for reading in self.rules.readings:
            _, word, _ = split(read(reading.pattern), "word")
            read_so = Index(bundles).fitting(word.value)
            bundles |= {changed(bundle, reading) for bundle in read_so}
        for bundle in ordered(bundles, self.rules.patterns, self.rules.pieces):
            self.char(bundle)

    def _base(self) -> set[frozenset[str]]:
        """Give the bundles of words in small letters, listed or guessed."""
        base = {frozenset({"noun"}), frozenset({"number"}), *self._words.values()}
        base |= {frozenset(value.split()) for value in self.rules.endings.values()}
        if self._nouns:
            # Unlisted nouns: possible names, and compounds of nouns that are listed.
            base |= {_open(bundle) for bundle in base if "noun" in bundle}
            base.add(_NOUN_OR_NAME)
        return base

    @staticmethod
    def _built_in(base: set[frozenset[str]]) -> set[frozenset[str]]:
        """Give the bundles that the engine itself gives to names, figures and marks."""
        alone = (*_MARKS.values(), "quotation", "break", "symbol", "handle", "link", "clitic")
        kinds = ("year", "monthday", "calendar")
        return {
            frozenset({""}),
            frozenset({"mark"}),
            frozenset({"quotation", "ended"}),
            frozenset({"quotation", "paused"}),
            frozenset({"stop", "soft"}),
            frozenset({"comma", "=,"}),
            frozenset({"semicolon", "=;"}),
            _NAME,
            _NAMED,
            *(frozenset({name}) for name in alone),
            *(frozenset({"number", kind}) for kind in kinds),
            *(_ACRONYM | (bundle & _KEPT) for bundle in base),
        }

    def char(self, bundle: frozenset[str]) -> str:
        """Give the character of a set of tags."""
        char = self._chars.get(bundle)
        if char is None:
            char = chr(_FIRST_CHAR + len(self._chars))
            self._chars[bundle] = char
            self._bundles[char] = bundle
        return char

    def _marked(self, word: str) -> str:
        return self.lookup[word] + KEY * (word in self.phrase_keys)

    def _phrase(self, phrase: str) -> str:
        bundle = self._words[phrase.lower()]
        return self.char(self._capitalised(bundle) if phrase[0].isupper() else bundle)

    def tags(self, char: str) -> frozenset[str]:
        """Give the tags that a character stands for."""
        return self._bundles[char]

    @functools.cached_property
    def resolve(self) -> Resolve:
        """Give the characters of all bundles that fit a selector such as ``noun.!capital``."""
        return functools.cache(self._resolve)

    def _resolve(self, selector: str) -> str:
        fitting = self._chars if selector == "any" else self._index.fitting(selector)
        return "".join(sorted([self._chars[bundle] for bundle in fitting]))

    @functools.cached_property
    def _index(self) -> Index:
        return Index(self._chars)

    @functools.cached_property
    def starters(self) -> frozenset[str]:
        """The characters of capitalised function words, which start many sentences."""
        return frozenset(self.resolve("capital.closed"))

    @functools.cached_property
    def starter_finder(self) -> re.Pattern[str]:
        """Finds capitalised function words that do not start a sentence for all that is known."""
        before = self.char(frozenset({"stop"})) + self.char(frozenset({"break"}))
        chars = "".join(sorted(self.starters))
        return re.compile(f"(?<![{before}])[{chars}]" if chars else "(?!)")

    @functools.cached_property
    def named_quotation(self) -> str:
        """The character of a quotation that is a name, as its capitals show."""
        return self.char(_NAMED)

    def classify(self, word: str) -> str:
        """Give the tag character of a word that was not seen before."""
        if word[0].isspace():
            return self.char(frozenset({"break"}))
        if word.startswith("&") and word.endswith(";"):
            return self._entity(word)
        known = self._words.get(word)
        if known is not None:
            return self.char(self._capitalised(known) if word[0].isupper() else known)
        if word in _MARKS:
            name = _MARKS[word]
            return self.char(frozenset({name, f"={word}"} if word in ",;" else {name}))
        if word[0] in QUOTATION_MARKS:
            known = self._words.get(word.replace("’", "'"))
            return self.char(known or frozenset({"mark"}))
        return self.char(self._word(word))

    def _entity(self, word: str) -> str:
        plain = html.unescape(word)
        if plain == word or plain.isspace():
            return self.char(frozenset({"symbol"} if plain == word else {""}))
        return self.lookup[plain]

    def _word(self, word: str) -> frozenset[str]:
        lower = word.lower().replace("’", "'")
        if len(word) > 1 and word.isupper() and word[0].isalpha():
            return self._acronym(lower)
        known = self._words.get(lower)
        if known:
            if self._nouns and word[0].isupper() and {"verb", "base"} <= known:
                # das Schreiben: an infinitive with a capital is a noun
                known = frozenset({"noun"})
            return self._capitalised(known) if word[0].isupper() else known
        if word[0].isupper():
            return self._noun(lower) if self._nouns else self._name(word, lower)
        if word[0].isdigit():
            return self._numeral(word)
        if word[0].isalpha() and not word.startswith(_LINKS):
            return _NAME if self._is_particled(word) else self._guess(lower)
        return self._sign(word)

    def _name(self, word: str, lower: str) -> frozenset[str]:
        # Anne-Marie: two given names make one
        parts = lower.split("-")
        if len(parts) > 1 and word.endswith(parts[-1]):
            # Marran-based, Marran-backed: what a name begins and a participle ends
            last = self._words.get(parts[-1], frozenset())
            if not last.isdisjoint(("participle", "gerund")):
                return _ADJECTIVE
        given = len(parts) > 1 and all(self._words.get(part) == _GIVEN for part in parts)
        return self._capitalised(_GIVEN) if given else _NAME

    @staticmethod
    def _sign(word: str) -> frozenset[str]:
        if word[0] == "@":
            return frozenset({"handle"})
        if word.startswith(_LINKS):
            return frozenset({"link"})
        if set(word) == {"."}:
            return frozenset({"ellipsis"})
        return frozenset({"dash"} if set(word) <= {"-", "–", "—"} else {"symbol"})

    def _acronym(self, lower: str) -> frozenset[str]:
        # An office or the end of a company's name stays one in capitals: CEO, PLC
        known = self._words.get(lower, frozenset())
        if known & {"role", "title", "honorific", "body"} and "closed" not in known:
            return self._capitalised(known)
        return _ACRONYM | (known & _KEPT)

    def _is_particled(self, word: str) -> bool:
        # al-Masri: a name although its particle is written small
        head, hyphen, tail = word.partition("-")
        if not tail[:1].isupper():
            return False
        return any("particle" in self._words.get(form, ()) for form in (head, head + hyphen))

    def _noun(self, lower: str) -> frozenset[str]:
        # Where every noun has a capital: a compound is what its last part is, anything else
        # unlisted may be a noun or a name.
        hyphen = lower.rfind("-") + 1
        places = [hyphen] if hyphen else []
        places += range(hyphen + _COMPOUND_HEAD, len(lower) - _COMPOUND_TAIL + 1)
        for at in places:
            known = self._words.get(lower[at:].capitalize()) or self._words.get(lower[at:])
            if known is not None and "noun" in known and "name" not in known:
                return self._capitalised(_open(known))
        for ending, tags in self._endings:
            sure = len(ending) >= _SURE_ENDING or "noun" in tags.split()
            if sure and lower.endswith(ending):
                return self._capitalised(frozenset(tags.split()))
        return self._capitalised(_NOUN_OR_NAME)

    @functools.cached_property
    def _numerals(self) -> regex.Pattern[str]:
        ordinals = "|".join(map(regex.escape, self.rules.settings.get("ordinal_endings", ())))
        return regex.compile(_NUMERAL.replace("ORDINALS", ordinals or r"(?!)"), regex.VERBOSE)

    def _numeral(self, word: str) -> frozenset[str]:
        match = self._numerals.fullmatch(word)
        return frozenset({"number", match.lastgroup or ""} if match else {"number"})

    def _guess(self, lower: str) -> frozenset[str]:
        for ending, tags in self._endings:
            if not lower.endswith(ending) or len(lower) <= len(ending) + 2:
                continue
            if not self._nouns or "noun" not in tags.split():
                return frozenset(tags.split())
        return frozenset({"noun"})

    def _capitalised(self, bundle: frozenset[str]) -> frozenset[str]:
        # A capital makes an open-class word a possible name; "The" stays a determiner alone, and
        # so does any listed word of a language that writes every noun with a capital.
        if "closed" in bundle or self._nouns:
            return bundle | {"capital"}
        return bundle | {"capital", "name"}


def changed(bundle: frozenset[str], reading: Reading) -> frozenset[str]:
    return (bundle - set(reading.drop)) | set(reading.add)


def _open(bundle: frozenset[str]) -> frozenset[str]:
    # What a compound takes from its last part: not that it is one word of the patterns.
    return frozenset(tag for tag in bundle if tag[0] != "=" and tag != "closed")


# What a figure may be in a date: a year, a day of the month, a whole calendar date.
_NUMERAL = r"""
    (?P<year>(?:1[5-9]|20)\d\d)
  | (?P<monthday>(?:0?[1-9]|[12]\d|3[01])(?:ORDINALS)?)
  | (?P<calendar>\d{4}-\d\d?-\d\d?|\d\d?\.\d\d?\.\d{4})
"""
