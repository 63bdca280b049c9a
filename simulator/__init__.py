"""Gehoord: practise hard conversations in Dutch public service before having them for real."""

__version__ = "0.1.0"
