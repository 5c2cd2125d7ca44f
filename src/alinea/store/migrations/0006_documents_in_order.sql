-- Documents are listed in order of date and symbol, a page at a time, all of them or those of a session or a type: read
-- from an index, and not sorted anew for each page.
CREATE INDEX documents_in_order ON documents (coalesce(date, ''), coalesce(symbol, ''), id);
CREATE INDEX documents_of_session ON documents (organ, session, coalesce(date, ''), coalesce(symbol, ''), id);
CREATE INDEX documents_of_type ON documents (type, coalesce(date, ''), coalesce(symbol, ''), id);

-- Words in symbols and titles, wherever in a word they stand, from three letters on.
CREATE VIRTUAL TABLE document_words USING fts5 (symbol, title, content = 'documents', content_rowid = 'id', tokenize = 'trigram');
INSERT INTO document_words (document_words) VALUES ('rebuild');
CREATE TRIGGER document_words_kept AFTER INSERT ON documents BEGIN
    INSERT INTO document_words (rowid, symbol, title) VALUES (new.id, new.symbol, new.title);
END;
CREATE TRIGGER document_words_removed AFTER DELETE ON documents BEGIN
    INSERT INTO document_words (document_words, rowid, symbol, title) VALUES ('delete', old.id, old.symbol, old.title);
END;
