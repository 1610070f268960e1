"""A picture of a tab: what is there can be seen, a secret can't."""

import pytest
from tiny_site import Page
from visitor import CODE, ChromiumVisitor

PAGE = "<body style='margin:0;background:#fff;font:40px monospace'><p id='p' style='margin:0'>{}</p>"


def drawn(ann: ChromiumVisitor, body: str, **headers: str) -> bytes:
    ann.site.pages["/a"] = Page(PAGE.format(body), headers={"Content-Type": "text/html; charset=utf-8", **headers})
    ann.open("/a")
    picture = ann.browser.picture()
    assert picture is not None
    assert picture.startswith(b"\x89PNG")
    return picture


def test_two_pages_look_different(ann: ChromiumVisitor) -> None:
    assert drawn(ann, "Дякуємо") != drawn(ann, "Помилка")


@pytest.mark.parametrize("body", ["code={}", "<input name=code value={}>"])
def test_no_secret_can_be_read(ann: ChromiumVisitor, body: str) -> None:
    """Two codes of the same length make the same picture, two harmless words of the same length don't."""
    other = CODE[:8] + CODE[8:][::-1]

    assert drawn(ann, body.format(CODE)) == drawn(ann, body.format(other))


def test_no_secret_can_be_read_on_a_page_whose_policy_forbids_the_styles_of_others(ann: ChromiumVisitor) -> None:
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'self'"}
    other = CODE[:8] + CODE[8:][::-1]

    assert drawn(ann, f"code={CODE}", **policy) == drawn(ann, f"code={other}", **policy)
    assert drawn(ann, "Дякуємо", **policy) != drawn(ann, "Помилка", **policy)


def test_an_empty_tab_has_no_picture(ann: ChromiumVisitor) -> None:
    assert ann.browser.picture() is None


def test_a_browser_that_is_gone_has_no_picture(ann: ChromiumVisitor) -> None:
    ann.open("/a")
    ann.browser._context.close()

    assert ann.browser.picture() is None
