"""Formats of other people, each validated or read back by something else than what wrote it."""

from __future__ import annotations

import importlib
import io
import json
import re
from pathlib import Path
from typing import Any

import attrs
import pytest

from attribution import Article, exports, read
from attribution.errors import FormatError

OLD_GRAPH = pytest.mark.filterwarnings("ignore::DeprecationWarning")
"""What rdflib and pyshacl themselves still use."""
ROOT = Path(__file__).parents[1]
ODD = """\
🙂 Ada Moor, the mayor of Wexhaven, told CNN on Monday that the dam was "quite
safe".

“It will hold,” she said; “I looked.”

The council did not confirm it, according to a clerk who said he was, "frankly", surprised.
A report said that it leaks.
"""
ARTICLES = [
    read(ODD, published="2031-05-07", id="https://x.example/1", meta={"desk": "local", "n": [1]}),
    read("It rained."),
    read((ROOT / "examples" / "harbour.txt").read_text(encoding="utf-8"), id="harbour.txt"),
    read((ROOT / "examples" / "waterworks.txt").read_text(encoding="utf-8"), id="a/../b c"),
]


def lines(sort: str) -> list[Any]:
    out = io.StringIO(newline="")
    exports.write(ARTICLES, out, format=sort)
    return [json.loads(line) for line in out.getvalue().splitlines()]


# JSON Schema ------------------------------------------------------------------------------------


def test_the_schema_is_the_published_one() -> None:
    version = exports.schema()["$id"].rpartition(":")[2]
    published = ROOT / "docs" / "schemas" / f"article-{version}.json"
    # What differs from a published schema needs another version, and so another file.
    assert json.loads(published.read_text(encoding="utf-8")) == exports.schema()


def test_every_article_is_valid() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    kind = jsonschema.Draft202012Validator
    kind.check_schema(exports.schema())
    validator = kind(exports.schema(), format_checker=kind.FORMAT_CHECKER)
    for values in lines("articles"):
        validator.validate(values)


@pytest.mark.parametrize(
    ("field", "value"),
    [("text", None), ("published", "May 7"), ("quotes", [{}]), ("people", {}), ("more", 1)],
)
def test_what_is_no_article_is_not_valid(field: str, value: object) -> None:
    jsonschema = pytest.importorskip("jsonschema")
    kind = jsonschema.Draft202012Validator
    validator = kind(exports.schema(), format_checker=kind.FORMAT_CHECKER)
    assert not validator.is_valid({**ARTICLES[0].to_dict(), field: value})


def test_a_schema_names_all_values() -> None:
    definitions = exports.schema()["$defs"]
    assert set(definitions) == {"Quote", "Person", "Span", "Kind", "Stance", "SourceType"}
    assert "deny" in definitions["Stance"]["enum"]


# brat -------------------------------------------------------------------------------------------

BOUND = re.compile(r"(T\d+)\t(\w+) ([\d ;]+)\t(.*)")


def bound(annotation: str) -> dict[str, tuple[str, list[tuple[int, int]], str]]:
    found = {}
    for line in annotation.splitlines():
        if match := BOUND.fullmatch(line):
            pairs = [tuple(map(int, pair.split())) for pair in match[3].split(";")]
            found[match[1]] = (match[2], pairs, match[4])
    return found  # type: ignore[return-value]


@pytest.mark.parametrize("article", ARTICLES, ids=str)
def test_brat_is_read_back(article: Article) -> None:
    annotation = exports.brat(article)
    found = bound(annotation)
    for _, pairs, words in found.values():
        assert words == " ".join(article.text[start:end] for start, end in pairs)
        assert "\n" not in words
    contents = [pairs for sort, pairs, _ in found.values() if sort == "Content"]
    assert len(contents) == len(article)
    for pairs, quote in zip(contents, article, strict=True):
        assert pairs[0][0] == min(span.start for span in quote.contents)
        assert pairs[-1][1] == max(span.end for span in quote.contents)
    for name in re.findall(r"(?:Arg\d:| )(T\d+)\b", annotation):
        assert name in found


def test_brat_ties_what_belongs_together() -> None:
    annotation = exports.brat(ARTICLES[0]).splitlines()
    found = bound("\n".join(annotation))
    (told,) = (line for line in annotation if line.startswith("R1\t"))
    content, source = re.findall(r":(T\d+)", told)
    assert found[content][2].startswith("the dam was")
    assert found[source][2].startswith("Ada Moor")
    assert f"#1\tAnnotatorNotes {content}\tspeaker: Ada Moor" in annotation
    assert any(line.endswith("SourceType T1 person") for line in annotation)
    negated = attrs.evolve(ARTICLES[0].quotes[0], negated=True)
    assert "\tNegated T1\n" in exports.brat(attrs.evolve(ARTICLES[0], quotes=(negated,)))


def test_a_folder_for_brat(tmp_path: Path) -> None:
    exports.brat_folder([*ARTICLES, ARTICLES[2]], tmp_path / "brat")
    names = sorted(path.name for path in (tmp_path / "brat").iterdir())
    assert len(names) == 2 * 5 + 1
    assert {"annotation.conf", "harbour.txt.txt", "harbour.txt.ann", "a_.._b_c.ann"} <= set(names)
    path = tmp_path / "brat" / "harbour.txt.txt"
    assert path.read_bytes().decode() == ARTICLES[2].text
    configuration = (tmp_path / "brat" / "annotation.conf").read_text(encoding="utf-8")
    assert "Stance\tArg:Content, Value:say|announce|" in configuration


