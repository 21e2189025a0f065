"""Everything juesuan raises: each error says what was found, where, and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from juesuan.printable import printable, told

if TYPE_CHECKING:
    import pandas as pd

# So many findings are told in an error.
_TOLD = 3


class JuesuanError(Exception):
    """Base of all errors of this package.

    `source` is the file or URL, `line` the 1-based line of a text, `page` the 1-based page,
    `hint` what the reader of the message can do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        source: str | None = None,
        line: int | None = None,
        page: int | None = None,
        hint: str | None = None,
    ) -> None:
        # A document's words and a file's name may hold what a terminal would obey.
        self.message = message = told(message)
        self.source = source = None if source is None else printable(source)
        self.line = line
        self.page = page
        self.hint = hint = None if hint is None else told(hint)
        where = [source] if source else []
        if page is not None:
            where.append(f"page {page}")
        if line is not None:
            where.append(f"line {line}")
        said = ", ".join(where) + ": " + message if where else message
        super().__init__(f"{said}{_between(said)}{hint}" if hint else said)

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; keyword-only arguments need telling how.
        return (_rebuild, (type(self), self.message, self.source, self.line, self.page, self.hint))


def _between(said: str) -> str:
    """What parts the hint from a message: of several lines it is one more."""
    if "\n" in said:
        return "\n"
    return " " if said.endswith((".", "?", "!")) else ". "


def _rebuild(
    kind: type[JuesuanError],
    message: str,
    source: str | None,
    line: int | None,
    page: int | None,
    hint: str | None,
) -> JuesuanError:
    return kind(message, source=source, line=line, page=page, hint=hint)


class UnreadableDocument(JuesuanError):
    """The bytes cannot be turned into text: empty, binary, or of no known encoding."""


class ScannedDocument(UnreadableDocument):
    """The pages are pictures without a text layer."""


class NotAFinalAccount(JuesuanError):
    """The text is readable but holds none of the official tables of a final account."""


class PartsDiffer(JuesuanError):
    """Files that were to be read as the parts of one account are of two organizations or years."""


class NeedsReview(JuesuanError):
    """Something in a document that a person has to look at (raised with `strict=True`)."""


class TableNotRecognised(NeedsReview):
    """A table stands in the document that cannot be placed (raised with `strict=True`)."""


class SuiteError(JuesuanError):
    """A suite in `expectations/` is not what this version understands."""


class FrameError(JuesuanError):
    """Frames that do not belong together."""


class UnknownName(JuesuanError, KeyError):
    """There is no frame, table or document of this name; a KeyError too."""

    def __str__(self) -> str:
        # A KeyError would show the message in quotes.
        return Exception.__str__(self)


class UnknownChoice(JuesuanError, ValueError):
    """An option was given a word that is none of its choices; a ValueError too."""


class ExportError(JuesuanError):
    """A frame cannot be written in a format, or a file is not the frame that it is read as."""


class Inconsistent(JuesuanError):
    """A final account that does not hold together (raised by `check(raise_on="inconsistent")`)."""

    @classmethod
    def of(cls, refused: pd.DataFrame, source: str) -> Inconsistent:
        """The error for rows of `verdicts`, naming the weightiest of them."""
        first = refused.sort_values("finding", kind="stable")["message"].head(_TOLD).tolist()
        more = f" … and {len(refused) - _TOLD} more" if len(refused) > _TOLD else ""
        count = f"{len(refused)} check{'' if len(refused) == 1 else 's'}"
        return cls(
            f"{count} refused: {'; '.join(first)}{more}",
            source=source,
            hint="All of them are in `verdicts`.",
        )


class CorrectionError(JuesuanError):
    """A file of corrections is not what this version understands."""


class WorkbookError(JuesuanError):
    """A workbook cannot hold what was asked, or is not one that juesuan wrote."""


class CorpusError(JuesuanError):
    """A folder holds no corpus of this version, or a question that its corpus cannot answer."""


class CatalogueError(JuesuanError):
    """A data file of the catalogue contradicts itself."""


class BuildError(JuesuanError):
    """A build that cannot go on: another is at work in its folder, the disk is full."""


class NothingToDraw(JuesuanError):
    """A figure was asked for of which the frames hold nothing."""


class NoBrowser(JuesuanError):
    """A picture was asked for, and there is no Chrome or Chromium to draw it."""
