"""Akoma Ntoso, AKN4UN among it: its facts, its text as printed, and what its mark-up says."""
