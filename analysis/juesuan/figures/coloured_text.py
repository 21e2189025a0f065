"""Text of a figure in a colour of its own."""

from __future__ import annotations


def coloured(text: str, colour: str, more: str = "") -> str:
    """Text in a colour of CSS, for plotly; `more` are further properties. No text stays none."""
    return f'<span style="color:{colour}{more}">{text}</span>' if text else text
