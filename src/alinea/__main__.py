"""``python -m alinea``: the command line."""

from alinea.presenting.cli.app import main

if __name__ == "__main__":
    main()
