"""Word documents in the layout of the Organization. Only here is python-docx used."""
