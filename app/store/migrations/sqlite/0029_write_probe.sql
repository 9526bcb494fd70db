-- The one row that /readyz rewrites to find out whether this database can be written.
CREATE TABLE write_probe (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    checked_at TEXT NOT NULL
) STRICT;
INSERT INTO write_probe (id, checked_at) VALUES (1, '1970-01-01T00:00:00Z');
