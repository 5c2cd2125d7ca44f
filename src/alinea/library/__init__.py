"""What drives reading and the library together, and the questions people ask of it, a type for each."""
