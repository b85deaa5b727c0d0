"""The German rule set: each way of reporting, the fields, and what is no report."""

from __future__ import annotations

import datetime

import pytest
from tracing import calls_of

from attribution import Kind, Parser, Quote, Stance, rulesets

PARSER = Parser("de")
PUBLISHED = datetime.date(2021, 9, 8)  # a Wednesday


def quotes(text: str) -> list[Quote]:
    return PARSER.parse(text, PUBLISHED)


def source_and_text(text: str) -> list[tuple[str | None, str]]:
    return [(quote.source.text if quote.source else None, quote.text) for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        # the verb second, the source before and after it
        ("Der Minister sagte, die Brücke sei sicher.", "Der Minister", "die Brücke sei sicher"),
        (
            "Am Montag sagte der Minister, die Brücke sei sicher.",
            "der Minister",
            "die Brücke sei sicher",
        ),
        (
            "Die Brücke sei sicher, sagte der Minister am Montag.",
            "der Minister",
            "Die Brücke sei sicher",
        ),
        ("Die Brücke, sagte der Minister, sei sicher.", "der Minister", "Die Brücke sei sicher"),
        # the verb last
        ("Wie die Werft mitteilte, ist die Brücke sicher.", "die Werft", "ist die Brücke sicher"),
        ("Die Brücke ist sicher, wie die Werft mitteilte.", "die Werft", "Die Brücke ist sicher"),
        # verbs in two parts
        ("Die Werft teilte am Montag mit, dass sie schließt.", "Die Werft", "dass sie schließt"),
        ("Am Montag gab die Werft bekannt, dass sie schließt.", "die Werft", "dass sie schließt"),
        ("Ada Moor kündigte an, die Werft zu schließen.", "Ada Moor", "die Werft zu schließen"),
        ("Ada Moor räumte ein, die Werft sei zu klein.", "Ada Moor", "die Werft sei zu klein"),
        ("Der Rat hat am Montag mitgeteilt, dass er tagt.", "Der Rat", "dass er tagt"),
        ("Ada Moor machte deutlich, dass sie bleibt.", "Ada Moor", "dass sie bleibt"),
        (
            "Der Rat warf Ada Moor vor, die Werft vergessen zu haben.",
            "Der Rat",
            "die Werft vergessen zu haben",
        ),
        # questions, infinitives, noun phrases
        ("Ada Moor fragte, ob die Brücke hält.", "Ada Moor", "ob die Brücke hält"),
        ("Ada Moor versprach, die Brücke zu bauen.", "Ada Moor", "die Brücke zu bauen"),
        ("Der Minister bestritt die Vorwürfe.", "Der Minister", "die Vorwürfe"),
        (
            "Die Opposition forderte den Rücktritt des Ministers.",
            "Die Opposition",
            "den Rücktritt des Ministers",
        ),
        ("Ada Moor wies die Vorwürfe zurück.", "Ada Moor", "die Vorwürfe"),
        ("Die Partei sprach sich für Neuwahlen aus.", "Die Partei", "für Neuwahlen"),
        ("Ada Moor warnte vor einem Sturm.", "Ada Moor", "vor einem Sturm"),
        ("Der Rat ist der Ansicht, dass die Brücke hält.", "Der Rat", "dass die Brücke hält"),
        # without a verb
        ("Laut Polizei ist die Brücke sicher.", "Polizei", "ist die Brücke sicher"),
        ("Die Brücke ist laut Polizei sicher.", "Polizei", "Die Brücke ist sicher"),
        ("Nach Angaben der Polizei ist die Brücke sicher.", "der Polizei", "ist die Brücke sicher"),
        ("Dem Minister zufolge ist die Brücke sicher.", "Dem Minister", "ist die Brücke sicher"),
        ("Die Brücke sei sicher, so der Minister.", "der Minister", "Die Brücke sei sicher"),
        ("In dem Bericht heißt es, die Brücke sei sicher.", "dem Bericht", "die Brücke sei sicher"),
        (
            "In dem Bericht, der alt ist, heißt es, die Brücke sei sicher.",
            "dem Bericht",
            "die Brücke sei sicher",
        ),
        (
            "Aus dem Bericht geht hervor, dass die Brücke hält.",
            "dem Bericht",
            "dass die Brücke hält",
        ),
        (
            "Es gibt einen Bericht der Werft, wonach die Brücke sicher ist.",
            "einen Bericht der Werft",
            "die Brücke sicher ist",
        ),
        (
            "Die Brücke ist sicher. Das geht aus einem Bericht der Werft hervor.",
            "einem Bericht der Werft",
            "Die Brücke ist sicher",
        ),
        # a name in quotation marks between the verb and what was said
        ("Ada Moor sagte dem „Kurier“, die Brücke halte.", "Ada Moor", "die Brücke halte"),
        # what stands before the verb is not its subject
        ("Zur Brückenlage teilte die Werft mit, dass sie hält.", "die Werft", "dass sie hält"),
        (
            "Den auf der Insel verbliebenen Seglern sicherte der Rat zu, dass sie hält.",
            "der Rat",
            "dass sie hält",
        ),
        ("Nach Moors Meinung ist die Brücke sicher.", "Moors Meinung", "ist die Brücke sicher"),
        ("Nach dem Entwurf ist die Brücke sicher.", "dem Entwurf", "ist die Brücke sicher"),
        (
            "Nach Angaben der Werft vom gestrigen Montag ist die Brücke sicher.",
            "der Werft",
            "ist die Brücke sicher",
        ),
        ("Dem Vernehmen nach ist die Brücke sicher.", "Dem Vernehmen", "ist die Brücke sicher"),
        # a noun that looks like a verb
        (
            "Die Vereinten Werften teilten mit, dass sie hält.",
            "Die Vereinten Werften",
            "dass sie hält",
        ),
        ("Ada Moor wird mit den Worten zitiert, sie halte.", "Ada Moor", "sie halte"),
        # the second verb of a sentence that does not start with its subject
        ("Im Mai 2020 trat der Rat zusammen und erklärte, sie halte.", "der Rat", "sie halte"),
        ("Als der Sturm kam, ging der Rat und erklärte, sie halte.", "der Rat", "sie halte"),
        ("Auch der Rat trat zusammen und erklärte, sie halte.", "der Rat", "sie halte"),
    ],
)
def test_indirect_statements(text: str, source: str, content: str) -> None:
    assert source_and_text(text) == [(source, content)]
    assert quotes(text)[0].kind == Kind.INDIRECT


