"""A built corpus: the frames of all its documents, read from Parquet when they are asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa
import pyarrow.dataset as ds

from juesuan.catalogue import CHECKED
from juesuan.catalogue.choice import unknown
from juesuan.catalogue.corpus_words import corpus_rules
from juesuan.catalogue.faults import fault
from juesuan.catalogue.measures import STORED, named_frames
from juesuan.catalogue.terms import MEASURES
from juesuan.corpus import typed
from juesuan.corpus.attributes import attributes, with_organization
from juesuan.corpus.bounded import batches
from juesuan.corpus.editions import editions
from juesuan.corpus.organizations import spellings
from juesuan.corpus.original import original
from juesuan.corpus.parts import Parts
from juesuan.corpus.progress import with_progress
from juesuan.errors import CorpusError
from juesuan.frames.kept import Kept
from juesuan.frames.named import frame_named, labelled, table_named
from juesuan.frames.where import Where, both, columns_of, expression, picked
from juesuan.frames.wide import Named, equip, table_view
from juesuan.identities.gate import refusing
from juesuan.measures.measured import Measured, measured

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from PIL.Image import Image

    from juesuan.figures.accessor import Figures
    from juesuan.show.on_pages import What

# So many documents are held at once where something is worked out over all of them.
_TOGETHER = 200

# The frames that tell where findings stand.
_PLACED = ("findings", "amounts", "claims")


class Corpus(Named, Measured):
    """All documents that `juesuan build` wrote to a folder.

    Every attribute named like a frame of the contract is that frame (`corpus.amounts`), read
    anew on each access; those named like a table are its wide view in 万元. `frame` reads only
    what is asked for. Superseded editions are left out unless they are asked for. It is the corpus
    that lay in the folder when it was opened; once another one has taken its place, reading raises
    `CorpusError`.
    """

    def __init__(
        self,
        folder: str | Path,
        *,
        superseded: bool = False,
        chosen: frozenset[str] | None = None,
        parts: Parts | None = None,
    ) -> None:
        self.folder = Path(folder)
        self._parts = parts or Parts.of(self.folder)
        self.superseded = superseded
        self._chosen = chosen
        self._check()

    def __repr__(self) -> str:
        from juesuan.show.corpus_html import describe_corpus

        return describe_corpus(self)

    def _repr_html_(self) -> str:
        from juesuan.show.corpus_html import corpus_html

        return corpus_html(self)

    def __len__(self) -> int:
        return len(self._documents)

    def __iter__(self) -> Iterator[str]:
        """The documents' ids."""
        return iter(self._documents["document_id"].tolist())

    def __contains__(self, document_id: object) -> bool:
        return document_id in self._known_ids

    def __getitem__(self, document_id: str) -> Corpus:
        """The corpus of one document: its frames and views. Raises `UnknownName`."""
        if document_id not in self:
            old = Corpus.editions.of(self)["document_id"].eq(document_id).any()
            entry = "no_such_edition" if old else "no_such"
            raise unknown(document_id, list(self), fault("a_document"), entry)
        return self.select({"document_id": document_id})

    @cached_property
    def _known_ids(self) -> frozenset[str]:
        return frozenset(self)

    @property
    def _documents(self) -> pd.DataFrame:
        """What is kept of `documents`, for reading only."""
        return Corpus.documents.of(self)

    @Kept
    def documents(self) -> pd.DataFrame:
        """The frame `documents`: one row a document, with the counts of its other frames."""
        return self.frame("documents")

    def frame(
        self,
        name: str,
        *,
        where: Where = None,
        columns: Sequence[str] | None = None,
        labels: str | None = None,
    ) -> pd.DataFrame:
        """A frame over all documents, or the rows and columns of it that are asked for.

        `where` gives values by column ({"fiscal_year": [2022, 2023], "table": "expenditure"}) or
        is an expression of pyarrow.dataset (`ds.field("amount_fen") > 0`); None stands for NA. A
        column that only `documents` has speaks of the document. What is not asked for is not
        read. `labels` is the language of the columns' titles, which then stand for their names.
        Raises `UnknownName` for an unknown frame, and `FrameError` for an unknown column.
        """
        key = frame_named(name)
        if key in MEASURES and not self._parts.files[key]:
            whole = measured(key, self)
            rows = picked(key, whole, lambda: self._documents, where, columns)
            return labelled(key, rows, labels)
        wanted = columns_of(key, columns)
        asked = both(expression(key, where, self._ids), self._limits)
        return labelled(key, typed.read(key, self._dataset(key), wanted, asked), labels)

    def table(self, name: str, *, level: str | None = None) -> pd.DataFrame:
        """The wide view of a table of all documents in 万元, by key or by title ("支出决算表").

        It holds the rows of every level that is printed: 合计, 类, 款 and 项 each state the same
        money, so that the sum of a column counts it several times. Add up one level: "total",
        "class", "section", "item", or "line" for lines without a code. Raises `UnknownName`, and
        `UnknownChoice` for a level that the table does not have.
        """
        key = table_named(name)
        view = table_view(self.frame("amounts", where={"table": key}), key, level)
        return with_organization(view, self.documents)

    def select(self, where: Where = None, **properties: Any) -> Corpus:
        """The corpus of some documents only, by properties that `documents` gives.

        `corpus.select(organization_kind="部门", fiscal_year=[2022, 2023])`. Raises `FrameError`
        for a property that `documents` does not have.
        """
        asked = expression("documents", where, self._ids)
        for column, value in properties.items():
            asked = both(asked, expression("documents", {column: value}, self._ids))
        ids = typed.read("documents", self._dataset("documents"), ["document_id"],
                         both(asked, self._limits))  # fmt: skip
        chosen = frozenset(ids["document_id"])
        return Corpus(self.folder, superseded=self.superseded, chosen=chosen, parts=self._parts)

    def sql(self, statement: str) -> pd.DataFrame:
        """What a SELECT over the frames gives, by DuckDB; each frame is a table.

        Money (`amount_fen` and its sums) stays int64. Superseded editions are left out as
        everywhere. Nothing outside the corpus can be read and nothing be written. Raises
        `CorpusError` with DuckDB's words where the statement cannot be run.
        """
        from juesuan.corpus.sql import query

        return query(self._connection, statement)

    def check(self, *, raise_on: str | Sequence[str] = ()) -> pd.DataFrame:
        """The frame `verdicts` worked out anew, in batches of documents.

        What `corpus.verdicts` holds was worked out by the version that built the corpus. `raise_on`
        names kinds of verdicts that raise `Inconsistent`, as in `Document.check`.
        """
        from juesuan.identities.diagnosis import checked
        from juesuan.schema import concatenate

        refused = refusing(raise_on)
        parts: list[pd.DataFrame] = []
        for batch in self.batches(CHECKED):
            verdicts, _ = checked(batch)
            order = {document: at for at, document in enumerate(batch["documents"]["document_id"])}
            place = verdicts["document_id"].map(order)
            parts.append(verdicts.iloc[place.argsort(kind="stable")])
        return refused(concatenate("verdicts", parts), str(self.folder))

    def batches(
        self, names: Sequence[str], columns: Mapping[str, Sequence[str]] | None = None
    ) -> Iterator[dict[str, pd.DataFrame]]:
        """The frames of all documents, a bounded number of documents at a time.

        `columns` gives those that are needed of a frame. Long work says on stderr how far it is.
        """
        stacks = batches(self._parts, names, columns or {}, self._limits, _TOGETHER)
        return with_progress(stacks, len(self))

    @Kept
    def editions(self) -> pd.DataFrame:
        """The documents that share organization, year and kind, and which of them is newer.

        See `juesuan.corpus.editions.editions` for the columns. It speaks of the whole folder.
        """
        every = typed.read("documents", self._dataset("documents"), _DESCRIBED)
        first = {"number": list(range(1, corpus_rules().editions.first_paragraphs + 1))}
        return editions(
            every,
            lambda ids: self._of("amounts", ids, _CELLS),
            lambda ids: self._of("paragraphs", ids, ["document_id", "text"], first),
        )

    @Kept
    def spellings(self) -> pd.DataFrame:
        """Names of organizations that may be one: `one`, `other`, `reason`. They stay apart."""
        return spellings(self._documents["organization"].dropna())

    @Kept
    def across(self) -> pd.DataFrame:
        """Verdicts of the identities that span documents; see `juesuan.corpus.across.across`."""
        from juesuan.corpus.across import across

        return across(self)

    @Kept
    def classification(self) -> pd.DataFrame:
        """Code → name by year as the documents print it; see `juesuan.corpus.learnt.learnt`."""
        from juesuan.corpus.learnt import learnt

        return learnt(self)

    @property
    def conflicts(self) -> pd.DataFrame:
        """Where the names of codes disagree; see `juesuan.corpus.learnt.conflicts`."""
        from juesuan.corpus.learnt import conflicts

        return conflicts(self.classification)

    @Kept
    def outliers(self) -> pd.DataFrame:
        """What is unusual, with the reason; see `juesuan.corpus.outliers.outliers`."""
        from juesuan.corpus.outliers import outliers

        return outliers(self)

    def panel(
        self,
        organization: str,
        *,
        table: str = "expenditure",
        measure: str | None = None,
        organization_kind: str | None = None,
        kind: str | None = None,
    ) -> pd.DataFrame:
        """One organization over the years in 万元; see `juesuan.corpus.panel.panel`."""
        from juesuan.corpus.panel import panel

        options = {"measure": measure, "organization_kind": organization_kind, "kind": kind}
        return panel(self, organization, table=table, **options)

    def deviations(
        self, organization: str | None = None, *, year: int | None = None
    ) -> pd.DataFrame:
        """Budgets against their accounts; see `juesuan.corpus.deviations.deviations`."""
        from juesuan.corpus.deviations import deviations

        return deviations(self, organization, year=year)

    def pairs(self) -> pd.DataFrame:
        """Which body and year has a budget and an account, and which lacks one of them."""
        from juesuan.corpus.deviations import pairs

        return pairs(self)

    def side_by_side(
        self,
        year: int,
        *,
        code: str | None = None,
        table: str = "expenditure",
        organization_kind: str | None = None,
        kind: str | None = None,
    ) -> pd.DataFrame:
        """A year's accounts beside each other; see `juesuan.corpus.panel.side_by_side`."""
        from juesuan.corpus.panel import side_by_side

        options = {"code": code, "organization_kind": organization_kind, "kind": kind}
        return side_by_side(self, year, table=table, **options)

    @property
    def figures(self) -> Figures:
        """Figures of all documents; a warning says where a 部门 and its 单位 are both counted."""
        from juesuan.corpus.counted import figures_of

        return figures_of(self)

    def crop(self, what: What) -> Image:
        """The part of a page where a finding or an amount of one document stands, its place marked.

        `corpus[document_id].crop(1)`, as `Document.crop`; the source is read again. Raises `NoPage`
        where it has no pages, `NoSource` where it is gone or has changed, `CorpusError` for several
        documents.
        """
        from juesuan.show.on_pages import crop_of

        document, frames = self._only()
        return crop_of(what, frames, original(document), str(document["source"]))

    def annotate(self, target: str | Path | IO[bytes]) -> None:
        """Write the PDF of one document with each finding at its place, as `Document.annotate`.

        The source is read again; raises as `crop` does, and OSError where the file cannot be
        written.
        """
        from juesuan.show.on_pages import annotated

        document, frames = self._only()
        annotated(frames, original(document), str(document["source"]), target)

    def notice(self, target: str | Path | IO[bytes]) -> None:
        """Write a Word file with the findings of one document by weight, to hand on.

        Raises `CorpusError` for several documents, OSError where the file cannot be written.
        """
        from juesuan.show.notice import write_notice

        document, frames = self._only()
        write_notice(document, frames["findings"], target)

    def _only(self) -> tuple[pd.Series[Any], Mapping[str, pd.DataFrame]]:
        """The row of the only document, and the frames that tell where its findings stand."""
        if len(self) != 1:
            raise CorpusError(fault("several_documents", count=len(self)), source=str(self.folder))
        return self._documents.iloc[0], {name: self.frame(name) for name in _PLACED}

    def _check(self) -> None:
        """Whether the folder is a corpus of this version, by what its first parts hold."""
        for name in STORED:
            files = self._parts.files[name]
            there = _columns(files[0]) if files else named_frames()[name].needed
            if absent := [column for column in named_frames()[name].needed if column not in there]:
                raise CorpusError(
                    fault("corpus_of_other_version", name=name, absent=absent),
                    source=str(self.folder),
                )

    def _dataset(self, name: str) -> ds.Dataset:
        if name not in self._datasets:
            self._datasets[name] = typed.dataset(name, self._parts.files[name])
        return self._datasets[name]

    @cached_property
    def _datasets(self) -> dict[str, ds.Dataset]:
        return {}

    def _ids(self, test: ds.Expression) -> pa.Array:
        rows = typed.table(self._dataset("documents"), ["document_id"], test)
        return rows.column("document_id").combine_chunks().cast(pa.large_string())

    def _of(
        self, name: str, ids: Sequence[str], columns: Sequence[str], where: Where = None
    ) -> pd.DataFrame:
        """Rows of some documents, superseded or not."""
        wanted = ds.field("document_id").isin(pa.array(ids, type=pa.large_string()))
        asked = both(wanted, expression(name, where, self._ids))
        return typed.read(name, self._dataset(name), columns, asked)

    @cached_property
    def _limits(self) -> ds.Expression | None:
        """Which documents count; None where all do."""
        field = ds.field("document_id")
        if self._chosen is not None:
            return field.isin(pa.array(sorted(self._chosen), type=pa.large_string()))
        if self.superseded:
            return None
        known = Corpus.editions.of(self)
        old = known.loc[known["state"].eq("superseded"), "document_id"]
        return ~field.isin(pa.array(old.tolist(), type=pa.large_string())) if len(old) else None

    @cached_property
    def _connection(self) -> DuckDBPyConnection:
        from juesuan.corpus.sql import connect

        limited = self._limits is not None
        return connect(self._parts, list(self) if limited else None)


equip(Corpus, attributes())

_CELLS = ["document_id", "table", "side", "line_key", "code", "measure", "amount_fen"]
_DESCRIBED = [
    "document_id", "organization", "organization_kind", "fiscal_year", "kind", "scope",
    "reported_on", "source", "ambiguous", "unplaced", "problems",
]  # fmt: skip


def _columns(part: Path) -> list[str]:
    import pyarrow.parquet as pq

    try:
        names: list[str] = pq.read_schema(part).names
    except (pa.ArrowInvalid, OSError) as error:
        raise CorpusError(fault("part_unreadable", error=error), source=str(part)) from None
    return names
