"""Word documents: their parts, styles, numbering, and the characters of their paragraphs."""
