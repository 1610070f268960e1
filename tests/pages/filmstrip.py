"""`python -m tests.pages.filmstrip FILE.png`: the seed's six steps as one picture, for the docs."""

import sys
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import Browser

from tests.pages.browsing import SIZES
from tests.pages.seed_journey import Journey
from tests.pages.systems import running

WIDTH = 232  # of a step, in a picture that fits beside a README's text
STYLE = f"""
body {{ margin: 0; width: max-content; padding: 12px 16px 16px; display: flex; gap: 14px; background: #dfe5ee }}
figure {{ margin: 0; display: grid; justify-items: center; gap: 8px }}
figcaption {{ width: 28px; border-radius: 14px; background: #101828; color: #fff; text-align: center;
  font: 700 15px/28px system-ui, sans-serif }}
img {{ width: {WIDTH}px; border-radius: 18px; border: 1px solid #c3ccd9 }}
"""


def main(arguments: Sequence[str]) -> int:
    """Write the picture, and say which step is which."""
    file = Path(arguments[0])
    with running() as systems:
        journey = Journey(systems)
        pictures = []
        for sight in journey.steps():
            pictures.append(sight.page.screenshot())
            sys.stdout.write(f"{len(pictures)}. {sight.step}\n")
        journey.close()
        strip(systems.browser, pictures, file)
    sys.stdout.write(f"{file}: {file.stat().st_size // 1024} KB\n")
    return 0


def strip(browser: Browser, pictures: Sequence[bytes], file: Path) -> None:
    """The pictures in a row, each with its number."""
    images = [f"<img src='data:image/png;base64,{b64encode(picture).decode()}'>" for picture in pictures]
    figures = [f"<figure><figcaption>{number}</figcaption>{image}</figure>" for number, image in enumerate(images, 1)]
    page = browser.new_page(viewport={"width": len(pictures) * (WIDTH + 20) + 40, "height": SIZES["phone"]["height"]})
    page.set_content(f"<!doctype html><style>{STYLE}</style>{''.join(figures)}")
    page.locator("body").screenshot(path=file)
    page.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
