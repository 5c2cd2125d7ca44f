"""presenting/cli."""
