"""Who is quoted, counted by hand."""

from __future__ import annotations

import csv
import gc
import io
import json
import tracemalloc
from pathlib import Path

import attrs
import pytest

from attribution import Article, Person, Quote, Span, read
from attribution.audit import FORMATS, Audit, Share, audit, write
from attribution.errors import FormatError, LoadError

ONE = """\
“We won,” said Ada Moor, the mayor of Wexhaven. She denied that it was late.

A clerk who asked not to be named because the talks are secret said that it was late.
"""
TWO = "Ada Moor, the mayor of Wexhaven, said that the vote was over. “Yes,” she said."
THREE = "Lem Harrow, a crane driver, warned of a flood."
ARTICLES = [
    read(ONE, id="one", published="2031-05-07", meta={"desk": "local"}),
    read(TWO, id="two", published="2031-06-01", meta={"desk": "local"}),
    read(THREE, id="three", published="2031-06-02", meta={"desk": "world"}),
    read("It rained.", id="four"),
]


def article(*speakers: tuple[str, str | None, str | None], id: str = "") -> Article:  # noqa: A002
    """Make an article in which some people, each with a role and a body, say a word."""
    quotes = tuple(
        Quote(
            text="No",
            kind="direct",
            speaker=name,
            source_type="person",
            role=role,
            organisation=body,
            contents=(Span(0, 2, "No"),),
        )
        for name, role, body in speakers
    )
    people = tuple(Person(name=name, names=(name,)) for name, _, _ in dict.fromkeys(speakers))
    return Article(text="No", quotes=quotes, people=people, id=id)


def rows(found: Audit, by: str = "speaker") -> dict[str, tuple[int, int]]:
    return {share.value: (share.statements, share.articles) for share in found.shares(by)}


def test_speakers_are_counted() -> None:
    found = audit(ARTICLES)
    assert (found.articles, found.quoting, found.statements) == (4, 3, 6)
    assert rows(found) == {"Ada Moor": (4, 2), "(anonymous)": (1, 1), "Lem Harrow": (1, 1)}
    moor = found.shares("speaker")[0]
    assert (moor.first, moor.only) == (2, 1)
    assert moor.share == pytest.approx(4 / 6)
    assert moor.words == sum(len(q.text.split()) for a in ARTICLES[:2] for q in a.quotes) - 3
    assert (moor.roles, moor.organisations) == (("mayor",), ("wexhaven",))


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("source_type", {"person": (5, 3), "anonymous": (1, 1)}),
        ("pronoun", {"she": (4, 2), "(no named person)": (1, 1), "(none)": (1, 1)}),
        ("organisation", {"Wexhaven": (4, 2), "(none)": (2, 2)}),
        ("role", {"mayor": (4, 2), "clerk": (1, 1), "crane driver": (1, 1)}),
        ("kind", {"direct": (2, 2), "indirect": (4, 3)}),
        ("stance", {"say": (4, 2), "deny": (1, 1), "warn": (1, 1)}),
        ("month", {"2031-05": (3, 1), "2031-06": (3, 2)}),
        ("meta.desk", {"local": (5, 2), "world": (1, 1)}),
        ("meta.author", {"(none)": (6, 3)}),
        ("meta.desk+kind", {
            "local · direct": (2, 2), "local · indirect": (3, 2), "world · indirect": (1, 1),
        }),
    ],
)  # fmt: skip
def test_every_dimension(by: str, expected: dict[str, tuple[int, int]]) -> None:
    assert rows(audit(ARTICLES, [by]), by) == expected


def test_shares_add_up() -> None:
    found = audit(ARTICLES)
    for by in found.by:
        shares = found.shares(by)
        assert sum(share.share for share in shares) == pytest.approx(1)
        assert sum(share.share_of_words for share in shares) == pytest.approx(1)
        assert sum(share.first for share in shares) == found.quoting


def test_the_reason_of_anonymity_is_told() -> None:
    (item,) = audit(ARTICLES).anonymous
    assert item.article == "one"
    assert item.told == "A clerk who asked not to be named because the talks are secret said that"
    assert item.text == "it was late"


# Who is one -------------------------------------------------------------------------------------

MAYOR = ("Ada Moor", "mayor", "Wexhaven")


@pytest.mark.parametrize(
    "other",
    [
        ("Ada Moor", "mayor", None),
        ("ADA MOOR", "Mayor", "Wexhaven"),
        ("Ada Moor", "head of the council", "Wexhaven"),
        ("Moor", "mayor", "Wexhaven"),
        ("Ada B. Moor", "mayor", "Wexhaven"),
        ("A. Moor", "mayor", "Wexhaven"),
    ],
)
def test_who_is_joined(other: tuple[str, str, str]) -> None:
    found = audit([article(MAYOR), article(other)])
    (share,) = found.shares()
    assert (share.statements, share.articles, share.sure) == (2, 2, True)
    assert found.candidates() == []


@pytest.mark.parametrize(
    ("other", "is_candidate"),
    [
        (("Ada Moor", None, None), True),
        (("Ada Moor", "baker", None), True),
        (("Ada Moor", "mayor", "Port Hale"), True),
        (("Moor", "mayor", None), True),
        (("Moor", None, "Wexhaven"), True),
        (("Bea Moor", "mayor", "Wexhaven"), False),
        (("Ada Harrow", "mayor", "Wexhaven"), False),
    ],
)
def test_who_is_not_joined(other: tuple[str, str | None, str | None], is_candidate: bool) -> None:  # noqa: FBT001
    found = audit([article(MAYOR), article(other)])
    assert [share.statements for share in found.shares()] == [1, 1]
    assert bool(found.candidates()) is is_candidate


