"""One file for each type of identity: its arguments, and what evaluates it."""
