"""The pages: everything Alinéa does, in a browser, in French and English, without a request that leaves the machine."""
