"""Everything juesuan raises: each error says what was found, where, and what to do."""

from __future__ import annotations

from typing import Protocol

from juesuan.language import Language, options
from juesuan.printable import printable, told


class Fault(Protocol):
    """What an error says, in either language, as `juesuan.catalogue.faults` makes it."""

    def said(self, language: Language) -> str:
        """What was found."""
        ...

    def advised(self, language: Language) -> str | None:
        """What to do about it."""
        ...

    def whole(self, *, source: str | None, page: int | None, line: int | None) -> str:
        """All of it, in the language of the options: where, what was found, what to do."""
        ...


class JuesuanError(Exception):
    """Base of all errors of this package, said in the language of `juesuan.options`.

    `source` is the file or URL, `line` the 1-based line of a text, `page` the 1-based page,
    `hint` what the reader of the message can do about it.
    """

    def __init__(
        self,
        message: str | Fault,
        *,
        source: str | None = None,
        line: int | None = None,
        page: int | None = None,
        hint: str | None = None,
    ) -> None:
        # A document's words and a file's name may hold what a terminal would obey.
        self._said = told(message) if isinstance(message, str) else message
        self._hint = None if hint is None else told(hint)
        self.source = None if source is None else printable(source)
        self.line = line
        self.page = page
        super().__init__(str(self))

    @property
    def message(self) -> str:
        """What was found."""
        return self._said if isinstance(self._said, str) else self._said.said(options.language)

    @property
    def hint(self) -> str | None:
        """What the reader can do about it."""
        return self._hint if isinstance(self._said, str) else self._said.advised(options.language)

    def __str__(self) -> str:
        if not isinstance(self._said, str):
            return self._said.whole(source=self.source, page=self.page, line=self.line)
        where = [self.source] if self.source else []
        if self.page is not None:
            where.append(f"page {self.page}")
        if self.line is not None:
            where.append(f"line {self.line}")
        said = ", ".join(where) + ": " + self._said if where else self._said
        return f"{said}{_between(said)}{self._hint}" if self._hint else said

    def __reduce__(self) -> tuple[object, ...]:
        # Errors cross process borders; keyword-only arguments need telling how.
        return (_rebuild, (type(self), self._said, self.source, self.line, self.page, self._hint))


def _between(said: str) -> str:
    """What parts the hint from a message: of several lines it is one more."""
    if "\n" in said:
        return "\n"
    return " " if said.endswith((".", "?", "!")) else ". "


def _rebuild(
    kind: type[JuesuanError],
    message: str | Fault,
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


class NoSource(JuesuanError, FileNotFoundError):
    """There is no file or folder of this name, or none that a pattern matches."""


class NoPage(JuesuanError):
    """A page was asked for of a document that has none: a text, a workbook, a web page."""


class PartsDiffer(JuesuanError):
    """Files that were to be read as the parts of one account are of two organizations or years."""


class NeedsReview(JuesuanError):
    """Something in a document that a person has to look at (raised with `strict=True`)."""


class TableNotRecognised(NeedsReview):
    """A table stands in the document that cannot be placed (raised with `strict=True`)."""


class SuiteError(JuesuanError):
    """A suite in `expectations/` is not what this version understands."""


class NotComparable(JuesuanError):
    """They are not a budget and a final account of one body and year."""


class FrameError(JuesuanError):
    """Frames that do not belong together."""


class UnknownName(JuesuanError, KeyError):
    """There is no frame, table or document of this name; a KeyError too."""


class UnknownChoice(JuesuanError, ValueError):
    """An option was given a word that is none of its choices; a ValueError too."""


class ExportError(JuesuanError):
    """A frame cannot be written in a format, or a file is not the frame that it is read as."""


class Inconsistent(JuesuanError):
    """A final account that does not hold together (raised by `check(raise_on="inconsistent")`)."""


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


class MissingExtra(JuesuanError, ImportError):
    """Something was asked for that needs an optional package; the message names the extra."""


class NoBrowser(JuesuanError):
    """A picture was asked for, and there is no Chrome or Chromium to draw it."""
