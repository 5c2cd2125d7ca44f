"""The library on disk: the only folder with SQL. Records and values in, records and values out; no rows leak."""
