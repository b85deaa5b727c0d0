"""What a word alone tells of itself: its tags, by the lists, its endings and how it is written."""

from __future__ import annotations

import functools

import regex

from attribution._language.lexicon import INFIX, Lexicon
from attribution._notation.alphabet import Alphabet
from attribution._notation.memo import Memo
from attribution._notation.selectors import Index
from attribution._notation.syntax import read, splits
from attribution._rules.shapes import TEXTS, choice
from attribution._rules.wanted import setting, single
from attribution.rules import Reading, RuleSet

CAPITALS = setting(
    "capitals",
    choice("nouns"),
    doc='`"nouns"` where every noun has a capital, so that one alone makes no name',
)
ORDINAL_ENDINGS = setting("ordinal_endings", TEXTS, doc='what follows a figure that counts: "th"')
CLOSED = single("closed", doc='a function word, by which `rules="auto"` tells a language')
CUE_PREPOSITION = single("cue-preposition")
PARTY = single("party", doc="a political party, which stays one in capitals")
SUFFIX = single("suffix", doc='what stands after a surname, which stays one in capitals: "III"')
PARTICLE = single("particle", doc='a small word that begins a name: "al-Masri"')
GIVEN = single("given", doc="a given name")
ROLE = single("role", doc="an office or a function")
TITLE = single("title", doc="a title")
HONORIFIC = single("honorific", doc='what stands before the name of a person: "Mrs."')
BODY = single("body", doc="a noun for bodies: company, council")
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
_LINKING = "-'"
"""What links a particle to a name."""
_ACRONYM = _NAME | {"acronym"}
_KEPT = frozenset({PARTY.name, SUFFIX.name})
"""What else a word in capitals may be."""
_ADJECTIVE = frozenset({"adjective"})
_GIVEN = frozenset({GIVEN.name, "name"})
_OFFICES = frozenset(tag.name for tag in (ROLE, TITLE, HONORIFIC, BODY))
_LINKS = ("http", "www.", "pic.")
_SURE_ENDING = 4
"""How long an ending must be to tell that a word with a capital is no noun."""
_COMPOUND_HEAD, _COMPOUND_TAIL = 3, 5
"""How many letters the parts of a compound have at least."""
NAMED = frozenset({"quotation", "named"})
"""A quotation that is a name, as its capitals show."""
_BREAK, _MARK, _SYMBOL, _LINK = (frozenset({name}) for name in ("break", "mark", "symbol", "link"))
_NOUN_OR_NAME = frozenset({"noun", "name"})
_INFIXED = frozenset({"verb", "infinitive"})
_STEM = 3
"""How many letters stand at least between the infix of an infinitive and its ending."""
KEY = "\1"
"""Stands behind the tag character of a word that phrases are known by."""
QUOTATION_MARKS = "“”„‟\"＂«»‹›‘’‚‛'′″`"


