-- Ways by which somebody could not be reached, and since when (seconds since 1970). The job writes it, and the person reads it:
-- they are the one who can mend it. Choosing that way anew, or being reached by it, removes it.
CREATE TABLE notify_trouble (
    person_id BLOB NOT NULL REFERENCES person (id),
    way TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (person_id, way)
) STRICT;
