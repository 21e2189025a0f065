"""Documents that kill, hang or eat memory, in the process that reads them."""

import os
import re
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from juesuan.corpus import read_together as reading
from juesuan.document import read

CRASH, EXIT, HANG, SLEEP, EAT = "崩溃", "退出", "死循环", "沉睡", "吞内存"


def hostile(files, **options: Any):
    """What reads a document, where it does as its text says."""
    words = files[0].getvalue().decode(errors="replace")[:40]
    if CRASH in words:
        os.abort()
    if EXIT in words:
        os._exit(7)
    if HANG in words:
        # One call into C, which never comes back and never lets another thread run.
        re.match("(a+)+$", "a" * 64 + "b")
    if SLEEP in words:
        time.sleep(3600)
    if EAT in words:
        bytearray(3 * 2**30)
    return read(files, **options)


@dataclass
class Sabotaged:
    """Work in a process where documents are hostile."""

    work: Any

    def __call__(self, batch):
        reading.read = hostile
        return self.work(batch)

    def sign(self, batch):
        return self.work.sign(batch)


@dataclass
class Saboteur:
    """A scheduler whose processes read hostile documents."""

    scheduler: Any
    limits = True

    def map_unordered(self, work, batches):
        return self.scheduler.map_unordered(Sabotaged(work), batches)


def make_hostile(path: Path, word: str) -> None:
    """Let a document do as `word` says."""
    path.write_text(f"{word}\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
