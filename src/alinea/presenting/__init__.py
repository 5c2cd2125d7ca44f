"""Presenting: any value becomes something that a person or a program reads. No rule of reading lives here."""
