"""The command ``alinea``."""
