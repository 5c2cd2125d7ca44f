"""What other programs take in: bibliographies, catalogues of libraries, linked data."""
