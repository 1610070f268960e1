"""The documentation site: pages and their names, what a scenario tells, and whatever somebody wrote as text."""

import re
from pathlib import Path

import pytest
from told_runs import passing, redeemed_twice, written

from harness.report.docs import Known, site
from harness.report.docs.messages import MESSAGES
from harness.report.docs.names import page_names
from harness.report.docs.scenario import Caught

SEED = Caught("seed", {"uk": "той самий баг", "en": "the bug itself", "ru": "тот самый баг"})
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"'&"


def pages(folder: Path, known: Known | None = None, *, lang: str = "") -> dict[str, str]:
    run = written(folder, redeemed_twice(), passing(id_="b", name="Connected", place="features/b/c.feature:3"))
    run.told_in = lang
    return dict(site(run, known or Known()))


def test_each_feature_has_a_page_and_the_index_leads_to_all_of_them(tmp_path: Path) -> None:
    made = pages(tmp_path)

    assert set(made) == {"index.html", "features-a.html", "features-b-c.html"}
    assert set(re.findall(r'href="([^"#]*\.html)"', made["index.html"])) == set(made) - {"index.html"}


def test_a_scenario_tells_its_sentences_its_result_and_its_cause(tmp_path: Path) -> None:
    page = pages(tmp_path)["features-a.html"]

    assert "<b>Коли</b> Олена натискає «Дозволити»" in page
    assert '<th scope="col">назва</th>' in page
    assert "<b>не пройшло</b>" in page
    assert "Код обміняно двічі" in page
    assert "amocrm-e2e run --bug seed features/a.feature:3" in page


def test_bugs_that_a_scenario_is_proved_to_catch_are_told_and_only_where_something_was_proved(tmp_path: Path) -> None:
    unproved = pages(tmp_path / "1")
    proved = pages(tmp_path / "2", Known(caught={"features/a.feature:3": [SEED]}, proved=True))

    assert "prove" in unproved["index.html"]
    assert MESSAGES["uk"]["catches_nothing"] not in unproved["features-b-c.html"]
    assert "той самий баг <code>seed</code>" in proved["features-a.html"]
    assert MESSAGES["uk"]["catches_nothing"] in proved["features-b-c.html"]
    assert re.findall(r"<td>(\d+)</td></tr>", proved["index.html"]) == ["1", "0"]


def test_what_a_feature_says_of_itself_stands_on_its_page(tmp_path: Path) -> None:
    made = pages(tmp_path, Known(descriptions={"features/a.feature": "Перше.\n\nДруге <b>."}))

    assert ">Перше.</p>" in made["features-a.html"]
    assert "Друге &lt;b&gt;.</p>" in made["features-a.html"]


@pytest.mark.parametrize("lang", MESSAGES)
def test_the_site_speaks_the_language_that_is_asked_for(tmp_path: Path, lang: str) -> None:
    made = pages(tmp_path, lang=lang)

    assert all(f'<html lang="{lang}">' in page for page in made.values())
    assert MESSAGES[lang]["title"] in made["index.html"]


def test_languages_have_the_same_words() -> None:
    assert len({frozenset(words) for words in MESSAGES.values()}) == 1


def test_whatever_somebody_wrote_is_text(tmp_path: Path) -> None:
    run = written(tmp_path, redeemed_twice(name=HOSTILE, place=f"features/{HOSTILE}.feature:3"))
    for page in site(run, Known(descriptions={f"features/{HOSTILE}.feature": HOSTILE})).values():
        assert "<script>alert" not in page
        assert "<img" not in page


def test_names_are_plain_and_no_two_are_the_same() -> None:
    names = page_names(
        ["a.feature", "A.feature", "a/b.feature", "a-b.feature", "вхід.feature", "index.feature", "../x"]
    )

    assert list(names.values()) == [
        *("a.html", "a-2.html", "a-b.html", "a-b-2.html", "feature.html", "index-2.html", "x.html")
    ]
