"""The page in a real browser: what it shows is the article, and nothing leaves it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from attribution import Article, Parser, exports, read

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = shutil.which("chromium")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]

HARBOUR = (Path(__file__).parents[2] / "examples" / "harbour.txt").read_text(encoding="utf-8")
HOSTILE = """\
<script>document.title = "owned"</script> <img src=x onerror="document.title='owned'">

“<b>Bold</b> &amp; {{ 7 * 7 }} {% raw %},” said Ada Moor</div>, the mayor.

“”’ "onload=alert(1) said Moor.
"""
ARTICLES = [read(HARBOUR, id="harbour.txt"), read(HOSTILE, id='"><script>alert(1)</script>')]
PHONE = {"width": 390, "height": 800}


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as engine:
        chromium = engine.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


@pytest.fixture
def show(browser: Any, tmp_path: Path) -> Iterator[Any]:  # noqa: ANN401 a browser of another library
    pages, requests, problems = [], [], []

    def opened(
        articles: Article | list[Article],
        parser: Parser | None = None,
        **options: Any,  # noqa: ANN401
    ) -> Any:  # noqa: ANN401
        path = tmp_path / "page.html"
        path.write_text(exports.html(articles, parser=parser), encoding="utf-8")
        page = browser.new_context(**options).new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("console", lambda line: problems.append(line.text) if line.type == "error" else 0)
        page.goto(path.as_uri())
        pages.append(page)
        return page

    yield opened
    assert problems == []
    assert all(url.startswith("file:") and url.endswith("page.html") for url in requests)
    for page in pages:
        page.context.close()


@pytest.mark.parametrize("article", ARTICLES, ids=["harbour", "hostile"])
def test_the_text_is_the_text(article: Article, show: Any) -> None:  # noqa: ANN401
    page = show(article)
    assert page.evaluate("document.querySelector('.text').textContent") == article.text


@pytest.mark.parametrize("article", ARTICLES, ids=["harbour", "hostile"])
def test_marks_are_the_spans(article: Article, show: Any) -> None:  # noqa: ANN401
    page = show(article)
    script = """number => [...document.querySelectorAll("mark")]
        .filter(mark => mark.dataset.quotes.split(" ").includes(String(number)))
        .map(mark => mark.textContent).join("")"""
    for number, quote in enumerate(article, start=1):
        assert page.evaluate(script, number) == "".join(span.text for span in quote.contents)


def test_hostile_text_stays_text(show: Any) -> None:  # noqa: ANN401
    page = show(ARTICLES)
    assert page.title() == "Who said what"
    assert page.locator("script").count() == 1
    assert page.locator("img").count() == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_overflows_on_a_phone(scheme: str, show: Any) -> None:  # noqa: ANN401
    page = show(ARTICLES, viewport=PHONE, color_scheme=scheme)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]


def test_filters_show_what_they_say(show: Any) -> None:  # noqa: ANN401
    page = show(ARTICLES[0])
    speaker = ARTICLES[0].quotes[-1].speaker
    page.select_option("select[data-facet=speaker]", speaker)
    kept = sum(quote.speaker == speaker for quote in ARTICLES[0])
    assert page.locator(".card:visible").count() == kept
    assert page.locator("output").inner_text() == f"{kept} of {len(ARTICLES[0])} statements"
    assert page.locator("tbody tr[data-quote]:not([hidden])").count() == kept


def test_a_mark_leads_to_its_card_by_keyboard(show: Any) -> None:  # noqa: ANN401
    page = show(ARTICLES[0])
    page.locator("mark.first").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id").startswith("card-1-")
    assert page.locator(".card.on").count() == 1
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.tagName") == "MARK"


def test_the_table_sorts_both_ways(show: Any) -> None:  # noqa: ANN401
    page = show(ARTICLES[0])
    page.locator("summary").click()
    column = "[...document.querySelectorAll('.sortable tbody tr')].map(r => r.cells[1].textContent)"
    page.get_by_role("button", name="Speaker", exact=True).click()
    rising = page.evaluate(column)
    page.get_by_role("button", name="Speaker", exact=True).click()
    assert page.evaluate(column) == rising[::-1]
    assert rising[0].lower() <= rising[-1].lower()
    assert page.locator("th[aria-sort=descending]").count() == 1


def test_what_gave_nothing_is_shown_if_asked_for(show: Any) -> None:  # noqa: ANN401
    parser = Parser()
    page = show(ARTICLES[0], parser=parser)
    missed = parser.explain(HARBOUR).missed
    assert page.locator(".why:visible").count() == 0
    page.locator(".why-not").check()
    assert page.locator(".why:visible").count() == len(missed)
    assert [span.inner_text() for span in page.locator(".missed").all()] == [
        item.span.text for item in missed
    ]
    assert page.evaluate("document.querySelector('.text').textContent") == HARBOUR
    page.locator(".missed").last.click()
    assert page.locator(".why.on").count() == 1
    assert missed[-1].reason in page.locator(".why.on").inner_text()


def test_speakers_are_told_without_colour(show: Any) -> None:  # noqa: ANN401
    page = show(ARTICLES[0])
    letters = page.evaluate(
        "[...document.querySelectorAll('.chart .letter')].map(l => l.textContent)"
    )
    assert len(set(letters)) == len({quote.speaker for quote in ARTICLES[0]})
