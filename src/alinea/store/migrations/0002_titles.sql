-- An index of titles alone: the words asked for seldom stand in one title, and to find that out in the index of all
-- passages takes long.

CREATE VIRTUAL TABLE title_index USING fts5 (
    text, facets,
    content = 'passages', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2"
);
INSERT INTO title_index (rowid, text, facets) SELECT id, text, facets FROM passages WHERE part = 'title';
CREATE TRIGGER titles_out AFTER DELETE ON passages WHEN old.part = 'title' BEGIN
    INSERT INTO title_index (title_index, rowid, text, facets)
    VALUES ('delete', old.id, old.text, old.facets);
END;
