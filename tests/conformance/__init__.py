"""Identities on a few cells, written down as data with the verdict that they must have."""
