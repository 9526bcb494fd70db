-- The documents that a young person holds when care ends (Wis. Stat. 48.385 (2)), and the vault with
-- the files that they keep.

-- What was said about a document. The row with the highest revision holds; the others are the
-- history.
CREATE TABLE transition_document (
    owner_id uuid NOT NULL REFERENCES person (id),
    -- A slug of `DocumentKind`.
    kind text NOT NULL,
    revision integer NOT NULL,
    family_id uuid NOT NULL REFERENCES family (id),
    state text NOT NULL CHECK (state IN ('have', 'coming', 'unsure')),
    -- Who gets it, in the words of the owner; null where the agency said it, which then gets it.
    helper text,
    due_on date,
    -- The owner or a worker; null for a state that was imported.
    written_by_id uuid REFERENCES person (id),
    written_at timestamptz NOT NULL,
    PRIMARY KEY (owner_id, kind, revision)
);
CREATE INDEX transition_document_family ON transition_document (family_id);

-- The actor, a worker of the family, may say about this document that the agency gets it: as the next
-- revision, and not where the young person has the document. A policy cannot read the table that it
-- belongs to.
CREATE FUNCTION alongside_may_promise_document(
    family uuid, owner uuid, document text, number integer
) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN alongside_has_role(family, 'worker') AND alongside_can_read_part(owner, 'documents')
        AND coalesce((SELECT d.revision = number - 1 AND d.state <> 'have'
            FROM transition_document d WHERE d.owner_id = owner AND d.kind = document
            ORDER BY d.revision DESC LIMIT 1), number = 1);
END $$;
REVOKE EXECUTE ON FUNCTION alongside_may_promise_document FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_may_promise_document TO alongside_app, alongside_system;

ALTER TABLE transition_document ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_document TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_document TO alongside_system;
GRANT SELECT, INSERT ON transition_document TO alongside_app;
CREATE POLICY select_visible ON transition_document FOR SELECT TO alongside_app
    USING (alongside_can_read_part(owner_id, 'documents'));
-- The owner says anything about their documents; a worker only by when the agency gets one.
CREATE POLICY insert_own ON transition_document FOR INSERT TO alongside_app
    WITH CHECK (written_by_id = alongside_person() AND alongside_is_now(written_at)
    AND alongside_is_youth_of(family_id, owner_id)
    AND (owner_id = alongside_person()
        OR (state = 'coming' AND due_on IS NOT NULL AND helper IS NULL
            AND alongside_may_promise_document(family_id, owner_id, kind, revision))));

-- A file in the vault of a young person. The bytes are in the attachment store, under the id.
CREATE TABLE transition_file (
    id uuid PRIMARY KEY,
    owner_id uuid NOT NULL REFERENCES person (id),
    family_id uuid NOT NULL REFERENCES family (id),
    -- The form that added it, and the place among its files, from 0: a form that is sent again adds
    -- nothing.
    form_id uuid NOT NULL,
    position integer NOT NULL,
    -- The document that it is a copy of; null for any other file.
    kind text,
    -- As its owner calls it; empty where they call it nothing.
    name text NOT NULL,
    media_type text NOT NULL,
    size_bytes bigint NOT NULL,
    -- SHA-256 of the stored bytes, in hexadecimal.
    hash text NOT NULL,
    added_at timestamptz NOT NULL,
    -- A removed file is kept for a day, in which its owner can put it back.
    removed_at timestamptz,
    UNIQUE (owner_id, form_id, position)
);

ALTER TABLE transition_file ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON transition_file TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON transition_file TO alongside_system;
GRANT SELECT, INSERT, UPDATE (removed_at) ON transition_file TO alongside_app;
-- Never those who read the documents only because the law requires it. A removed file stays visible
-- here to its owner, who may put it back.
CREATE POLICY select_visible ON transition_file FOR SELECT TO alongside_app
    USING (owner_id = alongside_person()
    OR (removed_at IS NULL AND alongside_is_part_released(owner_id, 'documents')));
CREATE POLICY insert_own ON transition_file FOR INSERT TO alongside_app
    WITH CHECK (owner_id = alongside_person() AND alongside_is_youth_of(family_id, owner_id)
    AND alongside_is_now(added_at) AND removed_at IS NULL);
CREATE POLICY update_own ON transition_file FOR UPDATE TO alongside_app
    USING (owner_id = alongside_person())
    WITH CHECK (owner_id = alongside_person()
    AND (removed_at IS NULL OR alongside_is_now(removed_at)));
