"""The HTML report in a real browser: what opens, what is drawn, what is found, on a phone too, and how soon."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from told_runs import passing, redeemed_twice, with_picture, written

from harness.events.model import ScenarioEnded
from harness.events.results import RunResult
from harness.report.docs import Known, site
from harness.report.html import html
from harness.report.html.blocks import BUDGET
from tests.prerequisites import node_modules
from tests.real_browser import real_browser

AXE = node_modules("axe") / "axe-core" / "axe.min.js"
FINDINGS = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations
  .filter(({impact}) => ["serious", "critical"].includes(impact))
  .map(({id, nodes}) => ({id, nodes: nodes.map((node) => node.html.slice(0, 200))}))"""
PHONE = 360
MOST_SECONDS = 2.0
MOST_BYTES = 15_000_000
SCENARIOS = 2_000
HOSTILE = "</script><script>window.pwned=1</script><img src=x onerror=window.pwned=1> \u202eзворот " + "ж" * 5_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with real_browser() as started:
        yield started


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1200, "height": 900}, offline=True)
    opened = context.new_page()
    wrong: list[str] = []
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    yield opened
    context.close()
    assert not wrong


def opened(page: Page, folder: Path, run: RunResult, *, at: str = "", budget: int = BUDGET) -> Page:
    file = folder / "report.html"
    file.write_text(html(run, budget=budget), encoding="utf-8")
    page.goto(file.as_uri() + at)
    return page


@pytest.fixture
def run(tmp_path: Path) -> RunResult:
    return written(
        tmp_path,
        with_picture(tmp_path, redeemed_twice()),
        passing(id_="b", name="Connected at once", place="features/b.feature:3", tags=("p1",)),
        passing(id_="c", name="Connected later", place="features/b.feature:9"),
    )


def noise(seed: int) -> str:
    """A body that can't be packed well, as ids and tokens can't: without a cut two thousand would be far too large."""
    return hashlib.shake_128(str(seed).encode()).hexdigest(6_000)


def names(page: Page) -> list[str]:
    return page.locator(".scenario:not([hidden]) .name").all_inner_texts()


