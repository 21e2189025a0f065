"""Rows and claims → the frames of the contract, and their wide views."""
