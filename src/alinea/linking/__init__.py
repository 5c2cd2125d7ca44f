"""From records to what links them: citations resolved, series of successive texts, languages of one work.

Nothing here knows today's date, nor what is held: `alinea.library.relinking` runs it over a library.
"""
