"""The command line: commands, what they print, how they end."""

from juesuan.cli.commands import app
from juesuan.cli.main import main

__all__ = ["app", "main"]
