"""Comparisons as a person or a program reads them: in words, as JSON, as a page."""
