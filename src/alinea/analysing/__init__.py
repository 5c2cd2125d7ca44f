"""From a resolution to what its paragraphs mean: openings, citations, actors, deadlines, commitments."""
