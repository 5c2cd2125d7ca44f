"""The steps from one form of the desk to the next."""
