"""The command line: commands, what they print, how they end."""

from juesuan.cli.commands import app, main

__all__ = ["app", "main"]
