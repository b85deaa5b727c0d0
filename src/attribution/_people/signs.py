"""The units, words and settings of a rule set by which names and sources are read."""

from __future__ import annotations

import functools
from typing import Generic, TypeVar

import attrs

from attribution._language.grammar import Derived, Grammar
from attribution._notation.memo import Memo
from attribution._rules.shapes import NAMES, TEXT, table_of
from attribution._rules.wanted import Wanted, class_words, setting, single, speaker_words

T = TypeVar("T")
_GENDERS = ("male", "female")
_THIRD_PERSON = ("male", "female", "several", "thing")
_PRONOUNS = ("first_person", *_THIRD_PERSON, "antecedents", "pointers")
_LONG = 20
_GIVEN = {
    "male": (
        class_words(
            "given_male",
            doc="given names of men",
            without="a man is not known by his given name",
        ),
        speaker_words(
            "given_male",
            doc="given names of men that are ordinary words too, and so are in no class",
            optional=True,
        ),
    ),
    "female": (
        class_words(
            "given_female",
            doc="given names of women",
            without="a woman is not known by her given name",
        ),
        speaker_words("given_female", doc="the same of women", optional=True),
    ),
}
_OF_KIND = {
    "first_person": speaker_words(
        "first_person",
        doc='"I", "we", "you": they stand for nobody in the register',
        without='"I" and "we" are names of speakers',
    ),
    "male": speaker_words(
        "male",
        doc='pronouns and titles that tell that a speaker is a man: "he", "Mr."',
        without="pronouns of a man stand for nobody",
    ),
    "female": speaker_words(
        "female",
        doc='the same of a woman: "she", "Mrs."',
        without="pronouns of a woman stand for nobody",
    ),
    "several": speaker_words(
        "several", doc='pronouns of several: "they"', without='"they said" is said by nobody'
    ),
    "thing": speaker_words(
        "thing", doc='pronouns of a body: "it"', without='"it said" is said by nobody'
    ),
    "antecedents": speaker_words(
        "antecedents",
        doc="relative pronouns: they stand for the name before them",
        without='"Moor, who said" is said by nobody',
    ),
    "pointers": speaker_words(
        "pointers",
        doc="adverbs that point to what was said before, or to where it stands, as German "
        '"demnach" and "darin": whose words that was is who speaks, or nobody',
        without="no adverb is a source",
        optional=True,
    ),
}
_GIVEN_TAG, _GIVEN_WORD = (
    single("given"),
    single("given-word", doc="a given name that is a word too", optional=True),
)
_PLACE, _QUOTATION = (
    single("place", doc="a place", without="places speak as people do"),
    single("quotation"),
)


@attrs.frozen
class NameEvidence:
    """What the units of a name tell of who bears it."""

    place: bool
    given: bool
    """Whether it begins with a given name."""
    body: bool
    several: bool = False


class _Asked(Generic[T]):
    """An attribute that is read from the grammar when it is first asked for."""

    def __init__(self, wanted: Wanted[T]) -> None:
        self._wanted = wanted

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, signs: Signs, owner: type) -> T:
        value: T = signs.grammar[self._wanted]
        signs.__dict__[self._name] = value
        return value