@pytest.mark.parametrize(
    "text",
    [
        "„Die Brücke ist sicher“, sagte Ada Moor.",
        "»Die Brücke ist sicher«, sagte Ada Moor.",
        "«Die Brücke ist sicher», sagte Ada Moor.",
        "“Die Brücke ist sicher”, sagte Ada Moor.",
        '"Die Brücke ist sicher", sagte Ada Moor.',
        "‚Die Brücke ist sicher‘, sagte Ada Moor.",
        "„Die Brücke ist sicher“, so Ada Moor.",
        "Ada Moor sagte: „Die Brücke ist sicher“.",
        "Am Montag erklärte Ada Moor: „Die Brücke ist sicher“.",
        "„Die Brücke ist sicher“, hatte Ada Moor erklärt.",
        "„Die Brücke ist sicher“, wird Ada Moor zitiert.",
        "Ada Moor: „Die Brücke ist sicher“",
        "Dazu Ada Moor: „Die Brücke ist sicher“",
        "„Die Brücke ist sicher“, freute sich Ada Moor.",
    ],
)
def test_direct_statements(text: str) -> None:
    [quote] = quotes(text)
    assert (quote.text, quote.kind) == ("Die Brücke ist sicher", Kind.DIRECT)
    assert quote.source is not None
    assert quote.source.text == "Ada Moor"


