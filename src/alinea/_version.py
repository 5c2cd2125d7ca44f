"""The version of Alinéa."""

__version__ = "0.1.0"
