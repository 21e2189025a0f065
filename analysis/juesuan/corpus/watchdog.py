"""Limits on time: in the process that works, and from outside for one that cannot tell any more."""

from __future__ import annotations

import faulthandler
from pathlib import Path
from types import TracebackType
from typing import Self

from juesuan.corpus.stage import Stage

# Seconds beside the limit after which a process is ended that did not end itself.
_GRACE = 5.0
# Seconds that a process may take to begin with what it was given: it starts, it imports.
_BEGIN = 60.0


class Watchdog:
    """Ends the process when a document takes too long, and leaves word which one it was at.

    Even code that never comes back to Python is ended. `timeout` None only leaves word.
    """

    def __init__(self, note: Path, timeout: float | None, documents: int) -> None:
        self.at: int | None = None
        self._note = note
        self._timeout = timeout
        self._documents = documents

    def __enter__(self) -> Self:
        self._trace = self._note.with_suffix(".trace").open("w", encoding="utf-8")
        self._said = self._note.open("wb", buffering=0)
        return self

    def __call__(self, number: int | None) -> None:
        """The document that is next, None for all of them together."""
        self.at = number
        # One write of one length: whoever reads it meanwhile reads the old or the new one.
        self._said.seek(0)
        self._said.write(f"{'' if number is None else number:>9}".encode("ascii"))
        if self._timeout:
            seconds = patience(self._timeout, number, self._documents)
            faulthandler.dump_traceback_later(seconds, exit=True, file=self._trace)

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._timeout:
            faulthandler.cancel_dump_traceback_later()
        self._said.close()
        self._trace.close()
        self._note.unlink(missing_ok=True)
        self._note.with_suffix(".trace").unlink(missing_ok=True)


def patience(timeout: float, number: int | None, documents: int) -> float:
    """Seconds for a document; what is done for all of them takes a second each beside."""
    return timeout + (documents if number is None else 0)


def sign_of_life(
    stage: Stage, name: str, documents: int, timeout: float | None
) -> tuple[object, float | None]:
    """What changes while a process works on something, and how long (seconds) it may not.

    It is looked at from outside, for a process that is stopped or cannot run its own watchdog.
    """
    if timeout is None:
        return None, None
    word = stage.word(name)
    if word is None:
        return word, max(timeout, _BEGIN) + _GRACE
    return word, patience(timeout, word[0], documents) + _GRACE
