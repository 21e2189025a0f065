"""`import juesuan` stays light."""

import subprocess
import sys

HEAVY = ("great_expectations", "plotly", "openpyxl", "duckdb", "dask", "IPython", "typer", "rich")


def test_importing_juesuan_loads_no_plotting_validation_or_excel_library():
    code = "import sys, juesuan; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "juesuan" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_reading_and_checking_do_not_load_great_expectations(hanyang_path):
    code = (
        "import sys, juesuan; juesuan.load_suites; "
        "assert len(juesuan.read(sys.argv[1]).verdicts); print('\\n'.join(sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(hanyang_path)], capture_output=True, text=True, check=True
    )
    loaded = {name.partition(".")[0] for name in done.stdout.split()}
    assert "juesuan" in loaded
    assert "great_expectations" not in loaded
