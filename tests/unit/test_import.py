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
