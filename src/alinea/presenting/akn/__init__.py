"""presenting/akn."""
