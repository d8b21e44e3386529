-- Packets that were handed in (送件版): kept for ever, with their files as they were.

-- The step that it was printed from is a named one, so that it stays.
CREATE TABLE freeze (
    id       INTEGER PRIMARY KEY AUTOINCREMENT,
    season   INTEGER NOT NULL REFERENCES season,
    revision INTEGER NOT NULL REFERENCES revision,
    printed  TEXT NOT NULL CHECK (json_valid(printed)), -- scope, date, draft mark, setup: how it was printed
    receipt  TEXT NOT NULL,             -- 收件編號; blank = not yet known
    note     TEXT NOT NULL,
    by       TEXT NOT NULL,
    at       TEXT NOT NULL              -- RFC 3339
) STRICT;
CREATE INDEX freeze_of_season ON freeze (season, id);

CREATE TABLE frozen_file (
    freeze   INTEGER NOT NULL REFERENCES freeze,
    position INTEGER NOT NULL,          -- its place in the set, from 0
    name     TEXT NOT NULL,
    hash     BLOB NOT NULL REFERENCES content,
    scope    TEXT NOT NULL CHECK (json_valid(scope)),
    pages    INTEGER NOT NULL,
    draft    INTEGER NOT NULL,
    places   TEXT NOT NULL CHECK (json_valid(places)), -- where each place of the season stands
    codes    TEXT NOT NULL CHECK (json_valid(codes)),  -- the code at the foot of each page
    PRIMARY KEY (freeze, position)
) STRICT;