def test_a_surname_that_two_have_is_neither() -> None:
    found = audit([article(MAYOR), article(("Bea Moor", "mayor", "Wexhaven")),
                   article(("Moor", "mayor", "Wexhaven"))])  # fmt: skip
    assert sorted(rows(found)) == ["Ada Moor", "Bea Moor", "Moor"]
    assert found.candidates()[0].sources[0] == "Moor"


def test_a_mayor_of_nowhere_joins_no_two_mayors() -> None:
    other = ("Ada Moor", "mayor", "Port Hale")
    found = audit([article(MAYOR), article(other), article(("Ada Moor", "mayor", None))])
    assert [share.statements for share in found.shares()] == [1, 1, 1]
    assert set(rows(found)) == {
        "Ada Moor (mayor, wexhaven)",
        "Ada Moor (mayor, port hale)",
        "Ada Moor (mayor)",
    }


def test_the_order_of_articles_makes_no_difference() -> None:
    moors = [MAYOR, ("Moor", "mayor", "Wexhaven"), ("Ada Moor", "mayor", None)]
    several = [article(moor) for moor in [*moors, ("Ada Moor", "baker", None)]]
    assert rows(audit(several)) == rows(audit(reversed(several)))


def test_a_name_alone_is_counted_once_and_marked() -> None:
    found = audit([article(("Ada Moor", None, None))] * 3)
    (share,) = found.shares()
    assert (share.statements, share.sure) == (3, False)


def test_aliases_join(tmp_path: Path) -> None:
    others = [article(MAYOR), article(("Ada Harrow", "baker", None)), article(("Moor", None, None))]
    names = {"Ada Moor": ["Ada Harrow", "Moor"]}
    assert rows(audit(others, aliases=names)) == {"Ada Moor": (3, 3)}
    for suffix, text in (
        ("json", json.dumps(names)),
        ("toml", '"Ada Moor" = ["Ada Harrow", "Moor"]'),
    ):
        path = tmp_path / f"aliases.{suffix}"
        path.write_text(text, encoding="utf-8")
        assert rows(audit(others, aliases=path)) == {"Ada Moor": (3, 3)}
    path.write_text("no toml", encoding="utf-8")
    with pytest.raises(LoadError, match=r"aliases\.toml: no aliases can be read"):
        audit([], aliases=path)


# Files ------------------------------------------------------------------------------------------


def written(sort: str) -> str:
    out = io.StringIO(newline="")
    write(audit(ARTICLES), out, format=sort)
    return out.getvalue()


def test_a_table() -> None:
    lines = written("table").splitlines()
    assert lines[0].split() == [
        "SPEAKER",
        "STATEMENTS",
        "SHARE",
        "WORDS",
        "ARTICLES",
        "FIRST",
        "ONLY",
    ]
    assert lines[1].split()[:4] == ["Ada", "Moor", "4", "67%"]


def test_csv_is_read_back() -> None:
    found = list(csv.DictReader(io.StringIO(written("csv"), newline="")))
    assert set(found[0]) == {"by", *(field.name for field in attrs.fields(Share))}
    speakers = {row["value"]: int(row["statements"]) for row in found if row["by"] == "speaker"}
    assert speakers == {"Ada Moor": 4, "(anonymous)": 1, "Lem Harrow": 1}


def test_json_has_all() -> None:
    values = json.loads(written("json"))
    assert values["articles"] == 4
    assert values["shares"]["speaker"][0]["value"] == "Ada Moor"
    assert values["anonymous"][0]["article"] == "one"


def test_a_page_is_whole_and_safe() -> None:
    pytest.importorskip("jinja2")
    hostile = read("“No,” said Ada Moor.", meta={"desk": "<script>alert(1)</script>"})
    out = io.StringIO()
    write(audit([*ARTICLES, hostile], ["speaker", "meta.desk"]), out, format="html")
    page = out.getvalue()
    assert page.startswith("<!doctype html>")
    assert "Ada Moor" in page
    assert "because the talks are secret" in page
    assert "<script>alert" not in page
    assert "http://" not in page
    assert "https://" not in page


def test_what_there_is_not_is_told() -> None:
    with pytest.raises(FormatError, match=r"no dimension is called 'speeker' \(did you mean"):
        Audit(["speeker"])
    with pytest.raises(FormatError, match="no dimension of this audit is called 'stance'"):
        Audit(["kind"]).shares("stance")
    with pytest.raises(FormatError, match="no format of an audit is called 'pdf'"):
        write(Audit(), io.StringIO(), format="pdf")
    assert set(FORMATS) == {"table", "csv", "json", "html"}


def test_memory_does_not_grow_with_articles() -> None:
    def size(count: int) -> int:
        found = Audit()
        tracemalloc.start()
        for number in range(count):
            found.add(article(MAYOR, ("Lem Harrow", "baker", None), id=str(number)))
        gc.collect()
        current, _ = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        return current

    assert size(2000) < size(200) * 1.5
