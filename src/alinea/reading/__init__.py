"""Reading: bytes of whatever format become one `Text`; it knows nothing of resolutions."""