def test_the_first_failure_is_open_with_its_cause_its_steps_and_how_to_repeat_it(
    page: Page, tmp_path: Path, run: RunResult
) -> None:
    opened(page, tmp_path, run)
    inside = page.locator("#s0 [data-state=shown]")
    inside.wait_for()

    assert inside.locator(".finding h4").inner_text() == "Причина: Код обміняно двічі"
    wrong = inside.locator(".wrong-step")
    assert wrong.inner_text().split("\n\n") == ["Крок: Тоді код обмінюється раз", "обмінявся двічі"]
    assert wrong.evaluate("it => !!(it.compareDocumentPosition(document.querySelector('svg')) & 4)"), (
        "above the diagram"
    )
    assert inside.locator(".step").count() == 2
    assert "amocrm-e2e run --bug seed features/a.feature:3" in inside.locator(".repeat pre").first.inner_text()
    inside.locator(".curl > summary").click()
    assert "curl -i" in inside.locator(".curl pre").inner_text()
    assert inside.locator("figure img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 1


def test_the_diagram_has_an_arrow_for_each_hop_under_its_step_and_one_that_diverges(
    page: Page, tmp_path: Path, run: RunResult
) -> None:
    opened(page, tmp_path, run)
    svg = page.locator("#s0 svg")
    svg.wait_for()

    assert svg.locator(".band").count() == 2
    assert svg.locator(".hop.exchange:not(.back)").count() == 4
    assert svg.locator(".hop.link").count() == 1
    assert svg.locator(".wrong .label").text_content() is not None
    assert (svg.locator(".wrong .label").text_content() or "").startswith("✗ №4 POST /token → 403")
    assert "№4: тут розходиться." in (svg.get_attribute("aria-label") or "")
    assert "code #c1" in svg.locator(".prints").all_text_contents()


def test_an_exchange_shows_its_headers_and_its_body_made_readable(page: Page, tmp_path: Path, run: RunResult) -> None:
    opened(page, tmp_path, run)
    page.locator('#s0 button:text-is("№1")').click()
    exchange = page.locator('#s0 [data-exchange="1"]')

    assert exchange.locator(".body").inner_text() == '{\n  "a": [\n    1\n  ]\n}'
    exchange.locator("summary", has_text="Заголовки").first.click()
    exchange.get_by_text("Cookie: •••").wait_for()


def test_a_body_keeps_its_numbers_double_keys_and_order(page: Page, tmp_path: Path) -> None:
    sent = '{"id":12345678901234567890,"2":1.0, "1" : {},"1":[ ],"s":"\\u0456 {\\"x\\": [1,2]}","l":[true,null]}'
    opened(page, tmp_path, written(tmp_path, passing(id_="a", name="Sent", place="features/a.feature:3", body=sent)))
    page.locator("#s0 > summary").click()
    page.locator("#s0 .exchange > summary").click()

    assert page.locator("#s0 .body").last.inner_text().splitlines() == [
        *("{", '  "id": 12345678901234567890,', '  "2": 1.0,', '  "1": {},', '  "1": [],'),
        *('  "s": "і {\\"x\\": [1,2]}",', '  "l": [', "    true,", "    null", "  ]", "}"),
    ]


def test_how_much_of_a_body_was_cut_is_told_in_letters_also_where_each_is_an_emoji(page: Page, tmp_path: Path) -> None:
    told = passing(id_="a", name="Cut", place="features/a.feature:3", body="👩" * 4_000)
    run = written(tmp_path, [*told[:-1], ScenarioEnded("a", "failed", 0.5)])
    opened(page, tmp_path, run, budget=300)
    page.locator("#s0 .exchange > summary").click()

    assert page.locator("#s0 .cut").first.inner_text() == "✂ The body is cut: 2000 of 4000 characters are shown."


def test_text_status_and_tag_filter_together(page: Page, tmp_path: Path, run: RunResult) -> None:
    opened(page, tmp_path, run)
    page.get_by_label("Пошук").fill("connected")
    assert names(page) == ["Connected at once", "Connected later"]
    page.get_by_label("Тег").select_option("p1")
    assert names(page) == ["Connected at once"]
    assert page.locator("#shown").inner_text() == "Показано: 1 з 3"
    page.locator("[name=status][value=passed]").uncheck()
    assert names(page) == []
    assert page.locator("#nothing").is_visible()


def test_a_link_to_a_scenario_opens_it_and_the_keyboard_does(page: Page, tmp_path: Path, run: RunResult) -> None:
    opened(page, tmp_path, run, at="#s2")
    page.locator("#s2 [data-state=shown]").wait_for()
    assert page.locator("#s0").get_attribute("open") is None
    page.locator("#s1 > summary").focus()
    page.keyboard.press("Enter")

    page.locator("#s1 [data-state=shown]").wait_for()


@pytest.mark.parametrize("width", [1200, PHONE])
def test_hostile_names_are_text_and_leave_the_layout_alone(page: Page, tmp_path: Path, width: int) -> None:
    events = redeemed_twice(name=HOSTILE, place="features/" + "d" * 300 + ".feature:3")
    page.set_viewport_size({"width": width, "height": 700})
    opened(page, tmp_path, written(tmp_path, events))
    page.locator("#s0 [data-state=shown]").wait_for()

    assert page.evaluate("window.pwned") is None
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is missing; `python tests/prerequisites.py` gets it")
@pytest.mark.parametrize(("scheme", "width"), [("light", 1200), ("dark", 1200), ("light", PHONE)])
def test_axe_finds_nothing_serious(page: Page, tmp_path: Path, run: RunResult, scheme: str, width: int) -> None:
    page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, tmp_path, run)
    page.locator("#s0 [data-state=shown]").wait_for()
    for summary in page.locator("#s0 .exchange > summary, #s0 .curl > summary, #s1 > summary").all():
        summary.click()
    page.locator("#s1 [data-state=shown]").wait_for()
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(FINDINGS)

    assert not found, json.dumps(found, indent=1)


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is missing; `python tests/prerequisites.py` gets it")
def test_the_documentation_site_draws_its_diagrams_and_axe_finds_nothing_serious(
    page: Page, tmp_path: Path, run: RunResult
) -> None:
    for name, text in site(run, Known()).items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    page.goto((tmp_path / "index.html").as_uri())
    page.evaluate(AXE.read_text(encoding="utf-8"))
    index = page.evaluate(FINDINGS)
    page.get_by_role("link", name="Підключення").click()
    page.locator(".drawn > summary").first.click()
    page.locator(".drawn svg .hop").first.wait_for()
    page.evaluate(AXE.read_text(encoding="utf-8"))

    assert [index, page.evaluate(FINDINGS)] == [[], []]


def test_two_thousand_scenarios_are_a_small_file_that_opens_at_once(page: Page, tmp_path: Path) -> None:
    run = written(
        tmp_path,
        redeemed_twice(),
        *(
            passing(id_=f"s{n}", name=f"Scenario {n}", place=f"features/{n // 20}.feature:{n}", body=noise(n))
            for n in range(1, SCENARIOS)
        ),
    )
    client = page.context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})
    opened(page, tmp_path, run)
    page.locator("#s0 [data-state=shown]").wait_for()
    metrics = {each["name"]: each["value"] for each in client.send("Performance.getMetrics")["metrics"]}

    assert (tmp_path / "report.html").stat().st_size <= MOST_BYTES
    assert page.locator(".scenario").count() == SCENARIOS
    # The browser's own work: how long other programs keep it waiting says nothing about the page.
    assert metrics["TaskDuration"] <= MOST_SECONDS
    page.get_by_label("Пошук").fill("Scenario 1777")
    assert names(page) == ["Scenario 1777"]
