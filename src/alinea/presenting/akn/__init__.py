"""Records as Akoma Ntoso for the United Nations (AKN4UN), and the check that a file is valid."""
