"""The pictures of the READMEs and the gallery: `python -m tests.shown.pictures` makes them anew.

The report's picture shows a published document that is not kept here (JUESUAN_DOCUMENTS); the
figures are those of the example. Both need Chrome or Chromium and a Chinese font.
"""

import io
import os
import shutil
import tempfile
from pathlib import Path

from PIL import Image

import juesuan
from juesuan.figures import deviations, save
from tests.conftest import PUTUO
from tests.rooms import ROOT

FOLDER = ROOT / "docs" / "images"
# What the gallery shows, by the names of `doc.figures`.
FIGURES = (
    "structure",
    "sunburst",
    "basic_and_project",
    "economic",
    "flow",
    "budget_and_actual",
    "completion",
    "waterfall",
    "checks",
    "scores",
    "projects",
)
WIDTH = 900
SHADES = 96  # enough for text and flat colours; a picture is then some 40 KB


def report_picture(language: str) -> None:
    """The first findings of a report, each with the crop of its page."""
    from playwright.sync_api import sync_playwright

    juesuan.options.language = language
    chrome = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chrome"))))
    document = juesuan.read(Path(os.environ["JUESUAN_DOCUMENTS"], PUTUO).read_bytes(), name=PUTUO)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        place = Path(folder, "report.html")
        document.report(place)
        browser = playwright.chromium.launch(executable_path=chrome, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": WIDTH, "height": 1600}, device_scale_factor=1.5)
        page.goto(place.as_uri())
        second = page.locator(".finding").nth(1).bounding_box()
        height = second["y"] + second["height"] + 16
        taken = page.screenshot(clip={"x": 0, "y": 0, "width": WIDTH, "height": height})
        browser.close()
    store(taken, f"report.{language}.png")


def figure_pictures() -> None:
    """The figures of the example, and of the pair."""
    juesuan.options.language = "zh"
    figures = juesuan.read(juesuan.example()).figures
    drawn = {name: getattr(figures, name)() for name in FIGURES}
    budget, account = map(juesuan.read, juesuan.example_pair())
    rows = juesuan.compare(budget, account)
    drawn["deviations"] = deviations(rows, subject=account.documents["title"].item())
    drawn["plans"] = budget.figures.plans()
    with tempfile.TemporaryDirectory() as folder:
        for name, figure in drawn.items():
            place = Path(folder, f"{name}.png")
            save(figure, place)
            store(place.read_bytes(), f"{name}.png")


def store(taken: bytes, name: str) -> None:
    """Keep a picture with few shades; the colour of the smallest area is among them."""
    picture = Image.open(io.BytesIO(taken)).convert("RGB")
    picture.thumbnail((WIDTH * 3 // 2, 2400))
    few = picture.quantize(SHADES, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
    few.save(FOLDER / name, optimize=True)


def main() -> None:
    """Make every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    for language in ("en", "zh"):
        report_picture(language)
    figure_pictures()


if __name__ == "__main__":
    main()
