"""segmenting."""
