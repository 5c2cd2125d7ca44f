"""PDF files: the runs of their pages, lines, zones, notes and paragraphs."""
