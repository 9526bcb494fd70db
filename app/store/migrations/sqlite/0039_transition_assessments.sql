-- Needs assessments of young people, which the agency's system has and an import brings.

-- What a tool or a person found that a young person needs to live on their own. The owner reads it, and
-- the workers of the family and their supervisors; it is no part of what the owner writes and releases.
CREATE TABLE transition_assessment (
    owner_id BLOB NOT NULL REFERENCES person (id),
    -- The key of the import file.
    key TEXT NOT NULL,
    family_id BLOB NOT NULL REFERENCES family (id),
    tool TEXT NOT NULL,
    assessed_on TEXT NOT NULL,
    -- The name of the person who assessed.
    assessed_by TEXT,
    language TEXT NOT NULL,
    result TEXT NOT NULL,
    PRIMARY KEY (owner_id, key)
) STRICT;
CREATE INDEX transition_assessment_family ON transition_assessment (family_id);