@pytest.mark.parametrize(
    "text",
    [
        "Der „Kurier“ zitierte den Minister mit den Worten: „Die Brücke ist sicher.“",
        "„Die Brücke ist sicher“, zitiert der „Kurier“ den Minister.",
        "Ada Moor stand im Hafen: „Die Brücke ist sicher“, sagte der Minister.",
        "Zum geplanten großen Hafen in Marran schrieb der Minister: „Die Brücke ist sicher.“",
        "Der Minister wird vom „Kurier“ mit den Worten zitiert: „Die Brücke ist sicher.“",
        "„Die Brücke ist sicher“, wird der Minister im „Kurier“ zitiert.",
        "„Die Brücke ist sicher“, sagte der Minister dem „Kurier“.",
        "Ada Moor lachte, der Minister erklärte: „Die Brücke ist sicher.“",
        "Die Menge rief, und der Minister sagte zur Lage, die neu war: „Die Brücke ist sicher.“",
    ],
)
def test_whose_words_are_quoted(text: str) -> None:
    [quote] = quotes(text)
    assert quote.source is not None
    assert quote.source.text.lower() in ("der minister", "den minister")
    assert quote.text.rstrip(".") == "Die Brücke ist sicher"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Der Minister wies das als „Irrtum“ zurück.", "Der Minister"),
        ("Der Minister bezeichnete den Plan, der alt ist, als „Irrtum“.", "Der Minister"),
        ("Ada Moor kritisierte den Plan des Rats, der alt ist, als „Irrtum“.", "Ada Moor"),
        ("Die Pläne nannte der Minister einen „Irrtum“.", "der Minister"),
        ("Der Plan wurde vom Minister als „Irrtum“ bezeichnet.", "Minister"),
        ("Der Plan wurde am Montag als „Irrtum“ bezeichnet.", None),
    ],
)
def test_what_a_thing_is_called(text: str, source: str | None) -> None:
    [quote] = [quote for quote in quotes(text) if quote.kind == Kind.DIRECT]
    assert (quote.text, quote.source.text if quote.source else None) == ("Irrtum", source)


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("Es wurde mitgeteilt, dass die Brücke hält.", None, "dass die Brücke hält"),
        ("Im Mai wurde bekannt, dass die Brücke hält.", None, "dass die Brücke hält"),
        ("Vom Rat wurde mitgeteilt, dass die Brücke hält.", "Rat", "dass die Brücke hält"),
        ("In dem Bericht wurde betont, dass sie hält.", "dem Bericht", "dass sie hält"),
        ("Der Rat wurde aufgefordert, die Brücke zu bauen.", None, "die Brücke zu bauen"),
    ],
)
def test_statements_in_the_passive(text: str, source: str | None, content: str) -> None:
    assert source_and_text(text) == [(source, content)]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Es regne, sagte Ada Moor, die dort wohnt, am Montag.", "Ada Moor, die dort wohnt"),
        (
            "Lem Kranz, Leiter der Werft, der dort wohnt, sagte, es regne.",
            "Lem Kranz, Leiter der Werft, der dort wohnt",
        ),
        (
            "Ada Moor, Leiterin der Werft, die dort wohnt, sagte, es regne.",
            "Ada Moor, Leiterin der Werft, die dort wohnt",
        ),
    ],
)
def test_a_source_goes_on_to_the_end_of_its_description(text: str, source: str) -> None:
    assert source_and_text(text)[0][0] == source


def test_a_day_has_all_its_words() -> None:
    [quote] = quotes("Ada Moor sagte in der Nacht zu heute, es regne.")
    assert quote.date_span is not None
    assert quote.date_span.text == "in der Nacht zu heute"


def test_an_organisation_named_in_quotation_marks() -> None:
    text = "Die Organisation „Wind und Wellen“ weist darauf hin, dass die Brücke hält."
    assert source_and_text(text) == [("Die Organisation „Wind und Wellen“", "dass die Brücke hält")]


def test_what_a_body_is_blamed_for_is_not_its_name() -> None:
    text = "Ada Moor warf der Regierung „völliges Versagen“ vor."
    assert source_and_text(text) == [("Ada Moor", "völliges Versagen")]


def test_a_quotation_inside_a_statement_counts_by_itself_too() -> None:
    text = "Ada Moor sagte, die Brücke sei „ganz und gar sicher“ und neu."
    assert [(quote.text, quote.kind) for quote in quotes(text)] == [
        ("die Brücke sei „ganz und gar sicher“ und neu", Kind.MIXED),
        ("ganz und gar sicher", Kind.DIRECT),
    ]


def test_quotations_in_a_row_are_a_statement_each_unless_the_setting_is_off() -> None:
    text = "Ada Moor nannte den Plan „kühn“ und „längst überfällig“."
    assert [quote.text for quote in quotes(text)] == ["kühn", "längst überfällig"]
    joined = rulesets.load("de").replace(settings={"quoted_parts": False})
    [quote] = Parser(joined).parse(text)
    assert quote.text == "„kühn“ und „längst überfällig“"


