"""A sentence where a notebook would show a figure or rows, and there is none."""

from __future__ import annotations


class Sentence:
    """Why nothing is shown, as a notebook shows it."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __repr__(self) -> str:
        return self.text
