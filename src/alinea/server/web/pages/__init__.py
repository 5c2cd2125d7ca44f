"""One module for each page or family of pages: what it shows is asked of `library`, how it looks is a template."""
