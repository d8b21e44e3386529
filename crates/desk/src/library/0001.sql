-- The library, first form. Never edited after a release: a change is 0002.sql.

-- A season of the list. Its value is its head revision's.
CREATE TABLE season (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    head     INTEGER REFERENCES revision,
    practice INTEGER NOT NULL DEFAULT 0,
    deleted  INTEGER NOT NULL DEFAULT 0,   -- taken out of the list; history stays
    title    TEXT NOT NULL
) STRICT;

-- A step of a season's history. AUTOINCREMENT: an id is never reused, so a stale window cannot match.
CREATE TABLE revision (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    season     INTEGER NOT NULL REFERENCES season,
    parent     INTEGER REFERENCES revision,
    label      TEXT NOT NULL,              -- what was done, as the menu names it
    by         TEXT NOT NULL,
    at         TEXT NOT NULL,              -- RFC 3339
    focus      TEXT,                       -- the place that changed
    typing     INTEGER NOT NULL DEFAULT 0, -- made while typing in `focus`: the next one there may replace it
    fate       INTEGER NOT NULL DEFAULT 0, -- 0 done, 1 undone (redo brings it back), 2 left behind by another edit
    checkpoint TEXT,                       -- its name, if it was named: kept for ever
    parts      TEXT NOT NULL CHECK (json_valid(parts)), -- [[name, part id], …] in the order of the file form
    card       TEXT NOT NULL CHECK (json_valid(card))   -- what the list shows, so that it need not open the season
) STRICT;
CREATE INDEX revision_of_season ON revision (season, id);
CREATE INDEX revision_of_parent ON revision (parent);

-- A piece of a season's file form, stored once whatever number of revisions hold it.
CREATE TABLE part (
    id   INTEGER PRIMARY KEY,
    hash BLOB NOT NULL UNIQUE,             -- SHA-256 of body
    body TEXT NOT NULL
) STRICT;

-- An attached file, stored once; seasons name it by the path that their file form gives.
CREATE TABLE content (
    hash  BLOB PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE attachment (
    season INTEGER NOT NULL REFERENCES season,
    file   TEXT NOT NULL,
    hash   BLOB NOT NULL REFERENCES content,
    PRIMARY KEY (season, file)
) STRICT;

CREATE TABLE setting (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT;
