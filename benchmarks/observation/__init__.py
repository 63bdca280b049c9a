"""Measuring and training the observer on labelled turns."""
