"""``python -m alinea`` is the command ``alinea``."""

from alinea.cli.app import main

main()