class Tagger:
    """Gives the tags of words under a rule set."""

    def __init__(self, rules: RuleSet, lexicon: Lexicon) -> None:
        """Take the lists and the endings."""
        self._rules = rules
        self._words = lexicon.words
        self._endings = sorted(rules.endings.items(), key=lambda item: -len(item[0]))
        self._nouns = CAPITALS.read(rules.settings) == "nouns"
        self._cased = any(word[0].islower() for word in self._words)

    def bundles(self) -> set[frozenset[str]]:
        """Give every set of tags that a unit can have."""
        base = self._base()
        bundles = base | self._built_in(base) | {self._capitalised(bundle) for bundle in base}
        index = Index(bundles)
        for reading in self._rules.readings:
            for _, word, _ in splits(read(reading.pattern), "word"):
                read_so = {changed(bundle, reading) for bundle in index.fitting(word.value)}
                index.add(read_so)
                bundles |= read_so
        return bundles

    def _base(self) -> set[frozenset[str]]:
        """Give the bundles of words in small letters, listed or guessed."""
        base = {frozenset({"noun"}), frozenset({"number"}), *self._words.values()}
        base |= {frozenset(value.split()) for value in self._rules.endings.values()}
        if self._nouns:
            # Unlisted nouns: possible names, and compounds of nouns that are listed.
            base |= {_open(bundle) for bundle in base if "noun" in bundle}
            base.add(_NOUN_OR_NAME)
        return base | {_INFIXED} if INFIX.read(self._rules.settings) else base

    @staticmethod
    def _built_in(base: set[frozenset[str]]) -> set[frozenset[str]]:
        """Give the bundles that the engine itself gives to names, figures and marks."""
        alone = (*_MARKS.values(), "quotation", "break", "symbol", "handle", "link", "clitic")
        kinds = ("year", "monthday", "lettered", "calendar")
        return {
            frozenset({""}),
            _MARK,
            frozenset({"quotation", "ended"}),
            frozenset({"quotation", "paused"}),
            frozenset({"stop", "soft"}),
            frozenset({"comma", "=,"}),
            frozenset({"semicolon", "=;"}),
            _NAME,
            _NAME | {"letter"},
            NAMED,
            *(frozenset({name}) for name in alone),
            *(frozenset({"number", kind}) for kind in kinds),
            *(_ACRONYM | (bundle & _KEPT) for bundle in base),
        }

    def phrase(self, phrase: str) -> frozenset[str]:
        """Give the tags of a phrase of the lexicon."""
        bundle = self._words[phrase.lower()]
        return self._capitalised(bundle) if phrase[0].isupper() else bundle

    def word(self, word: str) -> frozenset[str]:
        """Give the tags of a word that no phrase joins to others."""
        if word[0].isspace():
            return _BREAK
        if word.startswith("&") and word.endswith(";"):
            # An entity that stands for nothing.
            return _SYMBOL
        known = self._words.get(word)
        if known is not None:
            return self._capitalised(known) if word[0].isupper() else known
        if word in _MARKS:
            name = _MARKS[word]
            return frozenset({name, f"={word}"} if word in ",;" else {name})
        if word[0] in QUOTATION_MARKS:
            return self._words.get(word.replace("’", "'")) or _MARK
        return self._word(word)

    def _word(self, word: str) -> frozenset[str]:
        lower = word.lower().replace("’", "'")
        if len(word) > 1 and word.isupper() and word[0].isalpha():
            return self._acronym(lower)
        known = self._words.get(lower)
        if word[0].isupper():
            return self._written_large(word, lower, known)
        if known:
            return known
        if word[0].isdigit():
            return self._numbered(word) or self._numeral(word)
        if word[0].isalpha() and not word.startswith(_LINKS):
            # Among words that have capitals, one of a script without any is a name.
            named = self._cased and not word[0].islower()
            return _NAME if named or self._is_particled(word) else self._guess(lower)
        return self._sign(word)

    def _written_large(self, word: str, lower: str, known: frozenset[str] | None) -> frozenset[str]:
        if not known:
            return self._noun(lower) if self._nouns else self._name(word, lower)
        if self._nouns and {"verb", "base"} <= known:
            # das Schreiben: an infinitive with a capital is a noun
            known = frozenset({"noun"})
        return self._capitalised(known)

    def _name(self, word: str, lower: str) -> frozenset[str]:
        # Anne-Marie: two given names make one
        parts = lower.split("-")
        if len(parts) > 1 and word.endswith(parts[-1]):
            # Marran-based, Marran-backed: what a name begins and a participle ends
            last = self._words.get(parts[-1], frozenset())
            if not last.isdisjoint(("participle", "gerund")):
                return _ADJECTIVE
            if "role" in last:
                # Match-winner
                return self._capitalised(last)
        given = len(parts) > 1 and all(self._words.get(part) == _GIVEN for part in parts)
        return self._capitalised(_GIVEN) if given else _NAME

    @staticmethod
    def _sign(word: str) -> frozenset[str]:
        if word[0] == "@":
            return frozenset({"handle"})
        if word.startswith(_LINKS):
            return _LINK
        if set(word) == {"."}:
            return frozenset({"ellipsis"})
        return frozenset({"dash"}) if set(word) <= {"-", "–", "—"} else _SYMBOL

    def _acronym(self, lower: str) -> frozenset[str]:
        if lower.count(".") == 1 and lower[-1] != ".":
            # Quay Rail (QRL.N): a sign on the exchange is nobody's name
            return _LINK
        # An office or the end of a company's name stays one in capitals: CEO, PLC
        known = self._words.get(lower, frozenset())
        if known & _OFFICES and CLOSED.name not in known:
            return self._capitalised(known)
        return _ACRONYM | (known & _KEPT)

    def _is_particled(self, word: str) -> bool:
        # al-Masri, d'Avila: a name although its particle is written small
        word = word.replace("’", "'")
        for mark in _LINKING:
            head, link, tail = word.partition(mark)
            if tail[:1].isupper():
                forms = head, head + link
                return any(PARTICLE.name in self._words.get(form, ()) for form in forms)
        return False

    def _noun(self, lower: str) -> frozenset[str]:
        # Where every noun has a capital: a compound is what its last part is, anything else
        # unlisted may be a noun or a name.
        hyphen = lower.rfind("-") + 1
        places = [hyphen] if hyphen else []
        first = max(hyphen + _COMPOUND_HEAD, len(lower) - self._longest)
        places += range(first, len(lower) - _COMPOUND_TAIL + 1)
        for at in places:
            known = self._words.get(lower[at:].capitalize()) or self._words.get(lower[at:])
            if known is not None and "noun" in known and "name" not in known:
                return self._capitalised(_open(known))
        if lower.endswith(tuple(self._noun_endings)):
            fits = (tags for ending, tags in self._noun_endings.items() if lower.endswith(ending))
            return self._capitalised(next(fits))
        return self._capitalised(_NOUN_OR_NAME)

    @functools.cached_property
    def _noun_endings(self) -> dict[str, frozenset[str]]:
        """The tags by the endings that are sure enough for a word with a capital."""
        return {
            ending: frozenset(tags.split())
            for ending, tags in self._endings
            if len(ending) >= _SURE_ENDING or "noun" in tags.split()
        }

    @functools.cached_property
    def _longest(self) -> int:
        """How long the last part of a compound is at most."""
        return max(map(len, self._words), default=0)

    @functools.cached_property
    def _numerals(self) -> regex.Pattern[str]:
        ordinals = "|".join(map(regex.escape, ORDINAL_ENDINGS.read(self._rules.settings)))
        return regex.compile(_NUMERAL.replace("ORDINALS", ordinals or r"(?!)"), regex.VERBOSE)

    def _numeral(self, word: str) -> frozenset[str]:
        match = self._numerals.fullmatch(word)
        return frozenset({"number", match.lastgroup or ""} if match else {"number"})

    @functools.cached_property
    def _infinitives(self) -> regex.Pattern[str]:
        """Fits an infinitive with the infix behind the particle of its verb: weiterzuleiten."""
        particles = [word for word, tags in self._words.items() if "verb-particle" in tags]
        infix = INFIX.read(self._rules.settings)
        endings = [ending for ending, tags in self._endings if "base" in tags.split()]
        if not (infix and particles and endings):
            return regex.compile("(?!)")
        before, behind = ("|".join(map(regex.escape, some)) for some in (particles, endings))
        return regex.compile(rf"(?:{before}){regex.escape(infix)}\w{{{_STEM},}}(?:{behind})")

    def _numbered(self, word: str) -> frozenset[str] | None:
        # Where every noun has a capital, a figure may begin a compound: der 71-Jährige
        known = self._words.get(word.rpartition("-")[2]) if self._nouns else None
        return self._capitalised(_open(known)) if known is not None and "noun" in known else None

    def _guess(self, lower: str) -> frozenset[str]:
        if self._infinitives.fullmatch(lower):
            return _INFIXED
        for ending, tags in self._endings:
            if not lower.endswith(ending) or len(lower) <= len(ending) + 2:
                continue
            if not self._nouns or "noun" not in tags.split():
                return frozenset(tags.split())
        return frozenset({"noun"})

    def _capitalised(self, bundle: frozenset[str]) -> frozenset[str]:
        # A capital makes an open-class word a possible name; "The" stays a determiner alone, and
        # so does any listed word of a language that writes every noun with a capital.
        # "According to" is no name either.
        if self._nouns or not bundle.isdisjoint((CLOSED.name, CUE_PREPOSITION.name)):
            return bundle | {"capital"}
        return bundle | {"capital", "name"}


