-- The texts that were read, as characters, so that a place in one can be shown where the file is not at hand; and
-- what lists of works and of what came last need.

ALTER TABLE sources ADD COLUMN added_at TEXT;  -- ISO 8601, UTC; NULL where it is not known

CREATE TABLE texts (
    source_id INTEGER NOT NULL PRIMARY KEY REFERENCES sources (id) ON DELETE CASCADE,
    sha256 BLOB NOT NULL,             -- of the text in UTF-8
    text BLOB NOT NULL,               -- in UTF-8, compressed (RFC 1950); spans are places in it
    exact INTEGER NOT NULL,           -- 1: the input is this text in UTF-8, byte for byte
    data BLOB                         -- the input, compressed, where it was in no file and is not exact
);

-- Where a work stands among others: by organ, session and number, or by the day of adoption.
ALTER TABLE works ADD COLUMN standing TEXT AS (
    printf('%-6s %06d %06d %s %s', coalesce(organ, '~'), coalesce(session, 0), CAST(number AS INTEGER),
    coalesce(part, ''), name)
) VIRTUAL;
ALTER TABLE works ADD COLUMN adoption TEXT AS (
    printf('%-10s %-6s %06d %06d %s %s', coalesce(adopted_on, ''), coalesce(organ, '~'), coalesce(session, 0),
    CAST(number AS INTEGER), coalesce(part, ''), name)
) VIRTUAL;
CREATE INDEX works_by_standing ON works (standing);
CREATE INDEX works_by_adoption ON works (adoption);
