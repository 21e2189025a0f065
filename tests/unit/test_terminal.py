"""The command line in a terminal, and where the terminal has not all signs."""

import os
import subprocess
import sys

import pytest
from rich.cells import cell_len

HEADINGS = ("基本支出", "项目支出", "经营支出")


def in_terminal(columns, *arguments):
    """What a command prints in a terminal that is so wide, and its exit code."""
    pty = pytest.importorskip("pty")
    import fcntl
    import struct
    import termios

    program, place = pty.fork()
    if program == 0:  # pragma: no cover - another process
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
        # The terminal's own width counts, not that of the shell the tests were started from.
        widths = ("COLUMNS", "LINES")
        kept = {name: value for name, value in os.environ.items() if name not in widths}
        os.execve(sys.executable, [sys.executable, "-m", "juesuan", *arguments], kept)  # noqa: S606
    said = b""
    while True:
        try:
            more = os.read(place, 65536)
        except OSError:  # Linux says so that the other side is closed
            break
        if not more:
            break
        said += more
    _, ended = os.waitpid(program, 0)
    os.close(place)
    return said.decode(), os.waitstatus_to_exitcode(ended)


@pytest.mark.parametrize("columns", [60, 80])
def test_a_table_fits_the_terminal(columns, hanyang_path):
    text, code = in_terminal(
        columns, "--lang", "zh", "show", "--table", "支出决算表", str(hanyang_path)
    )
    lines = text.splitlines()
    assert code == 0
    assert max(map(cell_len, lines)) <= columns
    # A block of figures repeats the codes and names, so there are several where it is narrow.
    assert sum("2012901" in line for line in lines) >= 2
    for heading in HEADINGS:
        assert heading in text


@pytest.mark.parametrize("columns", [60, 80])
def test_help_fits_the_terminal_in_both_languages(columns):
    for language, words in (("zh", "用法："), ("en", "Usage:")):
        text, code = in_terminal(columns, "--lang", language, "build", "--help")
        assert code == 0
        assert words in text
        assert max(cell_len(line) for line in text.splitlines() if "\x1b" not in line) <= columns


def test_a_console_of_gbk_prints_chinese_and_a_plain_minus(hanyang_path):
    environment = {**os.environ, "LANG": "zh_CN.GBK", "PYTHONIOENCODING": "gbk", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-m", "juesuan", "--lang", "zh", "check", str(hanyang_path)],
        capture_output=True,
        check=False,
        env=environment,
    )
    said = done.stdout.decode("gbk")
    assert done.returncode == 1
    assert "÷（本年数 - 增减额）" in said
    assert "?" not in said
