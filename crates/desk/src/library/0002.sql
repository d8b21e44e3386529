-- Parts of a season in other hands (分工檔).

-- What was handed out: who holds which proposal since when.
CREATE TABLE handout (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    season    INTEGER NOT NULL REFERENCES season,
    proposal  TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose   TEXT NOT NULL,              -- section, review
    by        TEXT NOT NULL,
    at        TEXT NOT NULL,              -- RFC 3339
    back_at   TEXT                        -- when it was merged, or given up; NULL = still out
) STRICT;
CREATE INDEX handout_of_season ON handout (season, id);

-- A season of the list that is a part of someone else's: the terms, and what it was when it was handed out.
CREATE TABLE held (
    season INTEGER PRIMARY KEY REFERENCES season,
    terms  TEXT NOT NULL CHECK (json_valid(terms)),
    base   TEXT NOT NULL CHECK (json_valid(base))
) STRICT;
