"""Prints random, coherent final accounts as text: the tests' own oracle, free of juesuan."""

from .account import TABLES, Account, misprint, random_account
from .layout import Layout
from .text import print_text

__all__ = ["TABLES", "Account", "Layout", "misprint", "print_text", "random_account"]
