"""The one theme of all figures: fonts, colours, words, and the figure that notebooks show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from html import escape
from typing import Any

import msgspec
import plotly.graph_objects as go
import plotly.io as pio

from juesuan.catalogue.levels import class_of
from juesuan.figures.notebook_chart import notebook_chart
from juesuan.figures.theme_file import Words, theme
from juesuan.language import options
from juesuan.money import in_wan

# What plotly chooses in JupyterLab: the chart as data, and 5 MB of plotly.js in every output.
_JUPYTER = "plotly_mimetype+notebook"
_MIME = "application/vnd.plotly.v1+json"
# Up to here signs of a font are about half as wide as they are high.
_NARROW = "\u2e7f"


def words() -> Words:
    """The words in figures that are no printed label."""
    return theme().words[options.language]


def phrase(name: str, /, **values: object) -> str:
    """A title or remark of the theme with its words and these values."""
    found: str = getattr(theme().phrases[options.language], name)
    return found.format_map({**msgspec.structs.asdict(words()), **values})


def colour(name: str) -> str:
    """A colour by what it stands for."""
    found: str = getattr(theme().colours, name)
    return found


def series(number: int) -> dict[str, Any]:
    """Colour and pattern of the series of that number, as a bar's marker."""
    colours = theme().colours.series
    return (
        _patterned(colours[number], number) if number < len(colours) else {"color": colour("rest")}
    )


def _patterned(shade: str, number: int) -> dict[str, Any]:
    """A marker of a colour with the pattern of that number; patterns come again after the last."""
    shapes = theme().patterns.series
    pattern = {"shape": shapes[number % len(shapes)], "bgcolor": shade, "fgcolor": theme().paper}
    return {"color": shade, "pattern": pattern | {"size": 8, "solidity": 0.2}}


def class_marker(code: str, number: int, *, plain: bool) -> dict[str, Any]:
    """The marker of a 类: its own colour in every figure, and a pattern by its place here.

    A 类 is `plain` where its bars have words in them, which could not be read on a pattern.
    """
    marker = _patterned(class_colour(code), number)
    return marker | {"pattern": {}} if plain else marker


def class_colour(code: str) -> str:
    """The colour of the 类 that a code belongs to, the same in every figure."""
    return theme().classes.get(class_of(code), colour("rest"))


def plain(text: object) -> str:
    """Text of a document as text: plotly would read tags and formulas in it."""
    return escape(str(text), quote=False).replace("$", "&#36;")


def money(fen: float) -> str:
    """分 as 万元 for a label."""
    return f"{in_wan(int(fen)):,.2f}"


def percent(share: float) -> str:
    """A share (1 is all) for a label."""
    return f"{share:.1%}"


def hover_of_share() -> str:
    """The hover of a mark whose data are a name, an amount and a share."""
    name, amount, share = (f"%{{customdata[{at}]}}" for at in range(3))
    return f"{name}<br>{amount} {words().unit} · {share}<extra></extra>"


def room(texts: Iterable[str]) -> int:
    """How many pixels the longest of some labels takes up."""
    wide = theme().font_size
    widths = (sum(wide if sign > _NARROW else 0.6 * wide for sign in text) for text in texts)
    return int(max(widths, default=0)) + 2 * wide


def shorten(text: str, most: int = 30) -> str:
    """A label that fits beside its row; the hover has it in full."""
    return text if len(text) <= most else text[: most - 1] + "…"


@cache
def template() -> go.layout.Template:
    """Fonts, colours and axes, as a plotly template."""
    ink, grid = theme().ink, theme().grid
    axis: dict[str, Any] = {
        "gridcolor": grid,
        "linecolor": grid,
        "zerolinecolor": grid,
        "automargin": True,
    }
    axis["tickformat"] = ","
    layout: dict[str, Any] = {
        "font": {"family": ", ".join(theme().fonts), "size": theme().font_size, "color": ink},
        "title": {"x": 0, "xref": "container", "xanchor": "left", "y": 1, "yanchor": "top"},
        "title_pad": {"l": 16, "t": 20},
        "colorway": list(theme().colours.series),
        "paper_bgcolor": theme().paper,
        "plot_bgcolor": theme().paper,
        "margin": {"l": 16, "r": 24, "t": theme().size.head, "b": theme().size.foot},
        "xaxis": axis,
        "yaxis": axis,
        "legend": {"orientation": "h", "x": 1, "xanchor": "right", "y": 1, "yanchor": "bottom"},
        "hoverlabel": {"align": "left", "bgcolor": theme().paper, "font": {"color": ink}},
        "separators": ".,",
        "hovermode": "closest",
    }
    return go.layout.Template(layout=layout)


class Figure(go.Figure):  # type: ignore[misc]
    """A plotly figure that is light in a notebook and has a repr of one line.

    JupyterLab gets the chart as data and draws it itself; a renderer that was chosen
    (`plotly.io.renderers.default`) is obeyed.
    """

    _ipython_display_ = None

    def __repr__(self) -> str:
        marks = sum(_marks(trace) for trace in self.data)
        kinds = ", ".join(dict.fromkeys(trace.type for trace in self.data))
        title = self.layout.title
        said = " · ".join(part for part in (title.text, title.subtitle.text) if part)
        said = said.replace("<br>", " · ")
        return f"<{said} · {kinds}, {marks} marks>"

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None, **more: object
    ) -> dict[str, Any]:
        chosen = pio.renderers.default
        bundle: dict[str, Any]
        if chosen == _JUPYTER:
            bundle = {_MIME: _data(self)}
        else:
            bundle = super()._repr_mimebundle_(include, exclude, **more)
        if _MIME in bundle:
            notebook_chart(bundle[_MIME])
        return bundle | {"text/plain": repr(self)}

    def _repr_html_(self) -> None:
        """None: the bundle says it all."""


def _data(figure: Figure) -> dict[str, Any]:
    found: dict[str, Any] = pio.renderers["plotly_mimetype"].to_mimebundle(figure.to_dict())[_MIME]
    return found


def _marks(trace: Any) -> int:
    for name in ("ids", "y", "x", "link"):
        values = getattr(trace, name, None) if name in trace else None
        if name == "link" and values is not None:
            return len(values.value)
        if values is not None:
            return sum(value is not None for value in values)
    return 0


def draw(
    traces: Iterable[Any],
    *,
    title: str,
    subject: str,
    notes: Iterable[str] = (),
    source: str = "",
    rows: int | None = None,
    layout: Mapping[str, Any] | None = None,
) -> Figure:
    """A figure of traces, its height by its rows.

    The title says what is seen; below it stand whom it is about and notes, and the source.
    """
    size = theme().size
    height = size.plain if rows is None else size.head + size.row * rows + size.foot
    told = [" · ".join(plain(part) for part in (subject, *notes) if part), plain(source)]
    said = "<br>".join(filter(None, told))
    figure = Figure(data=list(traces))
    figure.update_layout(
        template=template(),
        height=height,
        title={"text": plain(title), "subtitle": {"text": said}},
    )
    figure.update_layout(layout or {})
    return figure
