"""A figure, or a sentence why there is none: for notebooks of any document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from juesuan.errors import NothingToDraw
from juesuan.figures.theme import Figure
from juesuan.show.absence import Sentence


def show(draw: Callable[..., Figure], *frames: Any, **choices: Any) -> Figure | Sentence:
    """What a function of this package draws of the frames, or why it draws nothing."""
    try:
        return draw(*frames, **choices)
    except NothingToDraw as error:
        return Sentence(str(error))