class Characters:
    """The tag characters of words and phrases.

    Args:
        tagger: Gives the tags of those that were not seen before.
        alphabet: Gives the characters of the tags.
        lexicon: Tells which words phrases are known by.
    """

    def __init__(self, tagger: Tagger, alphabet: Alphabet, lexicon: Lexicon) -> None:
        """Begin with nothing seen."""
        self._keys = lexicon.phrase_keys
        self.of_word: Memo[str, str] = Memo(lambda word: alphabet.char(tagger.word(word)))
        """Word -> tag character."""
        self.marked = Memo(self._marked)
        """The same, with `KEY` behind the character of a word that phrases are known by."""
        self.of_phrase: Memo[str, str] = Memo(lambda phrase: alphabet.char(tagger.phrase(phrase)))
        """Phrase of the lexicon -> tag character."""

    def _marked(self, word: str) -> str:
        return self.of_word[word] + KEY * (word in self._keys)


def changed(bundle: frozenset[str], reading: Reading) -> frozenset[str]:
    """Give the tags of a word that a reading has settled."""
    return (bundle - set(reading.drop)) | set(reading.add)


def _open(bundle: frozenset[str]) -> frozenset[str]:
    # What a compound takes from its last part: not that it is one word of the patterns.
    return frozenset(tag for tag in bundle if tag[0] != "=" and tag != CLOSED.name)


# What a figure may be in a date: a year, a day of the month, a whole calendar date.
_NUMERAL = r"""
    (?P<year>(?:1[5-9]|20)\d\d)
  | (?P<monthday>(?:0?[1-9]|[12]\d|3[01])(?:ORDINALS)?)
  | (?P<lettered>\d{1,2}\p{Lu})
  | (?P<calendar>\d{4}-\d\d?-\d\d?|\d\d?\.\d\d?\.\d{4})
"""