class Signs:
    """The tag characters, words and tables by which names and sources are read.

    Each is declared and named here, and looked up once for a rule set.
    """

    def __init__(self, grammar: Grammar) -> None:
        """Take the rule set; what it has is looked up when it is asked for."""
        self.grammar = grammar
        self.kinds_of = Memo(self._kind, longest=_LONG)
        """Units of a name -> what they tell of who bears it."""

    # What stands around a name -------------------------------------------------------------------

    before_name = _Asked(
        single(
            "before-name",
            doc="titles and roles before a name",
            without='the title of "Mayor Ada Moor" is a part of her name',
        )
    )
    honorifics = _Asked(single("honorific", doc='what stands before the name of a person: "Mrs."'))
    bare_titles = _Asked(
        single(
            "bare-title",
            doc="a title that is no role",
            without='the role of "Sir Lem Harrow" is "Sir"',
            optional=True,
        )
    )
    """Titles that name no office."""
    known_places = _Asked(_PLACE)
    townsmen = _Asked(
        single(
            "townsman",
            doc='who lives or works in a place and speaks for nobody there: "resident"',
            without='the body of "Marran resident Ada Moor" is Marran',
            optional=True,
        )
    )
    practitioners = _Asked(
        single(
            "practitioner",
            doc='who works for a body, or alone in a place: "lawyer"',
            without='the body of "Texas lawyer Ada Moor" is Texas',
            optional=True,
        )
    )
    kinds = _Asked(
        single(
            "kind-of-body",
            doc='a noun for bodies that shows what a name after it is: "the charity Quay Aid"',
            without="such a name may be a person",
            optional=True,
        )
    )
    """Nouns for bodies that show what a name after them is: the charity Quay Aid."""
    given = _Asked(
        single(
            "given-before",
            doc="given names that are words too, and stand before a surname",
            without='"Grace Moor" is called Moor alone',
            optional=True,
        )
    )
    determiners = _Asked(
        single(
            "determiner",
            doc="articles and words like them",
            without='"the Harrow" and "a mayor" are read as names without their article are',
        )
    )
    after_name = _Asked(single("after-name", doc="what shows a name before it", optional=True))
    after_surname = _Asked(
        single(
            "after-surname",
            doc="what shows a surname before it",
            without='a surname that is a word is not found at the start of a sentence: "Stone '
            'said"',
            optional=True,
        )
    )
    after_noun = _Asked(
        single(
            "after-noun",
            doc="what follows a noun that is no name",
            without="a noun with the capital of its sentence is a name",
            optional=True,
        )
    )
    opening = _Asked(
        single(
            "opening",
            doc="what a sentence or a quotation begins behind, where a capital tells nothing",
            without="any first word of a sentence is a name",
        )
    )
    """What a word behind which has its capital only from there."""
    closed = _Asked(
        single("closed", doc='a function word, by which `rules="auto"` tells a language')
    )

    # What a name is made of ----------------------------------------------------------------------

    strong = _Asked(
        single(
            "strong-name",
            doc="a word that shows that a row of capitals is a name",
            without="the first word of a sentence is part of a name behind it",
        )
    )
    capitals = _Asked(single("capital"))
    acronyms = _Asked(single("acronym"))
    given_names = _Asked(
        single("given-name", doc="a given name", without='"Ada and Lem Moor" are not two')
    )
    given_words = _Asked(
        single(
            "given-word-name",
            doc="such a word where it is a name",
            without='the first word of "Grace Moor said" is no part of the name',
            optional=True,
        )
    )
    body_ends = _Asked(
        single(
            "body-end", doc="the last word of a body", without='"Harrow Council" may be a person'
        )
    )
    group_ends = _Asked(
        single(
            "group-end", doc="the last word of a group", without="groups are bodies", optional=True
        )
    )
    common_parts = _Asked(
        single(
            "common-part",
            doc="words that bodies consist of",
            without='"Coast Rail" may be a person',
        )
    )
    common = _Asked(
        single(
            "common-word-large",
            doc="a word that only the start of a sentence writes large",
            without="such a word is part of the name behind it",
            optional=True,
        )
    )
    """Words that only the start of a sentence writes large."""
    suffixes = _Asked(
        class_words(
            "suffixes",
            doc='what may stand after a surname: "Jr."',
            without="it is taken for the surname",
            optional=True,
        )
    )
    """What may stand after a surname."""
    companies = _Asked(
        speaker_words(
            "companies",
            doc="last words of the names of companies, which are called by their first word "
            'too: "foods"',
            without="a company is not known by the first word of its name",
            optional=True,
        )
    )
    """The last words of the names of companies."""
    legal = _Asked(
        class_words("bodies_legal", doc='legal forms of companies: "Inc."', optional=True)
    )
    company_goods = _Asked(
        speaker_words(
            "of_companies",
            doc='nouns that stand behind the names of companies: "workers"',
            optional=True,
        )
    )
    places = _Asked(
        speaker_words(
            "places",
            doc='last words of the names of places: "street"',
            without='"Harbour Street" may be a person',
            optional=True,
        )
    )
    """The last words of the names of places."""

    # Single units --------------------------------------------------------------------------------

    joins = _Asked(
        single("coordinator", doc='what joins two speakers: "and"', without="two speakers are one")
    )
    links = _Asked(
        single(
            "link-word",
            doc='what may link a role to its body: "of", "at"',
            without='"mayor of Wexhaven" names no place',
        )
    )
    inside = _Asked(
        single(
            "inside",
            doc='what stands before a place: "in"',
            without="no place is known by what happens in it",
            optional=True,
        )
    )
    of_words = _Asked(
        single(
            "of-word",
            doc='what links a role to its own words: "of"',
            without='"minister of trade" ends with "minister"',
        )
    )
    commas = _Asked(single("comma"))
    adverbs = _Asked(single("adverb"))
    adjectives = _Asked(single("adjective"))
    numbers = _Asked(single("number"))
    times = _Asked(single("time", doc='a word of time: "week"', optional=True))
    tenses = _Asked(single("tense", doc='a word of time before a role: "former"', optional=True))
    handles = _Asked(single("handle"))
    outlets = _Asked(single("outlet", doc="a newspaper or a broadcaster", optional=True))
    possessives = _Asked(
        single(
            "possessive", doc='"his", "its"', without='"her spokesman" is the spokesman of nobody'
        )
    )
    own = _Asked(
        single(
            "own",
            doc='what makes a report the subject\'s: "nach eigenen Angaben"',
            without="nobody is known to have said it",
            optional=True,
        )
    )
    genitives = _Asked(
        single(
            "genitive",
            doc='the ending of a genitive: "\'s"',
            without='"Marran\'s minister" is a name',
            optional=True,
        )
    )
    verbs = _Asked(single("verb-only", doc="verbs that are nothing else", optional=True))
    pasts = _Asked(single("past"))
    objects = _Asked(single("object", doc='a pronoun that is an object: "him"', optional=True))
    nouns = _Asked(single("noun"))
    plurals = _Asked(single("plural"))
    alone = _Asked(
        single("pronominal", doc='what needs no noun behind it: "those hired"', optional=True)
    )
    people = _Asked(
        single(
            "person-noun",
            doc="a noun for people",
            without="a describing phrase may always be a body",
        )
    )
    opens = _Asked(single("open"))
    closes = _Asked(single("close"))
    told = _Asked(
        single("finite-cue", doc="a verb of saying with a subject before it", optional=True)
    )
    office_words = _Asked(
        single(
            "office-word", doc="a word of an office that there is one of: a capital", optional=True
        )
    )
    then = _Asked(single("then-word", doc='a word before a former office: "then"', optional=True))
    mute = _Asked(
        single("mute-word", doc="a word that can never be a source: an adverb", optional=True)
    )
    doings = _Asked(
        single("doing-word", doc='a verb that begins no noun phrase: "awaiting"', optional=True)
    )
    shares = _Asked(single("share", doc='a figure that is no speaker alone: "64 %"', optional=True))
    crowds = _Asked(single("crowd-word", doc='several without a noun: "both"', optional=True))
    public_bodies = _Asked(
        single("public-body", doc='a body of the state: "the military"', optional=True)
    )
    common_bodies = _Asked(
        single("common-body-noun", doc='a noun for a body: "navy"', optional=True)
    )
    parties = _Asked(single("party-word", doc="a word for a member of a party", optional=True))
    role_owners = _Asked(
        single(
            "role-owner",
            doc="a word that is the body where a hyphen joins it to a role: SPD-Chefin",
            optional=True,
        )
    )
    role_nouns = _Asked(
        single(
            "role-noun", doc="the head of a role", without="a speaker without a name has no role"
        )
    )
    no_role = _Asked(
        single(
            "no-role",
            doc="what is no part of a role",
            without="such words stand in roles",
            optional=True,
        )
    )

    ranks = _Asked(
        single(
            "rank",
            doc="what ranks an office and is no body before it",
            without='"Parliamentary" is the body of the "Parliamentary Secretary"',
            optional=True,
        )
    )

    # The edges of a source -----------------------------------------------------------------------

    outer = _Asked(
        single(
            "outer",
            doc="what does not belong to a source at its edges",
            without='the speaker of "but also Ada Moor said" is "but also Ada Moor"',
        )
    )
    """What does not belong to a source at its edges."""
    asides = _Asked(
        single("aside-start", doc="what begins an aside", without="an aside is part of the speaker")
    )
    reduced = _Asked(
        single(
            "reduced-start",
            doc="what begins a reduced clause",
            without="such a clause is part of the speaker",
            optional=True,
        )
    )
    postposed = _Asked(
        single("postposed", doc='what may stand behind a noun: "those present"', optional=True)
    )
    postposed_last = _Asked(
        single("postposed-last", doc="what may stand behind a noun as the last word", optional=True)
    )
    subjects = _Asked(single("subject"))
    turn_pronouns = _Asked(
        single(
            "turn-pronoun",
            doc="the subject of a sentence in a story, where it is a pronoun",
            without="pronouns are not read by who speaks in turn",
            optional=True,
        )
    )
    turn_people = _Asked(
        single(
            "turn-person",
            doc="a unit that such a subject ends with if it is somebody: others have to speak "
            "elsewhere",
            without="what no other sentence lets speak never speaks in a story",
            optional=True,
        )
    )

    # Words ---------------------------------------------------------------------------------------

    articles = _Asked(
        speaker_words(
            "articles",
            doc="what a name or a describing phrase is given without",
            without='the speaker of "the mayor said" is "the mayor"',
        )
    )
    counterparts = _Asked(
        speaker_words(
            "counterparts",
            doc='who answers in a dialogue, told by this alone: "the other"',
            without='"said the other" names nobody in a story',
            optional=True,
        )
    )
    companions = _Asked(
        speaker_words(
            "companions",
            doc='whom the narrator of a story talks to, told by this alone: "my friend"',
            without='"said my friend" names nobody in a story',
            optional=True,
        )
    )
    unmarried = _Asked(
        speaker_words(
            "unmarried",
            doc='titles of a woman who is not the wife of that name: "Miss"',
            without='"Miss Moor" and "Mrs. Moor" are one',
            optional=True,
        )
    )
    officers = _Asked(
        speaker_words(
            "officers",
            doc='titles that set their bearer apart from a "Mrs." of the surname: "Captain"',
            without='"Captain Moor" and "Mrs. Moor" are one',
            optional=True,
        )
    )
    definite = _Asked(
        speaker_words(
            "definite",
            doc='what shows that somebody was spoken of before: "the", "this"',
            without='"the mayor" is nobody who was named',
        )
    )
    generic = _Asked(
        speaker_words(
            "generic_bodies",
            doc='nouns that name a body again: "the company"',
            without='"the company" is no body that was named',
        )
    )
    open_bodies = _Asked(
        speaker_words(
            "open_bodies",
            doc='nouns that may name a body of any kind again: "the group"',
            optional=True,
        )
    )
    """Nouns that may name a body of any kind again."""
    titular_bodies = _Asked(
        speaker_words(
            "titular_bodies",
            doc='nouns in the name of each of their bodies: "the ministry" is no Open Dams',
            optional=True,
        )
    )
    civic_bodies = _Asked(
        speaker_words(
            "civic_bodies",
            doc='nouns that name no company again: "the union" is no Quay Rail',
            optional=True,
        )
    )
    papers = _Asked(
        speaker_words(
            "papers",
            doc='last words of the names of newspapers: "herald"',
            without='"the company" may be a newspaper',
            optional=True,
        )
    )
    press = _Asked(
        speaker_words(
            "press",
            doc='nouns that name a newspaper again, as no other does: "paper"',
            optional=True,
        )
    )
    epithets = _Asked(
        speaker_words(
            "epithets",
            doc='nouns that name somebody again: "the newcomer"',
            without="they are speakers of their own",
            optional=True,
        )
    )
    nationals = _Asked(
        single(
            "national",
            doc='a person by the country, who is named again so: "the Italian"',
            optional=True,
        )
    )
    epithet_ends = _Asked(
        speaker_words(
            "epithet_ends",
            doc='ends of compounds that name somebody again: German "...politiker"',
            optional=True,
        )
    )
    female_ends = _Asked(
        speaker_words(
            "female_ends",
            doc='ends of nouns that only a woman is called by: German "...in"',
            optional=True,
        )
    )
    either_ends = _Asked(
        speaker_words(
            "either_ends",
            doc='ends of nouns whose article alone tells the gender: German "...jährige"',
            optional=True,
        )
    )
    male_articles = _Asked(
        speaker_words(
            "male_articles",
            doc='articles that tell that a description is of one man: German "der"',
            optional=True,
        )
    )
    female_articles = _Asked(
        speaker_words(
            "female_articles",
            doc='articles that a woman has, and so have several: German "die"',
            optional=True,
        )
    )
    renaming = _Asked(
        speaker_words(
            "epithet_modifiers",
            doc='words before a noun that show the same: "the former mayor"',
            optional=True,
        )
    )
    """Words that tell of a description that it names again whoever was named."""
    personal = _Asked(
        speaker_words(
            "personal",
            doc='roles that may serve a person: "aide"',
            without="those whom they serve are bodies",
        )
    )
    corporate = _Asked(
        speaker_words(
            "corporate", doc='roles that only companies have: "chief_executive"', optional=True
        )
    )
    relational = _Asked(
        speaker_words(
            "relational",
            doc='roles that need a body: "spokesman"',
            without='"the spokesman" speaks for nobody',
        )
    )
    time_modifiers = _Asked(
        class_words("role_modifiers_time", doc='those that tell of a time: "former"', optional=True)
    )

    # Tables --------------------------------------------------------------------------------------

    demonyms = _Asked(
        setting(
            "demonyms",
            table_of(TEXT),
            doc="an adjective -> the name of the country",
            without='"the Marran minister" speaks for nobody',
            optional=True,
        )
    )
    states = _Asked(
        setting(
            "state_names",
            table_of(TEXT),
            doc="an abbreviation -> the name of the state",
            optional=True,
        )
    )
    name_genitive = _Asked(
        setting(
            "name_genitive",
            TEXT,
            doc='the ending that a name has in the genitive: German "s"',
            optional=True,
        )
    )
    parties_in_full = _Asked(
        setting(
            "party_names",
            table_of(TEXT),
            doc="a word for a member -> the name of the party",
            optional=True,
        )
    )
    role_verbs = _Asked(
        setting(
            "role_verbs",
            table_of(TEXT),
            doc='a verb -> the role that it gives its subject: "heads" -> "head"',
            without='"Moor, who heads the council," has no role',
            optional=True,
        )
    )
    plural_ends = _Asked(
        setting(
            "plural_ends",
            table_of(TEXT),
            doc="an end of a role in the plural -> that of the singular; the first counts",
            without='"Sens. Moor and Harrow" are each told to be "Sens."',
            optional=True,
        )
    )
    title_offices = _Asked(
        setting(
            "titles",
            table_of(NAMES),
            doc="an abbreviated title -> the title in full",
            without="Gen. Moor and Major General Moor do not bear one title",
            optional=True,
        )
    )
    """Title -> the offices of those who bear it."""
    kin = _Asked(
        setting(
            "kin",
            table_of(table_of(TEXT)),
            doc='a word for a relative -> by gender, the word for this one: "parents" -> male '
            '"father", female "mother"',
            optional=True,
        )
    )
    """Noun for relatives -> gender -> the noun for one of them."""

    # What follows from them ----------------------------------------------------------------------

    @functools.cached_property
    def quotations(self) -> frozenset[str]:
        """Whole quotations."""
        return self.grammar[_QUOTATION]

    @functools.cached_property
    def notable(self) -> frozenset[str]:
        """What tells something of a name after it."""
        titles = self.honorifics | self.before_name
        return titles | self.determiners | self.quotations | self.kinds | self.commas

    @functools.cached_property
    def may_precede_name(self) -> frozenset[str]:
        """What may stand between a comma and the name behind it."""
        return self.before_name | self.determiners | self.adjectives

    @functools.cached_property
    def attributes(self) -> frozenset[str]:
        """What tells before a name of which kind its bearer is: coastal ferry operator."""
        return self.adjectives | self.nouns

    @functools.cached_property
    def stops(self) -> frozenset[str]:
        """What ends a sentence."""
        return self.grammar[_STOP] | self.grammar[_BREAK]

    @functools.cached_property
    def outer_last(self) -> frozenset[str]:
        """What does not belong to a source at its end."""
        return self.outer - self.honorifics

    @functools.cached_property
    def after_core(self) -> frozenset[str]:
        """What begins what is put after a noun phrase."""
        return self.asides | self.reduced

    @functools.cached_property
    def behind_postposed(self) -> frozenset[str]:
        """What may stand behind a word that describes the noun before it: released last week."""
        return self.links | self.adverbs | self.times

    @functools.cached_property
    def untold(self) -> frozenset[str]:
        """What tells nothing of the office that a description names."""
        return self.no_role | self.tenses

    @functools.cached_property
    def pronouns(self) -> dict[str, tuple[str, ...]]:
        """All pronouns that may be a source -> the kinds of which each may be."""
        kinds: dict[str, tuple[str, ...]] = {}
        for kind in _PRONOUNS:
            for word in self.of_kind(kind):
                kinds[word] = (*kinds.get(word, ()), kind)
        return kinds

    @functools.cached_property
    def third_person(self) -> frozenset[str]:
        """The pronouns by which a text calls somebody: she, they, it."""
        return frozenset().union(*(self.of_kind(kind) for kind in _THIRD_PERSON))

    @functools.cached_property
    def genders(self) -> dict[str, str]:
        """Noun, title or pronoun -> its gender."""
        return {word: kind for kind in reversed(_GENDERS) for word in self.of_kind(kind)}

    @functools.cached_property
    def given_genders(self) -> dict[str, str]:
        """Given name -> its gender, if it is of one alone."""
        lists = ([self.grammar[wanted] for wanted in _GIVEN[kind]] for kind in _GENDERS)
        male, female = (words | more for words, more in lists)
        return {word: _GENDERS[word in female] for word in male ^ female}

    @functools.cached_property
    def lands(self) -> dict[str, str]:
        """Adjective or short name -> the country or state, in small letters."""
        return {key: name.lower() for key, name in {**self.states, **self.demonyms}.items()}

    @functools.cached_property
    def states_in_full(self) -> frozenset[str]:
        """Names of states as they are written out."""
        return frozenset(self.states.values())

    @functools.cached_property
    def party_names(self) -> dict[str, str]:
        """Short name -> the party, in small letters."""
        return {key: name.lower() for key, name in self.parties_in_full.items()}

    def of_kind(self, kind: str) -> frozenset[str]:
        """Give the words of a kind of pronoun; with those of a gender, the nouns that tell it."""
        return self.grammar[_OF_KIND[kind]]

    def _kind(self, units: str) -> NameEvidence:
        first, acronym = units[0], units[0] in self.acronyms
        given = first in self.grammar[_GIVEN_TAG] | self.grammar[_GIVEN_WORD] and not acronym
        if len(units) == 1:
            place = first in self.grammar[_PLACE]
            return NameEvidence(place, given, place or acronym)
        common = self.common_parts.issuperset(units)
        body = not given and (common or units[-1] in self.body_ends)
        return NameEvidence(
            place=False, given=given, body=body, several=units[-1] in self.group_ends
        )


_STOP, _BREAK = single("stop"), single("break")


@Derived
def _signs(grammar: Grammar) -> Signs:
    return Signs(grammar)


def signs_of(grammar: Grammar) -> Signs:
    """Give the signs of a rule set, the same ones every time."""
    return grammar[_signs]
