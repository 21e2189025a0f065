"""A chart as a notebook shows it: its paper, text and grid follow the notebook's theme."""

from __future__ import annotations

from typing import Any

from juesuan.figures.coloured_text import coloured
from juesuan.figures.theme_file import theme

# Text takes the colour that JupyterLab or VS Code gives to text; anywhere else it is ink.
_INK = "var(--jp-content-font-color1,var(--vscode-editor-foreground,{ink}))"
_CLEAR, _GRID = "rgba(0,0,0,0)", "rgba(128,128,128,0.35)"

# plotly draws a halo in the colour of the paper, and takes clear paper for white.
_NO_HALO = ";text-shadow:none"

Chart = dict[str, Any]


def notebook_chart(chart: Chart) -> Chart:
    """The same chart on clear paper, for light themes and dark ones.

    plotly takes no colour that follows a page, but text may carry a style. What is written on
    marks keeps its colour, and a paper that somebody chose stays. Changes the chart handed in.
    """
    layout = chart["layout"]
    own = layout.get("template", {}).get("layout", {}).get("paper_bgcolor")
    if own != theme().paper or "paper_bgcolor" in layout:
        return chart
    layout |= {"paper_bgcolor": _CLEAR, "plot_bgcolor": _CLEAR}
    _follow(layout, "text", "title", "title.subtitle")
    for note in layout.get("annotations", []):
        _follow(note, "text")
    for trace in chart["data"]:
        _trace(trace)
    if any("x" in trace for trace in chart["data"]):
        for name in ("xaxis", "yaxis"):
            _axis(layout.setdefault(name, {}))
    return chart


def _axis(axis: Chart) -> None:
    axis["gridcolor"] = axis["zerolinecolor"] = axis["linecolor"] = _GRID
    _follow(axis, "text", "title")
    if "ticktext" in axis:
        axis["ticktext"] = [_styled(text) for text in axis["ticktext"]]
    else:
        start, end = _styled("\n").split("\n")
        axis["tickprefix"] = start + axis.get("tickprefix", "")
        axis["ticksuffix"] = axis.get("ticksuffix", "") + end


def _trace(trace: Chart) -> None:
    _follow(trace, "name")
    if trace["type"] in ("treemap", "sunburst"):
        # The root alone lies on the paper.
        root = list(trace["parents"]).index("")
        trace["marker"]["colors"][root] = _CLEAR
        for key in ("labels", "text"):
            trace[key][root] = _styled(trace[key][root])
    elif trace["type"] == "sankey":
        trace["node"]["label"] = [_styled(text, _NO_HALO) for text in trace["node"]["label"]]
    elif trace.get("mode") == "text" or trace.get("textposition") == "outside":
        trace["text"] = [_styled(text) for text in trace["text"]]


def _follow(part: Chart, key: str, *paths: str) -> None:
    """Style the text under a key of a part of the chart, or of parts of it."""
    for path in paths or ("",):
        at = part
        for step in filter(None, path.split(".")):
            at = at.get(step, {})
        if at.get(key):
            at[key] = _styled(at[key])


def _styled(text: str, more: str = "") -> str:
    return coloured(text, _INK.format(ink=theme().ink), more)