def test_a_name_in_quotation_marks_is_no_quotation() -> None:
    assert len(quotes("Ada Moor sagte, die „Seewind“ sei sicher.")) == 1


@pytest.mark.parametrize(
    "text", ["Ada Moor sagte, es gab einen „Ruck“.", "Sie sagte, „Ruck“ passe."]
)
def test_a_word_in_quotation_marks_that_names_nothing_is_one(text: str) -> None:
    assert quotes(text)[-1].text == "Ruck"


def test_a_quotation_in_somebody_else_s_statement_belongs_to_whom_the_cue_names() -> None:
    text = "Nach Angaben der Werft sagte der Rat am Montag: „Die Brücke ist sicher.“"
    assert source_and_text(text)[-1] == ("der Rat", "Die Brücke ist sicher.")


def test_a_cue_in_the_subjunctive_goes_on_with_a_statement() -> None:
    text = "Ada Moor erklärte, sie bleibe. Es drohe „ein langer Streit um die Werft“."
    assert source_and_text(text)[-1] == ("Ada Moor", "ein langer Streit um die Werft")


def test_the_object_is_no_part_of_the_source() -> None:
    text = "Am Montag warf der Rat den Seglern vor, die Brücke vergessen zu haben."
    assert source_and_text(text) == [("der Rat", "die Brücke vergessen zu haben")]


def test_the_subjunctive_goes_on_with_a_statement() -> None:
    text = "Die Werft teilte mit, sie sei neu. Der Bau habe ein Jahr gedauert. Er sei teuer."
    first, second = quotes(text)
    assert second.rule == "reported-speech"
    assert second.text == "Der Bau habe ein Jahr gedauert. Er sei teuer"
    assert (second.source, second.speaker, second.cue) == (first.source, first.speaker, None)
    assert second.stance is None


def test_confidence_in_what_only_the_mood_tells_is_measured() -> None:
    """Right after a statement it is another one than where nobody has spoken before."""
    measured = PARSER.rules_for("").settings["precision"]
    _, after = quotes("Die Werft teilte mit, sie sei neu. Der Bau habe ein Jahr gedauert.")
    [alone] = quotes("Der Minister kam am Montag. Der Bau habe ein Jahr gedauert.")
    assert (alone.rule, alone.speaker) == ("reported-speech-alone", "Minister")
    assert after.confidence == measured["reported-speech"] > alone.confidence
    assert alone.confidence == measured["reported-speech-alone"]


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("Moor lobte die Werft. Sie sei immer schön gewesen.", "Moor"),
        ("Der Plan wurde vom Rat als kühn bezeichnet. Er sei zu teuer.", "Rat"),
        ("Vom Rat wurde der Plan als kühn bezeichnet. Er sei zu teuer.", "Rat"),
        ("Moor sagte, es regne.\n\n„Wir warten auf besseres Wetter.“", "Moor"),
        ("Moor sagte, es regne. Dann kam die Sonne.\n\n„Wir warten auf besseres Wetter.“", "Moor"),
    ],
)
def test_who_speaks_in_a_sentence_without_a_cue(text: str, source: str) -> None:
    assert source_and_text(text)[-1][0] == source


def test_hearsay_goes_on_with_a_statement() -> None:
    text = "Ada Moor sagte, die Werft sei leer. Auch der Hafen soll geräumt worden sein."
    assert source_and_text(text)[-1] == ("Ada Moor", "Auch der Hafen soll geräumt worden sein")


def test_a_quotation_among_indirect_sentences_is_a_statement_of_its_own() -> None:
    text = "Ada Moor sagte, sie bleibe. Der Bau sei teuer. „Wir haben gespart.“ Er sei bald fertig."
    assert source_and_text(text)[1:] == [
        ("Ada Moor", "Der Bau sei teuer"),
        ("Ada Moor", "Wir haben gespart."),
        ("Ada Moor", "Er sei bald fertig"),
    ]


def test_an_indirect_clause_is_no_aside() -> None:
    text = "Ada Moor sagte am Montag, sie werde dafür sorgen, dass die Werft bleibt."
    assert source_and_text(text)[0] == (
        "Ada Moor",
        "sie werde dafür sorgen, dass die Werft bleibt",
    )


