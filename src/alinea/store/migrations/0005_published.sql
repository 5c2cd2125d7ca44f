-- What is published of a text that is not held, asked for as works are: by organ, session, item of the agenda and place
-- in the list. The session is that of works: 75 of `A/RES/75/28`, 11 of `A/RES/ES-11/1`, none of `S/RES/1325(2000)`.
ALTER TABLE metadata ADD COLUMN organ TEXT AS (
    iif(instr(symbol, '/RES/') > 0, substr(symbol, 1, instr(symbol, '/RES/') - 1), NULL)
) VIRTUAL;
ALTER TABLE metadata ADD COLUMN numbered TEXT AS (  -- 75/28, 11/1, 1325(2000)
    ltrim(substr(symbol, instr(symbol, '/RES/') + 5), 'ES-')
) VIRTUAL;
ALTER TABLE metadata ADD COLUMN session INTEGER AS (
    iif(instr(numbered, '/') > 0, CAST(numbered AS INTEGER), NULL)
) VIRTUAL;
ALTER TABLE metadata ADD COLUMN item INTEGER AS (
    iif(agenda_item GLOB 'Agenda item [0-9]*', CAST(substr(agenda_item, 13) AS INTEGER), NULL)
) VIRTUAL;
ALTER TABLE metadata ADD COLUMN standing TEXT AS (  -- as that of works
    printf('%-6s %06d %06d  %s', coalesce(organ, '~'), coalesce(session, 0),
    CAST(substr(numbered, instr(numbered, '/') + 1) AS INTEGER), symbol)
) VIRTUAL;
CREATE INDEX metadata_by_standing ON metadata (standing);
CREATE INDEX metadata_of_session ON metadata (organ, session);
CREATE INDEX metadata_by_day ON metadata (adopted_on);
CREATE INDEX metadata_by_committee ON metadata (committee);
CREATE INDEX goals_by_name ON goals (goal);
-- Works are counted by these in the index alone.
CREATE INDEX works_counted ON works (organ, session, substr(adopted_on, 1, 4));
CREATE INDEX works_by_year ON works (substr(adopted_on, 1, 4), organ, session);
