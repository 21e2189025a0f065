"""Every check and every kind of problem, planted: each has to be able to fail."""
