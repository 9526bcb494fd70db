-- What people say about themselves in the portal: their name and languages, the formats that they
-- need, who they are, and how the portal looks to others who see their screen.

------------------------------------------------------------------------------------------------
-- Name and languages
------------------------------------------------------------------------------------------------

ALTER TABLE person
    -- When the person saved these columns in the portal. An import leaves them as they are from then
    -- on. Null: they are the agency's.
    ADD COLUMN details_saved_at timestamptz;
GRANT UPDATE (chosen_name, pronouns, pronunciation, languages_spoken, languages_read,
    details_saved_at) ON person TO alongside_app;

-- An interpreter may take requests in the languages of their row, so those are the agency's to
-- change. There is no actor in an import.
CREATE FUNCTION alongside_keep_languages() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    IF alongside_person() IS NOT NULL AND EXISTS (SELECT 1 FROM membership m
        WHERE m.person_id = OLD.id AND m.role = 'interpreter') THEN
        RAISE EXCEPTION 'the agency keeps the languages of an interpreter'
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_keep_languages FROM PUBLIC;
CREATE TRIGGER keep_languages BEFORE UPDATE ON person FOR EACH ROW
    WHEN (OLD.languages_spoken IS DISTINCT FROM NEW.languages_spoken
        OR OLD.languages_read IS DISTINCT FROM NEW.languages_read)
    EXECUTE FUNCTION alongside_keep_languages();

------------------------------------------------------------------------------------------------
-- What a person tells the workers of their teams
------------------------------------------------------------------------------------------------

-- The actor is a worker today of a team that this person is on today.
CREATE FUNCTION alongside_is_worker_of(other uuid) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT 1 FROM membership o
        WHERE o.person_id = other AND o.since <= alongside_today()
        AND (o.until IS NULL OR o.until > alongside_today())
        AND alongside_has_role(o.family_id, 'worker'));
END $$;
REVOKE EXECUTE ON FUNCTION alongside_is_worker_of FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_worker_of TO alongside_app, alongside_system;

-- Formats in which a person needs what they read: JSON array of slugs.
CREATE TABLE format_need (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    formats jsonb NOT NULL
);

ALTER TABLE format_need ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON format_need TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON format_need TO alongside_system;
GRANT SELECT, INSERT, UPDATE (formats) ON format_need TO alongside_app;
CREATE POLICY select_visible ON format_need FOR SELECT TO alongside_app
    USING (person_id = alongside_person() OR alongside_is_worker_of(person_id));
CREATE POLICY insert_own ON format_need FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person());
CREATE POLICY update_own ON format_need FOR UPDATE TO alongside_app
    USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());

-- How a person describes themself. Without a row they have said nothing, and nothing is known of
-- them: an import writes none.
CREATE TABLE self_identification (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    -- JSON array of slugs.
    races jsonb NOT NULL,
    race_words text,
    tribe text,
    gender text,
    -- Whether the workers of the person's teams read the row too.
    shared boolean NOT NULL,
    saved_at timestamptz NOT NULL
);

ALTER TABLE self_identification ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON self_identification TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON self_identification TO alongside_system;
GRANT SELECT, INSERT, UPDATE (races, race_words, tribe, gender, shared, saved_at), DELETE
    ON self_identification TO alongside_app;
CREATE POLICY select_visible ON self_identification FOR SELECT TO alongside_app
    USING (person_id = alongside_person() OR (shared AND alongside_is_worker_of(person_id)));
CREATE POLICY insert_own ON self_identification FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(saved_at));
CREATE POLICY update_own ON self_identification FOR UPDATE TO alongside_app
    USING (person_id = alongside_person())
    WITH CHECK (person_id = alongside_person());
CREATE POLICY delete_own ON self_identification FOR DELETE TO alongside_app
    USING (person_id = alongside_person());

------------------------------------------------------------------------------------------------
-- How the portal looks, and what was explained
------------------------------------------------------------------------------------------------

CREATE TABLE person_setting (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    -- Slug of the neutral title and icon of the window; null: those of the portal.
    window_look text,
    -- When the person said that they have read what the quick exit does.
    exit_explained_at timestamptz
);

ALTER TABLE person_setting ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON person_setting TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON person_setting TO alongside_system;
GRANT SELECT, INSERT, UPDATE (window_look, exit_explained_at) ON person_setting TO alongside_app;
CREATE POLICY all_own ON person_setting TO alongside_app
    USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());
