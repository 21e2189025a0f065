"""`doc.figures`: every figure of the frames at hand."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, Protocol

import pandas as pd

from juesuan import figures
from juesuan.catalogue import tables
from juesuan.catalogue.choice import chosen
from juesuan.catalogue.faults import fault
from juesuan.catalogue.form_title import form_title
from juesuan.catalogue.sayings import say
from juesuan.figures.theme import Figure, phrase
from juesuan.measures.headline import headline
from juesuan.show.absence import Sentence


class Frames(Protocol):
    """What holds frames by name: a document, a corpus."""

    def frame(self, name: str) -> pd.DataFrame:
        """A frame of the contract."""
        ...


class Figures:
    """The figures of one document or many; each is a method, and a call draws it.

    Amounts are in 万元. Amounts of several years are never added: figures that add take the last
    year, or the one that is asked for. `within` are documents that others include, such as the
    accounts of a department's units, which no figure that adds counts again. A method raises
    `juesuan.errors.NothingToDraw` where the frames hold nothing of its kind.
    """

    def __init__(self, source: Frames, within: Collection[str] = ()) -> None:
        self._source = source
        self._within = frozenset(within)

    def __repr__(self) -> str:
        names = [name for name in vars(type(self)) if not name.startswith("_") and name != "show"]
        return say("figures_of", subject=self._subject("documents"), names=", ".join(names))

    def show(self, name: str, **choices: Any) -> Figure | Sentence:
        """The figure of that name, or a sentence why there is none: for notebooks of any document.

        `choices` are what the method takes. Raises `UnknownChoice` for another name.
        """
        names = [each for each in vars(type(self)) if not each.startswith("_") and each != "show"]
        chosen(name, names, fault("a_figure"))
        return figures.show(getattr(self, name), **choices)

    def _subject(self, frame: str) -> str:
        """The document's title; of many, how many there are and how many are in the frame."""
        documents = self._source.frame("documents")
        if len(documents) == 1:
            return str(documents["title"].iloc[0])
        present = self._source.frame(frame)["document_id"].nunique()
        return phrase("subject", count=len(documents), present=present)

    def _titles(self) -> dict[str, str]:
        """Titles of tables by their keys: one document's as printed; those of budgets say so."""
        documents = self._source.frame("documents")
        if len(documents) == 1:
            printed = self._source.frame("tables").dropna(subset=["title"])
            printed = printed.drop_duplicates("table")
            return dict(zip(printed["table"], printed["title"], strict=True))
        kinds = set(documents["kind"])
        return {key: form_title(key, *kinds) for key in tables()} if len(kinds) == 1 else {}

    def _added(self, name: str, year: int | None = None) -> tuple[pd.DataFrame, str]:
        """The rows of a frame that may be added up, of one year, and whom they are of."""
        documents = self._source.frame("documents")
        if len(documents) == 1:
            return self._source.frame(name), self._subject(name)
        years = sorted(documents["fiscal_year"].dropna().unique())
        if year is not None:
            chosen(year, years, fault("a_year"))
        one = year if year is not None else max(years, default=None)
        mine = documents if one is None else documents[documents["fiscal_year"].eq(one)]
        left_out = mine["document_id"].isin(self._within)
        rows, ids = self._source.frame(name), mine.loc[~left_out, "document_id"]
        rows = rows[rows["document_id"].isin(ids)]
        said = [phrase("subject", count=len(ids), present=rows["document_id"].nunique())]
        if len(years) > 1:
            said.append(phrase("of_year", year=one))
        if left_out.any():
            said.append(phrase("within", count=int(left_out.sum())))
        return rows, " · ".join(said)

    def structure(
        self, table: str | None = None, measure: str = "total", *, year: int | None = None
    ) -> Figure:
        """Treemap 类 → 款 → 项 with amounts and shares."""
        amounts, subject = self._added("amounts", year)
        return figures.structure(
            amounts, subject=subject, table=table, measure=measure, titles=self._titles()
        )

    def sunburst(
        self, table: str | None = None, measure: str = "total", *, year: int | None = None
    ) -> Figure:
        """The same as rings."""
        amounts, subject = self._added("amounts", year)
        return figures.sunburst(
            amounts, subject=subject, table=table, measure=measure, titles=self._titles()
        )

    def basic_and_project(
        self, table: str | None = None, level: str = "class", *, year: int | None = None
    ) -> Figure:
        """基本支出 and 项目支出 of each 类, 款 (`level="section"`) or 项 (`level="item"`)."""
        amounts, subject = self._added("amounts", year)
        return figures.basic_and_project(
            amounts, subject=subject, table=table, level=level, titles=self._titles()
        )

    def economic(self, *, year: int | None = None) -> Figure:
        """基本支出 by economic class, 人员经费 and 公用经费."""
        amounts, subject = self._added("amounts", year)
        return figures.economic(amounts, subject=subject, titles=self._titles())

    def flow(self, *, year: int | None = None) -> Figure:
        """Income source → 类 → basic or project → economic class."""
        amounts, subject = self._added("amounts", year)
        return figures.flow(amounts, subject=subject, titles=self._titles())

    def budget_and_actual(self, *, year: int | None = None) -> Figure:
        """年初预算 against 决算 of each 项."""
        execution, subject = self._added("execution", year)
        return figures.budget_and_actual(execution, subject=subject)

    def budget_scatter(self) -> Figure:
        """Every 项 as a point, 年初预算 across and 决算 up; for any number of documents."""
        return figures.budget_scatter(
            self._source.frame("execution"), subject=self._subject("execution")
        )

    def completion(self, *, year: int | None = None) -> Figure:
        """The completion rate of each 项; none where the budget is 0."""
        execution, subject = self._added("execution", year)
        return figures.completion(execution, subject=subject)

    def deviations(self, *, year: int | None = None) -> Figure:
        """What was spent above and below the budget of each 项, ranked."""
        execution, subject = self._added("execution", year)
        return figures.deviations(execution, subject=subject)

    def plans(self, *, year: int | None = None) -> Figure:
        """This year's budget of each 项 against last year's; of a budget."""
        plan, subject = self._added("plan", year)
        return figures.plans(plan, subject=subject)

    def waterfall(self, *, year: int | None = None) -> Figure:
        """From the budget to the actual, with the document's own reasons."""
        execution, subject = self._added("execution", year)
        changes, _ = self._added("changes", year)
        return figures.waterfall(execution, changes, subject=subject)

    def checks(self, by: str = "kind") -> Figure:
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

    def three_public(self, *, year: int | None = None) -> Figure:
        """预算数 and 决算数 of the “三公” expenses; of many documents their totals."""
        three_public, subject = self._added("three_public", year)
        return figures.three_public(three_public, subject=subject, titles=self._titles())

    def departments(self, table: str | None = None, *, year: int | None = None) -> Figure:
        """Shares of the 类, a bar a document, of all years unless one is asked for."""
        if year is None:
            amounts, subject = self._source.frame("amounts"), self._subject("amounts")
        else:
            amounts, subject = self._added("amounts", year)
        return figures.departments(amounts, subject=subject, table=table, titles=self._titles())

    def years(self, table: str | None = None) -> Figure:
        """Amounts of the 类, year by year; of one year beside the stated change."""
        amounts, documents = (self._source.frame(name) for name in ("amounts", "documents"))
        amounts = amounts[~amounts["document_id"].isin(self._within)]
        return figures.years(
            amounts,
            documents,
            headline(self._source) if len(set(documents["fiscal_year"])) == 1 else None,
            subject=self._subject("amounts"),
            table=table,
            titles=self._titles(),
        )
