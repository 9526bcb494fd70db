-- Needs assessments of young people, which the agency's system has and an import brings.

-- What a tool or a person found that a young person needs to live on their own. The owner reads it, and
-- the workers of the family and their supervisors; it is no part of what the owner writes and releases.
CREATE TABLE transition_assessment (
    owner_id uuid NOT NULL REFERENCES person (id),
    -- The key of the import file.
    key text NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    tool text NOT NULL,
    assessed_on date NOT NULL,
    -- The name of the person who assessed.
    assessed_by text,
    language text NOT NULL,
    result text NOT NULL,
    PRIMARY KEY (owner_id, key)
);
CREATE INDEX transition_assessment_family ON transition_assessment (family_id);

ALTER TABLE transition_assessment ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_assessment TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_assessment TO alongside_system;
GRANT SELECT ON transition_assessment TO alongside_app;
CREATE POLICY select_visible ON transition_assessment FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR alongside_has_any_role(family_id, '{worker,supervisor}'));
