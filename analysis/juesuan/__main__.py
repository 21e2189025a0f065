"""`python -m juesuan` is the command line."""

from juesuan.cli import main

main()
