"""Pages as a scanner, a copier or a telephone leaves them: pictures of a PDF's pages."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

import numpy as np
import pypdfium2
from PIL import Image, ImageDraw, ImageFilter

POINTS = 72
INK = (205, 40, 45)
GREY_INK = (120, 120, 120)


@dataclass(frozen=True)
class Scanner:
    """What is done to each page.

    skew      degrees it is askew at most
    noise     standard deviation of the grey levels' noise
    blur      radius in pixels
    quality   of the JPEG
    ground    how much darker than white the paper is
    stamps    round seals over the page's figures, in red, or grey as a copier makes them
    quarters  quarter turns against the clock
    """

    dpi: int = 200
    skew: float = 0.0
    noise: float = 0.0
    blur: float = 0.0
    quality: int = 85
    ground: int = 0
    stamps: int = 0
    grey: bool = False
    quarters: int = 0


def scanned_pages(pdf: bytes, scanner: Scanner, rng: Random) -> list[Image.Image]:
    """A picture of every page."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [
            _scanned(page.render(scale=scanner.dpi / POINTS).to_pil().convert("RGB"), scanner, rng)
            for page in document
        ]
    finally:
        document.close()


def print_scan(pages: Iterable[Image.Image], scanner: Scanner) -> bytes:
    """Pictures as the pages of a PDF, each a JPEG."""
    first, *others = pages
    file = io.BytesIO()
    first.save(
        file, "PDF", save_all=True, append_images=others, resolution=scanner.dpi,
        quality=scanner.quality,
    )  # fmt: skip
    return file.getvalue()


def print_photo(page: Image.Image, scanner: Scanner, kind: str = "JPEG") -> bytes:
    """One picture as a file of its own."""
    file = io.BytesIO()
    page.save(file, kind, quality=scanner.quality, dpi=(scanner.dpi, scanner.dpi))
    return file.getvalue()


def _scanned(page: Image.Image, scanner: Scanner, rng: Random) -> Image.Image:
    for _ in range(scanner.stamps):
        _stamp(page, scanner, rng)
    if scanner.skew:
        angle = rng.uniform(-scanner.skew, scanner.skew)
        page = page.rotate(angle, Image.Resampling.BICUBIC, fillcolor=(255, 255, 255))
    if scanner.blur:
        page = page.filter(ImageFilter.GaussianBlur(scanner.blur))
    if scanner.ground or scanner.noise:
        page = _on_paper(page, scanner, rng)
    if scanner.quarters:
        page = page.rotate(90 * scanner.quarters, expand=True)
    return page


def _stamp(page: Image.Image, scanner: Scanner, rng: Random) -> None:
    """A seal of 42 mm somewhere in the lower right of the page, where the figures are."""
    radius = round(21 / 25.4 * scanner.dpi)
    x = rng.randint(page.width // 3, max(page.width - radius, page.width // 3 + 1))
    y = rng.randint(page.height // 4, max(page.height - radius, page.height // 4 + 1))
    ink = GREY_INK if scanner.grey else INK
    seal = Image.new("RGB", page.size, (255, 255, 255))
    draw = ImageDraw.Draw(seal)
    draw.ellipse(
        (x - radius, y - radius, x + radius, y + radius),
        outline=ink, width=max(scanner.dpi // 25, 3),
    )  # fmt: skip
    points = []
    for at in range(10):
        angle, long = np.pi * (at / 5 - 0.5), radius * (0.35 if at % 2 == 0 else 0.14)
        points.append((x + long * np.cos(angle), y + long * np.sin(angle)))
    draw.polygon(points, fill=ink)
    # Ink is darkest where both are.
    both = np.minimum(np.asarray(page), np.asarray(seal))
    page.paste(Image.fromarray(both))


def _on_paper(page: Image.Image, scanner: Scanner, rng: Random) -> Image.Image:
    """Paper that is grey and darker to one side, and noise over it."""
    levels = np.asarray(page, np.float32)
    height, width, _ = levels.shape
    slope = np.linspace(0.6, 1.0, width, dtype=np.float32)[None, :, None]
    levels = levels * (1 - scanner.ground * slope / 255)
    noise = np.random.default_rng(rng.randrange(2**32)).normal(0, scanner.noise, (height, width, 1))
    return Image.fromarray(np.clip(levels + noise, 0, 255).astype(np.uint8))
