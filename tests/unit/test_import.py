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


def test_the_command_line_begins_without_pandas():
    code = "import sys, juesuan.cli; print('\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "juesuan.cli.commands" in done.stdout.split()
    assert "pandas" not in done.stdout.split()


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


def test_rooms_are_there_after_import_and_are_loaded_when_asked_for():
    code = (
        "import sys, juesuan; before = set(sys.modules); "
        "assert {'build', 'corpus', 'figures', 'to_csv'} <= set(dir(juesuan)); "
        "assert 'juesuan.corpus' not in before and 'plotly' not in before; "
        "assert juesuan.corpus.build.build is juesuan.build; "
        "assert juesuan.corpus.panel.SpellingWarning; assert juesuan.figures.structure; "
        "assert juesuan.to_csv and juesuan.read_csv and juesuan.to_stata; "
        "assert not hasattr(juesuan, 'bild') and not hasattr(juesuan.corpus, 'bild')"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_every_public_name_is_there():
    import juesuan

    assert [name for name in juesuan.__all__ if not hasattr(juesuan, name)] == []
