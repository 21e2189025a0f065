"""Files that no program writes: each is read, or refused with an error of this package.

`python -m benchmarks.attack_files [--count 200] [--seed 0] [FAMILY ...]`

FAMILY is the beginning of a family's name, such as `xls` or `"xlsx: parts"`. Every family is read
in a process of its own, so that one that dies or hangs costs only its case. Printed is a line a
family: how many files were read, refused, broke the rules (another error, a crash, longer than
`--seconds`), the slowest file in seconds of processor time, and the process' memory at its highest.
The seeds of what broke the rules stand below; `FAMILIES[family].case(seed)` is the file. Ends with
1 where there are any.
"""

import argparse
import json
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from time import process_time

import juesuan
from juesuan.readers import read_source
from juesuan.tables.read_tables import read_tables
from tests.factory.broken import FAMILIES

# Every so many-th file is read with all its frames.
WHOLE = 20


def outcome(family: str, seed: int) -> str:
    """read, refused, or the error that is none of ours."""
    data = FAMILIES[family].case(seed)
    try:
        if seed % WHOLE:
            read_tables(read_source(data, "attack"))
        else:
            document = juesuan.read(data)
            assert repr(document)
            assert all(document.frame(name) is not None for name in juesuan.FRAMES)
    except juesuan.JuesuanError as error:
        return "refused" if error.hint else f"no hint: {error}"
    except Exception as error:  # noqa: BLE001 - whatever comes out is what is looked for
        return f"{type(error).__name__}: {error}"
    return "read"


def peak() -> int:
    """The memory of this process at its highest, in MB; 0 where the system does not tell."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


@dataclass(frozen=True)
class Case:
    """What came of a file: how it ended, seconds of processor time, MB that the process grew by."""

    said: str
    seconds: float
    grown: int


def measured(family: str, seed: int) -> Case:
    """Read the file of a seed in this process."""
    begun, before = process_time(), peak()
    said = outcome(family, seed)
    return Case(said, process_time() - begun, peak() - before)


def work(family: str, seed: int, stop: int) -> None:
    """Read the files of some seeds, a line of JSON each; first the line that it begins."""
    for each in range(seed, stop):
        print(json.dumps({"begin": each}), flush=True)
        case = measured(family, each)
        told = {"seed": each, "said": case.said, "took": case.seconds, "peak": peak()}
        print(json.dumps(told), flush=True)


@dataclass
class Tally:
    """What came of the files of a family."""

    read: int = 0
    refused: int = 0
    slowest: float = 0.0
    peak: int = 0
    broken: dict[int, str] = field(default_factory=dict)

    def take(self, line: dict, seconds: float) -> None:
        """Count a file."""
        said = line["said"]
        if line["took"] > seconds:
            said = f"took {line['took']:.1f} s"
        if said in ("read", "refused"):
            setattr(self, said, getattr(self, said) + 1)
        else:
            self.broken[line["seed"]] = said
        self.slowest = max(self.slowest, line["took"])
        self.peak = max(self.peak, line["peak"])


def attack(family: str, seed: int, count: int, seconds: float) -> Tally:
    """Read the files of a family in processes; one that dies or hangs is followed by another."""
    tally, at, stop = Tally(), seed, seed + count
    while at < stop:
        command = [sys.executable, "-m", "benchmarks.attack_files", "--work", family]
        process = subprocess.Popen(
            [*command, "--seed", str(at), "--count", str(stop - at)],
            stdout=subprocess.PIPE,
            text=True,
        )
        timer = threading.Timer(0, process.kill)
        for text in process.stdout or ():
            timer.cancel()
            line = json.loads(text)
            if "begin" in line:
                at = line["begin"]
                timer = threading.Timer(10 * seconds, process.kill)
                timer.start()
            else:
                tally.take(line, seconds)
                at = line["seed"] + 1
        timer.cancel()
        if process.wait() or at < stop:
            tally.broken[at] = f"the process ended with {process.returncode}"
            at += 1
    return tally


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("families", nargs="*", help="beginnings of names; all where none is given")
    parser.add_argument("--count", type=int, default=200, help="files of each family")
    parser.add_argument("--seed", type=int, default=0, help="the first file's number")
    parser.add_argument("--seconds", type=float, default=5.0, help="the most that a file may take")
    parser.add_argument("--work", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.work:
        work(given.work, given.seed, given.seed + given.count)
        return 0
    wanted = tuple(given.families) or ("",)
    broken = False
    print(
        "| family | read | refused | broke the rules | slowest, s | MB |\n|---|---|---|---|---|---|"
    )
    for family in FAMILIES:
        if family.startswith(wanted):
            tally = attack(family, given.seed, given.count, given.seconds)
            counts = f"{tally.read:,} | {tally.refused:,} | {len(tally.broken):,}"
            print(f"| {family} | {counts} | {tally.slowest:.1f} | {tally.peak} |", flush=True)
            for seed, said in tally.broken.items():
                print(f"  {family}, seed {seed}: {said}", file=sys.stderr)
            broken |= bool(tally.broken)
    return int(broken)


if __name__ == "__main__":
    sys.exit(main())
