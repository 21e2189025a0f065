"""`doc.figures`: every figure of the frames at hand."""

from __future__ import annotations

from typing import Protocol

import pandas as pd

from juesuan import figures
from juesuan.catalogue.sayings import say
from juesuan.figures.theme import Figure, phrase


class Frames(Protocol):
    """What holds frames by name: a document, a corpus."""

    def frame(self, name: str) -> pd.DataFrame:
        """A frame of the contract."""
        ...


class Figures:
    """The figures of one document or many; each is a method, and a call draws it.

    Amounts are in 万元. A method raises `juesuan.errors.NothingToDraw` where the frames hold
    nothing of its kind.
    """

    def __init__(self, source: Frames) -> None:
        self._source = source

    def __repr__(self) -> str:
        names = [name for name in vars(type(self)) if not name.startswith("_")]
        return say("figures_of", subject=self._subject("documents"), names=", ".join(names))

    def _subject(self, frame: str) -> str:
        """The document's title; of many, how many there are and how many are in the frame."""
        documents = self._source.frame("documents")
        if len(documents) == 1:
            return str(documents["title"].iloc[0])
        present = self._source.frame(frame)["document_id"].nunique()
        return phrase("subject", count=len(documents), present=present)

    def structure(self, table: str = "expenditure", measure: str = "total") -> Figure:
        """Treemap 类 → 款 → 项 with shares."""
        amounts = self._source.frame("amounts")
        return figures.structure(
            amounts, subject=self._subject("amounts"), table=table, measure=measure
        )

    def sunburst(self, table: str = "expenditure", measure: str = "total") -> Figure:
        """The same as rings."""
        amounts = self._source.frame("amounts")
        return figures.sunburst(
            amounts, subject=self._subject("amounts"), table=table, measure=measure
        )

    def basic_and_project(self, table: str = "expenditure", level: str = "class") -> Figure:
        """基本支出 and 项目支出 of each 类, 款 (`level="section"`) or 项 (`level="item"`)."""
        amounts = self._source.frame("amounts")
        return figures.basic_and_project(
            amounts, subject=self._subject("amounts"), table=table, level=level
        )

    def economic(self) -> Figure:
        """基本支出 by economic class, 人员经费 and 公用经费."""
        return figures.economic(self._source.frame("amounts"), subject=self._subject("amounts"))

    def flow(self) -> Figure:
        """Income source → 类 → basic or project → economic class."""
        return figures.flow(self._source.frame("amounts"), subject=self._subject("amounts"))

    def budget_and_actual(self) -> Figure:
        """年初预算 against 决算 of each 项."""
        return figures.budget_and_actual(
            self._source.frame("execution"), subject=self._subject("execution")
        )

    def budget_scatter(self) -> Figure:
        """Every 项 as a point, 年初预算 across and 决算 up; for any number of documents."""
        return figures.budget_scatter(
            self._source.frame("execution"), subject=self._subject("execution")
        )

    def completion(self) -> Figure:
        """The completion rate of each 项; none where the budget is 0."""
        return figures.completion(
            self._source.frame("execution"), subject=self._subject("execution")
        )

    def waterfall(self) -> Figure:
        """From the budget to the actual, with the document's own reasons."""
        execution, changes = (self._source.frame(name) for name in ("execution", "changes"))
        return figures.waterfall(execution, changes, subject=self._subject("execution"))

    def checks(self, by: str = "identity") -> Figure:
        """Which identities hold in which table; `by` identity, kind or document_id."""
        return figures.checks(
            self._source.frame("verdicts"), subject=self._subject("verdicts"), by=by
        )

    def goals(self) -> Figure:
        """Weight and score of each performance goal."""
        return figures.goals(self._source.frame("indicators"), subject=self._subject("indicators"))

    def scores(self) -> Figure:
        """Scores of the department as a whole and of its projects."""
        evaluation, projects = (self._source.frame(name) for name in ("evaluation", "projects"))
        return figures.scores(evaluation, projects, subject=self._subject("evaluation"))

    def projects(self) -> Figure:
        """Budget, executed amount and score of each project."""
        return figures.projects(self._source.frame("projects"), subject=self._subject("projects"))

    def three_public(self) -> Figure:
        """预算数 and 决算数 of the “三公” expenses."""
        return figures.three_public(
            self._source.frame("three_public"), subject=self._subject("three_public")
        )

    def departments(self, table: str = "expenditure") -> Figure:
        """Shares of the 类, a bar a document."""
        amounts = self._source.frame("amounts")
        return figures.departments(amounts, subject=self._subject("amounts"), table=table)

    def years(self, table: str = "expenditure") -> Figure:
        """Amounts of the 类, year by year."""
        amounts, documents = (self._source.frame(name) for name in ("amounts", "documents"))
        return figures.years(amounts, documents, subject=self._subject("amounts"), table=table)
