"""``python -m alinea`` is the command ``alinea``."""

from alinea.presenting.cli.app import main

main()
