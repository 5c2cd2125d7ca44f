"""What programs ask of a library over HTTP, under ``/api/v1``: the same values as in Python, as JSON."""
