"""Frames that are made once and handed out as copies: an edit never reaches what is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Self, overload

import pandas as pd


class Kept:
    """An attribute that is a frame: made when it is first asked for, a copy for each who asks.

    What its owner computes with is `of(owner)`, the frame itself.
    """

    def __init__(self, make: Callable[[Any], pd.DataFrame]) -> None:
        self._make = make
        self.__doc__ = make.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: Any, kind: type) -> pd.DataFrame: ...
    def __get__(self, owner: Any, kind: type) -> pd.DataFrame | Self:
        return self if owner is None else self.of(owner).copy()

    def __set__(self, owner: Any, value: object) -> None:
        raise AttributeError(f"{self._name} is made from what was read and cannot be set")

    def of(self, owner: Any) -> pd.DataFrame:
        """The frame that is kept. Whoever takes it must not change it."""
        frames: dict[str, pd.DataFrame] = owner.__dict__.setdefault("_frames", {})
        if self._name not in frames:
            frames[self._name] = self._make(owner)
        return frames[self._name]
