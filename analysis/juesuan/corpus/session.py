"""A corpus's folder while one build is at work in it."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from juesuan.catalogue.faults import fault
from juesuan.corpus.publish import complete
from juesuan.corpus.stage import Stage
from juesuan.errors import BuildError

LOG = "build.log"

log = logging.getLogger("juesuan.build")


@contextmanager
def opened(out: Path) -> Iterator[Stage]:
    """The corpus's folder, locked and logged, with what a killed build left in place completed."""
    stage = Stage(out)
    stage.folder.mkdir(parents=True, exist_ok=True)
    try:
        # The lock is the system's: it ends with the process, however that ends.
        with FileLock(stage.lock, timeout=0), _logged(out / LOG):
            if complete(stage):
                log.info("the publishing of an earlier build is completed")
            stage.make()
            yield stage
    except Timeout as error:
        raise BuildError(fault("another_build"), source=str(out)) from error


@contextmanager
def _logged(path: Path) -> Iterator[None]:
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    level = log.level
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    try:
        yield
    finally:
        log.setLevel(level)
        log.removeHandler(handler)
        handler.close()
