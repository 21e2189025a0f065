"""Prose → paragraphs with their section path."""
