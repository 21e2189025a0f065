"""Who may take a page to recognise its picture; without one every page stays as its text says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, TypeAlias

import pypdfium2

from juesuan.readers.grid import Grid
from juesuan.readers.page import Page
from juesuan.readers.pdf.page_faults import PageFaults

Blocks: TypeAlias = "tuple[str | Grid, ...]"


class PageTaker(Protocol):
    """Takes pages and gives them back, recognised, in their order.

    `before` are the columns of the page before that may go on without a heading.
    """

    before: tuple[float, ...]

    def takes(
        self, number: int, page: pypdfium2.PdfPage, read: Blocks, why: str, faults: PageFaults
    ) -> bool:
        """Whether it takes a page; `read` is what its text says, `why` what is wrong about it."""

    def done(self, faults: PageFaults, *, every: bool) -> Iterator[Page]:
        """The pages that are done; with `every`, all that were taken."""

    def close(self) -> None:
        """Leave what is waiting undone."""


class NoTaker:
    """Takes no page."""

    def __init__(self) -> None:
        self.before: tuple[float, ...] = ()

    def takes(
        self,
        number: int,  # noqa: ARG002 - as the protocol has them
        page: pypdfium2.PdfPage,  # noqa: ARG002
        read: Blocks,  # noqa: ARG002
        why: str,  # noqa: ARG002
        faults: PageFaults,  # noqa: ARG002
    ) -> bool:
        """Never."""
        return False

    def done(self, faults: PageFaults, *, every: bool) -> Iterator[Page]:  # noqa: ARG002
        """None."""
        return iter(())

    def close(self) -> None:
        """Nothing waits."""


def columns_of(blocks: Blocks) -> tuple[float, ...]:
    """The columns of a page's first table without rulings, which may go on on the next page."""
    return next((b.columns for b in blocks if isinstance(b, Grid) and not b.is_ruled), ())
