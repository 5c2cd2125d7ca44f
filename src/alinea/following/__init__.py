"""From a corpus and a date to a ledger: what is owed by whom when, and what is known of whether it was done."""

from alinea.following.ledgers import follow

__all__ = ["follow"]
