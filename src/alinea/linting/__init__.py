"""What a draft departs from: rules with stable identifiers, each finding with its place and, where safe, a remedy.

A stage over one record and the text it was read from. Of a library it knows only what it is told through a function.
"""