def test_the_first_person_speaks_for_itself() -> None:
    assert quotes("Der Rat tagte am Montag. Ich habe das gesehen und plane nichts.") == []


def test_the_indicative_ends_a_statement() -> None:
    text = "Die Werft teilte mit, die Brücke sei neu. Der Bau hat ein Jahr gedauert."
    assert len(quotes(text)) == 1


@pytest.mark.parametrize(
    ("text", "speaker", "role", "organisation"),
    [
        ("Bundeskanzlerin Ada Moor sagte, es regne.", "Ada Moor", "Bundeskanzlerin", None),
        (
            "Der SPD-Vorsitzende Lem Kranz sagte, es sei kalt.",
            "Lem Kranz",
            "SPD-Vorsitzende",
            "SPD",
        ),
        (
            "Ein Sprecher der Polizei sagte, es sei kalt.",
            "Sprecher der Polizei",
            "Sprecher",
            "Polizei",
        ),
        ("Polizeisprecherin Ada Moor sagte, es sei kalt.", "Ada Moor", "Polizeisprecherin", None),
        (
            "Die Sprecherin der Hafenbehörde, Ada Moor, sagte, es sei kalt.",
            "Ada Moor",
            "Sprecherin",
            "Hafenbehörde",
        ),
        (
            "Der Vorsitzende der Hafenpartei, Lem Kranz, sagte, es sei kalt.",
            "Lem Kranz",
            "Vorsitzende",
            "Hafenpartei",
        ),
        (
            "Ada Moor, Leiterin der Hafenbehörde, sagte, es sei kalt.",
            "Ada Moor",
            "Leiterin",
            "Hafenbehörde",
        ),
        ("Ada Moor (CDU) sagte, es sei kalt.", "Ada Moor", None, "CDU"),
        (
            "Der polnische Außenminister Lem Kranz sagte, es sei kalt.",
            "Lem Kranz",
            "Außenminister",
            "Polen",
        ),
        ("Die Hafenbehörde sagte, es sei kalt.", "Hafenbehörde", None, "Hafenbehörde"),
        ("Ada Moor kam an. Sie sagte, es sei kalt.", "Ada Moor", None, None),
    ],
)
def test_who_speaks(text: str, speaker: str, role: str | None, organisation: str | None) -> None:
    [quote] = quotes(text)
    assert (quote.speaker, quote.role, quote.organisation) == (speaker, role, organisation)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Ada Moor sagte am Montag, es sei kalt.", datetime.date(2021, 9, 6)),
        ("Ada Moor sagte gestern, es sei kalt.", datetime.date(2021, 9, 7)),
        ("Ada Moor sagte heute, es sei kalt.", datetime.date(2021, 9, 8)),
        ("Ada Moor sagte am 3. Mai 2020, es sei kalt.", datetime.date(2020, 5, 3)),
        ("Ada Moor sagte am 3. Mai, es sei kalt.", datetime.date(2021, 5, 3)),
        ("Am Dienstag teilte Ada Moor mit, dass es kalt sei.", datetime.date(2021, 9, 7)),
        ("Ada Moor sagte, am Montag sei es kalt.", None),
        ("Ada Moor sagte, es sei kalt.", None),
    ],
)
def test_when_it_was_said(text: str, day: datetime.date | None) -> None:
    assert quotes(text)[0].date == day


@pytest.mark.parametrize(
    ("cue", "stance"),
    [
        ("sagte", Stance.SAY),
        ("verkündete", Stance.ANNOUNCE),
        ("betonte", Stance.ASSERT),
        ("behauptete", Stance.CLAIM),
        ("bestätigte", Stance.CONFIRM),
        ("gestand", Stance.ADMIT),
        ("bestritt", Stance.DENY),
        ("lobte", Stance.SUPPORT),
        ("kritisierte", Stance.CRITICIZE),
        ("warnte", Stance.WARN),
        ("prophezeite", Stance.PREDICT),
        ("glaubte", Stance.BELIEVE),
        ("forderte", Stance.URGE),
        ("versprach", Stance.PROMISE),
    ],
)
def test_how_it_is_put_forward(cue: str, stance: Stance) -> None:
    [quote] = quotes(f"Ada Moor {cue}, dass die Brücke sicher ist.")
    assert quote.stance == stance


