"""What was read of a document: its source, its tables, its prose, each part read once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from juesuan.catalogue import tables
from juesuan.catalogue.problems import Problem
from juesuan.frames import problem_frame
from juesuan.identities.corrections import Correction, Stale
from juesuan.narrative.claim import Claim
from juesuan.narrative.claims import claims
from juesuan.narrative.code_names import CodeNames
from juesuan.narrative.details import Detail, read_details
from juesuan.narrative.indicators import Indicator, read_indicators
from juesuan.narrative.key_work import KeyWork, read_key_work
from juesuan.narrative.paragraphs import Paragraph, notes, outside, paragraphs
from juesuan.narrative.projects import Project, read_projects
from juesuan.narrative.prose import Passage, passages
from juesuan.narrative.self_evaluation import read_evaluation
from juesuan.origin.describe import Origin, document_id
from juesuan.readers.source import Line, Source
from juesuan.tables.body import split_body
from juesuan.tables.read_tables import TablesRead


@dataclass(frozen=True)
class Reading:
    """The parts of a document, from which its frames are made."""

    source: Source
    tables_read: TablesRead
    origin: Origin
    corrections: tuple[Correction, ...] = ()

    @cached_property
    def document_id(self) -> str:
        """The name of the document in every frame."""
        return document_id(self.origin, self.source.sha256)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The lines of the source."""
        return self.source.lines

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """Prose between the tables' spans, and the notes inside them, in printed order."""
        spans = self.tables_read.spans
        found = paragraphs(*outside(self.lines, spans))
        for span in spans:
            body = split_body(tables()[span.table], self.lines[span.start : span.stop])
            found.extend(notes(body.notes, span.table, span.title))
        return sorted(found, key=lambda paragraph: paragraph.first)

    @cached_property
    def passages(self) -> list[Passage]:
        """The paragraphs in sentences."""
        return list(passages(self.paragraphs))

    @cached_property
    def claims(self) -> list[Claim]:
        """What the prose states."""
        return list(claims(self.passages, self.origin.organization))

    @cached_property
    def details(self) -> list[Detail]:
        """The claims that have a frame of their own."""
        return read_details(self.claims)

    @cached_property
    def projects(self) -> list[Project]:
        """The projects that were evaluated."""
        return read_projects(self.passages)

    @cached_property
    def evaluation(self) -> list[Project]:
        """The evaluation of the department as a whole: one or none."""
        found = read_evaluation(self.lines, self.passages)
        return [found] if found else []

    @cached_property
    def indicators(self) -> list[Indicator]:
        """The rows of the tables of self-evaluation."""
        return read_indicators(self.lines)

    @cached_property
    def key_work(self) -> list[KeyWork]:
        """The year's key work."""
        return read_key_work(self.passages, self.lines)

    @cached_property
    def names(self) -> CodeNames:
        """The document's own functional codes and names."""
        return CodeNames(self.printed_names("functional"), self.origin.fiscal_year)

    def printed_names(self, system: str) -> Iterator[tuple[str, str]]:
        """Codes of a classification with their names, as the tables print them."""
        for table in self.tables_read.tables:
            if tables()[table.key].codes == system:
                yield from ((row.code, row.name) for row in table.rows if row.code)

    def problems(self, stale: Iterable[Stale]) -> Iterator[Problem]:
        """What a person should look at; `stale` are the corrections that found no cell."""
        yield from problem_frame.of_source(self.source.remarks)
        yield from problem_frame.of_corrections(stale)
        yield from self.origin.doubts
        yield from problem_frame.of_claims(self.claims)
        yield from problem_frame.of_years(self.claims, self.origin.fiscal_year)
        yield from problem_frame.of_text(self.passages)
        yield from problem_frame.of_projects((*self.projects, *self.evaluation))
        yield from problem_frame.of_indicators(self.indicators)
        if not self.indicators and not self.key_work:
            yield from problem_frame.of_passages(self.passages)
        yield from problem_frame.of_paragraphs(self.paragraphs)
        yield from self.tables_read.problems
        yield from (problem for table in self.tables_read.tables for problem in table.problems)
