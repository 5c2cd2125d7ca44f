"""Alinéa makes the resolutions of the United Nations workable."""
