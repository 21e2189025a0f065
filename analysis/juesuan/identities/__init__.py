"""What stands on the verdicts: diagnosis, corrections, the Great Expectations classes."""
