-- The library: what was read, the works it holds, and what is found in their paragraphs.

PRAGMA application_id = 1097623918;  -- "Alin", by which the file is known as a library

-- An input that was read, by the hash of its bytes; several files may hold the same bytes.
CREATE TABLE sources (
    id INTEGER NOT NULL PRIMARY KEY,
    sha256 TEXT NOT NULL UNIQUE,
    size INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    asked TEXT NOT NULL,              -- the language it was read in: fr, en, auto
    reader TEXT NOT NULL,             -- version of Alinéa
    revision INTEGER NOT NULL,        -- of reading, within that version
    left_out INTEGER NOT NULL         -- fragments without a symbol, which make no work
);

CREATE TABLE files (
    path TEXT NOT NULL PRIMARY KEY,   -- absolute
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE
) WITHOUT ROWID;
CREATE INDEX files_of_source ON files (source_id);

-- A resolution, whatever the language; its facts are those of its principal version.
CREATE TABLE works (
    id INTEGER NOT NULL PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,        -- the symbol; file:1a2b3c4d5e6f/1 where it has none
    symbol TEXT UNIQUE,
    organ TEXT,
    session INTEGER,
    number TEXT,
    part TEXT,
    adopted_on TEXT                   -- ISO 8601
);
CREATE INDEX works_of_organ ON works (organ, session);

-- A resolution as read from one input in one language.
CREATE TABLE versions (
    id INTEGER NOT NULL PRIMARY KEY,
    work_id INTEGER NOT NULL REFERENCES works (id) ON DELETE CASCADE,
    source_id INTEGER NOT NULL REFERENCES sources (id) ON DELETE CASCADE,
    place INTEGER NOT NULL,           -- among the resolutions of the input, from 1
    language TEXT NOT NULL,
    title TEXT,
    organ TEXT,
    session INTEGER,
    number TEXT,
    part TEXT,
    adopted_on TEXT,
    fragment INTEGER NOT NULL,
    media_type TEXT NOT NULL,
    doubts INTEGER NOT NULL,          -- number of warnings
    extent INTEGER NOT NULL,          -- number of paragraphs
    current INTEGER NOT NULL,         -- 1: the one in use of its work and language
    principal INTEGER NOT NULL,       -- 1: the one in use of its work
    UNIQUE (source_id, place)
);
CREATE INDEX versions_of_work ON versions (work_id, language);

-- The record, whole: its JSON without what is null or empty, compressed (RFC 1950).
CREATE TABLE records (
    version_id INTEGER NOT NULL PRIMARY KEY REFERENCES versions (id) ON DELETE CASCADE,
    sha256 BLOB NOT NULL,             -- of the JSON
    json BLOB NOT NULL
);

-- Title, paragraphs and footnotes of every version in use. The identifier begins with the date of adoption, so
-- that the index gives the latest first: days since 1945-01-01 in 16 bits, version in 26, place in 16.
CREATE TABLE passages (
    id INTEGER NOT NULL PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    address TEXT NOT NULL,            -- title, pp_3, op_7_a, annex_1_p_12, note_2
    part TEXT NOT NULL,               -- title, preambular, operative, annex, note
    number TEXT,
    act TEXT,
    act_class TEXT,
    force INTEGER,
    text TEXT NOT NULL,
    facets TEXT NOT NULL              -- what it can be filtered by, as words of the index
);
CREATE INDEX passages_of_version ON passages (version_id);

CREATE VIRTUAL TABLE passage_index USING fts5 (
    text, facets,
    content = 'passages', content_rowid = 'id',
    tokenize = "unicode61 remove_diacritics 2"
);
-- New words are held back, in 16 MB at most, until a transaction ends.
INSERT INTO passage_index (passage_index, rank) VALUES ('hashsize', 16777216);
-- Passages are put into the index by the statement that follows theirs: a trigger for each takes three times as long.
CREATE TRIGGER passages_out AFTER DELETE ON passages BEGIN
    INSERT INTO passage_index (passage_index, rowid, text, facets)
    VALUES ('delete', old.id, old.text, old.facets);
END;

-- The words of the versions in use, each with its stem: a query for one finds all of its stem.
CREATE TABLE words (
    language TEXT NOT NULL,
    stem TEXT NOT NULL,
    word TEXT NOT NULL,               -- as the index has it: lower case, no accents
    uses INTEGER NOT NULL,            -- number of versions
    PRIMARY KEY (language, stem, word)
) WITHOUT ROWID;
CREATE INDEX words_by_word ON words (word);

