"""The next text from the last: what follows by rule is changed, what does not is left open and marked for a person."""