def test_the_particle_decides_on_the_stance() -> None:
    said = [quotes(f"Ada Moor gab {rest}, dass es regnet.")[0] for rest in ("an", "zu", "bekannt")]
    assert [quote.stance for quote in said] == [Stance.SAY, Stance.ADMIT, Stance.ANNOUNCE]


def test_negation_and_hearer() -> None:
    assert quotes("Ada Moor hat nicht gesagt, ob es regnet.")[0].negated
    [quote] = quotes("Ada Moor bestätigte gegenüber Radio Marran, dass es regnet.")
    assert (quote.addressee, quote.negated) == ("Radio Marran", False)


def test_the_turns_of_a_story() -> None:
    story = """»Wer ist da?«, rief Ada Moor.

»Nur ich«, sagte Lem Harrow. »Mach auf.«

»Und wenn nicht?«

»Dann warte ich.« Er setzte sich auf die Stufen.

»Bis morgen?«, kicherte sie."""
    assert [(quote.speaker, quote.text) for quote in quotes(story)] == [
        ("Ada Moor", "Wer ist da?"),
        ("Lem Harrow", "Nur ich"),
        ("Lem Harrow", "Mach auf."),
        ("Ada Moor", "Und wenn nicht?"),
        ("Lem Harrow", "Dann warte ich."),
        ("Ada Moor", "Bis morgen?"),
    ]


def test_a_title_alone_is_a_speaker() -> None:
    speakers = [
        quote.speaker for quote in quotes("„Nein“, sagte der Doktor. „Ja“, sagte die Frau.")
    ]
    assert speakers == ["Doktor", "Frau"]


def test_the_turns_of_a_parliament() -> None:
    minutes = """Präsidentin Ada Moor:
Das Wort hat der Minister.

(Beifall bei der SPD)

Lem Harrow, Minister für Verkehr:
Die Brücke ist sicher. Ein Gutachter sagte uns, sie sei „neu“.

Ich danke Ihnen.

Präsidentin Ada Moor:
Wir danken auch."""
    assert [(quote.speaker, quote.role, quote.text) for quote in quotes(minutes)] == [
        ("Ada Moor", "Präsidentin", "Das Wort hat der Minister."),
        (
            "Lem Harrow",
            "Minister",
            "Die Brücke ist sicher. Ein Gutachter sagte uns, sie sei „neu“. Ich danke Ihnen.",
        ),
        ("Ada Moor", "Präsidentin", "Wir danken auch."),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Die Brücke ist sicher.",
        "Der Minister kam am Montag nach Marran.",
        "Die Werft gab es schon lange.",
        "Das Schiff heißt „Seewind“.",
        "Der Sturm fand am Montag statt, dass es nur so krachte.",
        "Nach dem Sturm ist die Brücke sicher.",
        "Laut und lange rief das Horn.",
        "Ada Moor sagte der Zeitung ab, die in Marran seit Jahren erscheint.",
        "Er wäre gern gekommen.",
        "Ada Moor ging, um die Brücke zu sehen.",
        "Ada Moor meldete einen Schaden, so dass die Brücke nun zu ist.",
        "Die Entscheidung muss noch bestätigt werden, im Mai soll die Brücke fertig sein.",
        "Ada Moor konnte nicht vorhersagen, in welchem Hafen das Schiff ankommt.",
        "",
    ],
)
def test_what_is_no_statement(text: str) -> None:
    assert quotes(text) == []


def test_an_ordinal_ends_no_sentence() -> None:
    [quote] = quotes("Ada Moor sagte, am 5. Mai werde die 3. Brücke gebaut.")
    assert quote.text == "am 5. Mai werde die 3. Brücke gebaut"


def calls(text: str) -> int:
    return calls_of(lambda: PARSER.parse(text))


def test_the_last_part_of_a_word_without_end_is_looked_for_at_its_end_alone() -> None:
    calls("Der Hafenfähre war kalt.")
    short, long = (calls(f"Die {'Hafen' * size} war kalt.") for size in (20, 400))
    assert long < 1.2 * short


def test_a_quotation_over_paragraphs_is_read_in_step_with_their_number() -> None:
    def over(paragraphs: int) -> str:
        return "„Nein“, sagte Ada Moor.\n\n" + "„Es ist kalt, und es regnet.\n\n" * paragraphs

    calls(over(5))
    assert calls(over(200)) < 2.3 * calls(over(100))
