"""From records to a corpus: citations resolved, series of successive texts, languages of one work.

Nothing here knows today's date.
"""

from alinea.linking.corpora import link
from alinea.linking.outlines import outline

__all__ = ["link", "outline"]
