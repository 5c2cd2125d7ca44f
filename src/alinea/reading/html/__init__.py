"""Web pages: their elements, what of them is printed, and their footnotes."""
