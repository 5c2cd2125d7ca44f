-- Documents that are no resolutions: reports, notes, letters, agendas. What asked for them is kept apart, so that what
-- answers a resolution is found.

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given anew: linking knows by it what it has seen
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,                -- among the documents of the source, from 1
    type TEXT NOT NULL,
    symbol TEXT,
    language TEXT NOT NULL,
    title TEXT,
    date TEXT,                             -- ISO 8601
    organ TEXT,                            -- series of the first organ it goes to
    session TEXT,                          -- of that organ, as printed
    json BLOB NOT NULL                     -- the document, compressed (RFC 1950)
);
CREATE INDEX documents_of_source ON documents (source_id);

-- Of a joint document each symbol.
CREATE TABLE document_symbols (
    symbol TEXT NOT NULL,
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (symbol, document_id)
) WITHOUT ROWID;
CREATE INDEX document_symbols_of_document ON document_symbols (document_id);

CREATE TABLE document_requests (
    symbol TEXT NOT NULL,                  -- of the resolution or decision that asked for the document
    document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,
    PRIMARY KEY (symbol, document_id)
) WITHOUT ROWID;
CREATE INDEX document_requests_of_document ON document_requests (document_id);
