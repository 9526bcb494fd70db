-- What people say about themselves in the portal: their name and languages, the formats that they
-- need, who they are, and how the portal looks to others who see their screen.

-- When the person saved their name and languages in the portal. An import leaves those columns as
-- they are from then on. Null: they are the agency's.
ALTER TABLE person ADD COLUMN details_saved_at TEXT;

-- Formats in which a person needs what they read: JSON array of slugs.
CREATE TABLE format_need (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    formats TEXT NOT NULL
) STRICT;

-- How a person describes themself. Without a row they have said nothing, and nothing is known of
-- them: an import writes none.
CREATE TABLE self_identification (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    -- JSON array of slugs.
    races TEXT NOT NULL,
    race_words TEXT,
    tribe TEXT,
    gender TEXT,
    -- Whether the workers of the person's teams read the row too.
    shared INTEGER NOT NULL,
    saved_at TEXT NOT NULL
) STRICT;

CREATE TABLE person_setting (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    -- Slug of the neutral title and icon of the window; null: those of the portal.
    window_look TEXT,
    -- When the person said that they have read what the quick exit does.
    exit_explained_at TEXT
) STRICT;