CREATE TABLE citations (
    id INTEGER NOT NULL PRIMARY KEY,
    passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    target TEXT NOT NULL,
    kind TEXT NOT NULL,
    date TEXT,
    pinpoint TEXT,
    text TEXT NOT NULL,
    at_start INTEGER NOT NULL,
    at_end INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
);
CREATE INDEX citations_by_target ON citations (target);
CREATE INDEX citations_of_version ON citations (version_id);
CREATE INDEX citations_of_passage ON citations (passage_id);

CREATE TABLE commitments (
    id INTEGER NOT NULL PRIMARY KEY,
    passage_id INTEGER NOT NULL REFERENCES passages (id) ON DELETE CASCADE,
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    bearer TEXT,
    bearer_id TEXT,
    recipient TEXT,
    recipient_id TEXT,
    act TEXT,
    force INTEGER,
    due_session INTEGER,
    due_organ TEXT,
    due_date TEXT,
    recurrence TEXT,
    due_text TEXT,
    condition TEXT,
    quote TEXT NOT NULL,
    certain INTEGER NOT NULL,
    at_start INTEGER NOT NULL,
    at_end INTEGER NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL
);
CREATE INDEX commitments_of_version ON commitments (version_id);
CREATE INDEX commitments_of_passage ON commitments (passage_id);
CREATE INDEX commitments_by_bearer ON commitments (bearer_id, kind);
CREATE INDEX commitments_by_session ON commitments (due_session);

CREATE TABLE agenda_items (
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    item INTEGER NOT NULL,
    sub TEXT NOT NULL,                -- empty where there is none
    PRIMARY KEY (version_id, item, sub)
) WITHOUT ROWID;

CREATE TABLE warnings (
    id INTEGER NOT NULL PRIMARY KEY,
    version_id INTEGER NOT NULL REFERENCES versions (id) ON DELETE CASCADE,
    code TEXT NOT NULL,
    message TEXT NOT NULL,
    span_start INTEGER,
    span_end INTEGER
);
CREATE INDEX warnings_of_version ON warnings (version_id);

-- What the United Nations publish of a resolution beside its text, whether or not the text is held.
CREATE TABLE metadata (
    symbol TEXT NOT NULL PRIMARY KEY,
    title TEXT,
    adopted_on TEXT,
    meeting TEXT,
    committee TEXT,
    agenda_item TEXT,
    agenda_title TEXT,
    documents TEXT NOT NULL,          -- symbols of drafts and reports, separated by spaces
    adoption TEXT,                    -- as given: Without a vote, By a recorded vote
    yes INTEGER,
    no INTEGER,
    abstain INTEGER,
    sha256 TEXT NOT NULL              -- of the line that it was read from
);
CREATE TABLE sponsors (
    symbol TEXT NOT NULL REFERENCES metadata (symbol) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    name TEXT NOT NULL,
    later INTEGER NOT NULL,           -- 1: joined after the draft was submitted
    PRIMARY KEY (symbol, place)
) WITHOUT ROWID;
CREATE INDEX sponsors_by_name ON sponsors (name);
CREATE TABLE votes (
    symbol TEXT NOT NULL REFERENCES metadata (symbol) ON DELETE CASCADE,
    state TEXT NOT NULL,
    vote TEXT NOT NULL CHECK (vote IN ('yes', 'no', 'abstain')),
    PRIMARY KEY (symbol, state)
) WITHOUT ROWID;
CREATE INDEX votes_by_state ON votes (state, vote);
CREATE TABLE subjects (
    symbol TEXT NOT NULL REFERENCES metadata (symbol) ON DELETE CASCADE,
    place INTEGER NOT NULL,
    subject TEXT NOT NULL,
    scheme TEXT NOT NULL,             -- such as UNBIS Thesaurus
    PRIMARY KEY (symbol, place)
) WITHOUT ROWID;
CREATE INDEX subjects_by_name ON subjects (subject);
CREATE TABLE goals (
    symbol TEXT NOT NULL REFERENCES metadata (symbol) ON DELETE CASCADE,
    goal TEXT NOT NULL,               -- Sustainable Development Goal, or target within one: 16, 2.a
    PRIMARY KEY (symbol, goal)
) WITHOUT ROWID;