def test_brat_has_one_article_a_file() -> None:
    with pytest.raises(FormatError, match="no format of several articles in one file"):
        exports.write(ARTICLES, io.StringIO(), format="brat")
    out = io.StringIO()
    exports.write(ARTICLES[:1], out, format="brat")
    assert out.getvalue() == exports.brat(ARTICLES[0])


# W3C Web Annotation -----------------------------------------------------------------------------


@pytest.mark.parametrize("sort", ["web-annotation", "web-annotation-utf16"])
def test_both_selectors_find_the_words(sort: str) -> None:
    texts = {article.id: article.text for article in ARTICLES}
    found = lines(sort)
    assert len(found) == sum(map(len, ARTICLES))
    for annotation in found:
        assert annotation["@context"] == "http://www.w3.org/ns/anno.jsonld"
        for target in annotation["target"]:
            text = texts[target["source"]]
            quoted, place = target["selector"]
            around = quoted["prefix"] + quoted["exact"] + quoted["suffix"]
            assert around in text
            data = text.encode("utf-16-le") if sort.endswith("16") else text.encode("utf-32-le")
            size = 2 if sort.endswith("16") else 4
            piece = data[place["start"] * size : place["end"] * size]
            assert piece.decode(f"utf-{size * 8}-le") == quoted["exact"]


def test_each_annotation_has_a_name_of_its_own() -> None:
    names = [annotation["id"] for annotation in lines("web-annotation")]
    assert names[0] == "https://x.example/1#statement-1"
    assert len(set(names)) == len(names)


@OLD_GRAPH
def test_annotations_are_linked_data() -> None:
    rdflib = pytest.importorskip("rdflib")
    context = {"@vocab": "http://www.w3.org/ns/oa#", "id": "@id", "type": "@type"}
    graph = rdflib.Graph()
    for annotation in exports.web_annotations(ARTICLES[0]):
        graph.parse(data=json.dumps({**annotation, "@context": context}), format="json-ld")
    kind = rdflib.URIRef("http://www.w3.org/ns/oa#Annotation")
    assert len(list(graph.subjects(rdflib.RDF.type, kind))) == len(ARTICLES[0])


# schema.org -------------------------------------------------------------------------------------


def conforms(values: dict[str, Any]) -> tuple[bool, str]:
    pyshacl = pytest.importorskip("pyshacl")
    rdflib = importlib.import_module("rdflib")
    graph = rdflib.Graph()
    # Its context stands on the network; as a vocabulary it is the same for what is used here.
    context = {"@vocab": "https://schema.org/"}
    graph.parse(data=json.dumps({**values, "@context": context}), format="json-ld")
    shapes = str(Path(__file__).parent / "shapes" / "quotations.ttl")
    sound, _, text = pyshacl.validate(graph, shacl_graph=shapes, advanced=False)
    return bool(sound), str(text)


@OLD_GRAPH
def test_schema_org_conforms_to_the_shapes() -> None:
    for values in lines("schema-org"):
        assert values["@context"] == "https://schema.org"
        assert conforms(values) == (True, conforms(values)[1])


@OLD_GRAPH
def test_what_does_not_conform_is_seen() -> None:
    values = exports.schema_org(ARTICLES[0])
    values["hasPart"][0]["spokenByCharacter"] = {"@type": "Place", "name": "Wexhaven"}
    assert not conforms(values)[0]


def test_sources_without_a_name_are_credited() -> None:
    parts = exports.schema_org(ARTICLES[0])["hasPart"]
    credited = [part["creditText"] for part in parts if "creditText" in part]
    assert "report" in " ".join(credited).lower()
    assert all(("creditText" in part) != ("spokenByCharacter" in part) for part in parts)


# CoNLL ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("article", ARTICLES, ids=str)
def test_labels_give_the_contents_back(article: Article) -> None:
    rows = [line.split("\t") for line in exports.conll(article).splitlines() if "\t" in line]
    assert all(len(row) == 7 for row in rows)
    assert all(article.text[int(row[2]) : int(row[3])] == row[1] for row in rows)
    for number, quote in enumerate(article, start=1):
        labelled = [row for row in rows if row[4][2:] == str(number)]
        tokens = [
            row for row in rows for span in quote.contents if span.start <= int(row[2]) < span.end
        ]
        assert {row[2] for row in labelled} <= {row[2] for row in tokens}
        begins = [row for row in labelled if row[4].startswith("B-")]
        assert 1 <= len(begins) <= 3 * len(quote.contents)


def test_labels_are_of_the_form_iob() -> None:
    for line in exports.conll(ARTICLES[2]).splitlines():
        for label in line.split("\t")[4:]:
            assert re.fullmatch(r"O|[BI]-\d+", label)
    for column in (4, 5, 6):
        last = "O"
        for line in exports.conll(ARTICLES[2]).splitlines():
            label = line.split("\t")[column] if "\t" in line else last
            assert not label.startswith("I-") or last[2:] == label[2:]
            last = label
