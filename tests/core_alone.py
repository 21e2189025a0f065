"""What must work with no extra installed: `python -m tests.core_alone` in a bare environment.

With `--hidden` the packages of the extras are hidden first, which tries the same where they are.
"""

import sys
import tempfile
from collections.abc import Callable
from importlib.abc import MetaPathFinder
from importlib.util import find_spec
from pathlib import Path

from juesuan.catalogue.extras import EXTRA_OF
from juesuan.errors import MissingExtra


class Hidden(MetaPathFinder):
    """Finds nothing of the packages of the extras, as if they were not installed."""

    def find_spec(self, name, *_):
        if name in EXTRA_OF:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


def extra_named(ask: Callable[[], object]) -> str:
    """The extra that an error names."""
    try:
        ask()
    except MissingExtra as error:
        return str(error).partition("juesuan[")[2].partition("]")[0]
    return "none"


def main() -> None:
    """Read, check, build and export; then ask for what needs each extra."""
    import juesuan
    from juesuan.corpus.place import file_system
    from juesuan.corpus.schedulers.cluster import connect
    from juesuan.lab import refuse_without_lab

    account = juesuan.read(juesuan.example())
    assert len(account.amounts) == 183
    assert set(account.check()["verdict"]) >= {"exact", "inconsistent"}
    assert account._repr_html_()
    with tempfile.TemporaryDirectory() as folder:
        book = Path(folder, "book.xlsx")
        account.to_excel(book)
        assert len(juesuan.read_workbook(book)["amounts"]) == 183
        account.report(Path(folder, "account.html"))
        account.notice(Path(folder, "notice.docx"))
        juesuan.build([juesuan.example()], Path(folder, "built"))
        corpus = juesuan.open_corpus(Path(folder, "built"))
        assert len(corpus.frame("amounts")) == 183
        assert extra_named(lambda: corpus.sql("select 1")) == "sql"
    assert extra_named(lambda: account.figures) == "figures"
    assert extra_named(lambda: juesuan.figures) == "figures"
    assert extra_named(refuse_without_lab) == "lab"
    assert extra_named(juesuan.load_suites) == "expectations"
    assert extra_named(lambda: connect("tcp://127.0.0.1:1")) == "dask"
    assert extra_named(lambda: file_system("memory://folder")) == "stores"
    loaded = sorted(set(EXTRA_OF) & set(sys.modules))
    assert loaded == [], loaded
    sys.stdout.write("the core works alone\n")


if __name__ == "__main__":
    if "--hidden" in sys.argv:
        sys.meta_path.insert(0, Hidden())
    else:
        there = [package for package in EXTRA_OF if find_spec(package) is not None]
        assert there == [], f"no bare environment: {there}"
    main()
