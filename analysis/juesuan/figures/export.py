"""Figures as files: PNG, SVG and PDF where there is a browser, HTML anywhere."""

from __future__ import annotations

from pathlib import Path

import plotly.graph_objects as go

from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.errors import NoBrowser
from juesuan.figures.theme_file import theme

_ENDINGS = (".html", ".png", ".svg", ".pdf", ".jpg", ".jpeg", ".webp")


def save(figure: go.Figure, path: str | Path, *, scale: float = 2) -> Path:
    """Write a figure; the name's ending says as what.

    `.html` is one page that needs no network. `.png`, `.svg`, `.pdf`, `.jpg` and `.webp` are drawn
    by Chrome or Chromium; `scale` is pixels of the file for one of the figure.

    Raises `NoBrowser` where there is none, `UnknownChoice` for another ending.
    """
    target = Path(path)
    chosen(target.suffix.lower(), _ENDINGS, fault("a_kind_of_picture"))
    if target.suffix.lower() == ".html":
        figure.write_html(target, include_plotlyjs=True)
        return target
    try:
        figure.write_image(target, width=figure.layout.width or theme().size.width, scale=scale)
    except RuntimeError as error:
        raise NoBrowser(fault("no_browser", error=error), source=str(target)) from error
    return target
