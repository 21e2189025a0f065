"""The frames and the wide views as attributes of a corpus."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any, Self, overload

import pandas as pd

from juesuan.catalogue import frames, tables
from juesuan.frames.wide import wide

if TYPE_CHECKING:
    from juesuan.corpus.corpus import Corpus


class _Attribute(ABC):
    """What is read anew each time that it is asked for, so that nothing stays in memory."""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name
        self.__doc__ = self._say()

    @abstractmethod
    def _say(self) -> str:
        """What it is."""

    @abstractmethod
    def _take(self, corpus: Corpus) -> pd.DataFrame:
        """Read it."""

    @overload
    def __get__(self, owner: None, kind: type) -> Self: ...
    @overload
    def __get__(self, owner: Any, kind: type) -> pd.DataFrame: ...
    def __get__(self, owner: Any, kind: type) -> pd.DataFrame | Self:
        return self if owner is None else self._take(owner)


class _Frame(_Attribute):
    def _say(self) -> str:
        return f"The frame `{self._name}` of all documents: {frames()[self._name].title}."

    def _take(self, corpus: Corpus) -> pd.DataFrame:
        return corpus.frame(self._name)


class _Table(_Attribute):
    def _say(self) -> str:
        return f"{tables()[self._name].title} of all documents in 万元, one row a code or line."

    def _take(self, corpus: Corpus) -> pd.DataFrame:
        return wide(corpus.frame("amounts", where={"table": self._name}), self._name)


class Attributes:
    """Every frame of the contract and the wide view of every official table, by name."""

    tables = _Frame()
    rows = _Frame()
    amounts = _Frame()
    three_public = _Frame()
    execution = _Frame()
    claims = _Frame()
    changes = _Frame()
    projects = _Frame()
    evaluation = _Frame()
    indicators = _Frame()
    three_public_detail = _Frame()
    procurement = _Frame()
    assets = _Frame()
    operating_cost = _Frame()
    units = _Frame()
    key_work = _Frame()
    glossary = _Frame()
    mentions = _Frame()
    paragraphs = _Frame()
    problems = _Frame()
    verdicts = _Frame()
    suspects = _Frame()

    income = _Table()
    expenditure = _Table()
    income_expenditure_summary = _Table()
    appropriation_summary = _Table()
    general_budget_expenditure = _Table()
    general_budget_basic = _Table()
    government_fund = _Table()
    state_capital = _Table()
