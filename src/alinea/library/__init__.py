"""The librarian: what drives reading and the library together: adding, removing, asking, checking, copying."""
