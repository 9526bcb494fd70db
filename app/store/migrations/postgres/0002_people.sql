-- Agencies, people, families and their teams; audiences; texts with their translations; children.

CREATE TABLE agency (
    id uuid PRIMARY KEY,
    key text NOT NULL UNIQUE,
    name text NOT NULL,
    time_zone text NOT NULL,
    languages jsonb NOT NULL,
    phone text NOT NULL,
    exit_address text NOT NULL
);

CREATE TABLE person (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    key text NOT NULL,
    name text NOT NULL,
    chosen_name text,
    pronouns text,
    pronunciation text,
    languages_spoken jsonb NOT NULL,
    languages_read jsonb NOT NULL,
    date_of_birth date,
    -- The person's own choice of language for the portal.
    language text,
    UNIQUE (agency_id, key)
);

ALTER TABLE agency ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON agency TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON agency TO alongside_system;
GRANT SELECT ON agency TO alongside_app;
CREATE POLICY select_visible ON agency FOR SELECT TO alongside_app
    USING (id IN (SELECT p.agency_id FROM person p WHERE p.id = alongside_person()));

ALTER TABLE person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON person TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON person TO alongside_system;
GRANT SELECT, UPDATE (language) ON person TO alongside_app;
CREATE POLICY select_visible ON person FOR SELECT TO alongside_app
    USING (id = alongside_person() OR alongside_can_see_person(id));
CREATE POLICY update_own ON person FOR UPDATE TO alongside_app USING (id = alongside_person());

CREATE TABLE family (
    id uuid PRIMARY KEY,
    agency_id uuid NOT NULL REFERENCES agency (id),
    key text NOT NULL,
    name text NOT NULL,
    stage text NOT NULL,
    in_home boolean NOT NULL,
    UNIQUE (agency_id, key)
);

ALTER TABLE family ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON family TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON family TO alongside_system;
GRANT SELECT ON family TO alongside_app;
CREATE POLICY select_visible ON family FOR SELECT TO alongside_app USING (alongside_is_member(id));

------------------------------------------------------------------------------------------------
-- Memberships
------------------------------------------------------------------------------------------------

-- A role of a person on the team of a family. One person can have several roles.
CREATE TABLE membership (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    person_id uuid NOT NULL REFERENCES person (id),
    role text NOT NULL,
    -- The first day, and the first day after the last.
    since date NOT NULL,
    until date,
    -- True for the one worker who leads the team.
    coordinator boolean NOT NULL,
    -- For a mentor: the parent whom they support.
    mentee_id uuid REFERENCES person (id),
    UNIQUE (family_id, person_id, role)
);
CREATE INDEX membership_person ON membership (person_id, family_id);

CREATE TRIGGER notify_change AFTER INSERT OR UPDATE OR DELETE ON membership
    FOR EACH STATEMENT EXECUTE FUNCTION alongside_notify_membership();

-- The actor may see this membership of another person. The worker and the supervisor see every one.
-- Anyone who may open the record sees those of today, as in `alongside_can_see_member`, and a
-- coordinator those of mentors. Apart from that, people on the team see the memberships, also those
-- that have ended or not begun, of people with whom they take part in a thread of the family,
-- because names there are shown with their role. An interpreter sees the memberships of the authors
-- of messages that they have claimed.
CREATE FUNCTION alongside_can_see_membership(
    family uuid, other uuid, member_role text, mentee uuid, first_day date, end_day date
) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    me uuid := alongside_person();
    today date := alongside_today();
    my_roles text[];
    is_current boolean := first_day <= today AND (end_day IS NULL OR end_day > today);
BEGIN
    SELECT array_agg(m.role) INTO my_roles FROM membership m
        WHERE m.family_id = family AND m.person_id = me
        AND m.since <= today AND (m.until IS NULL OR m.until > today);
    IF my_roles && '{worker,supervisor}' THEN
        RETURN true;
    END IF;
    IF is_current AND (mentee IS NULL OR mentee = me)
        AND my_roles && '{parent,guardian,indian_custodian,youth,caregiver,mentor,tribal_representative}' THEN
        RETURN true;
    END IF;
    IF is_current AND member_role = 'mentor' AND my_roles && '{mentor_coordinator}' THEN
        RETURN true;
    END IF;
    IF my_roles IS NULL THEN
        RETURN false;
    END IF;
    RETURN EXISTS (SELECT 1 FROM thread_participant r
            JOIN thread t ON t.id = r.thread_id
            JOIN thread_participant o ON o.thread_id = r.thread_id
            WHERE t.family_id = family AND r.person_id = me AND r.left_at IS NULL
            AND o.person_id = other AND alongside_shared_thread(r.thread_id, other))
        OR ('interpreter' = ANY (my_roles) AND EXISTS (SELECT 1 FROM interpretation_request i
            JOIN thread t ON t.id = i.thread_id
            JOIN message x ON x.thread_id = i.thread_id
                AND x.seq BETWEEN i.seq - i.context_count AND i.seq
            WHERE t.family_id = family AND i.claimed_by = me AND i.done_at IS NULL
            AND x.author_id = other));
END $$;
REVOKE EXECUTE ON FUNCTION alongside_can_see_membership FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_can_see_membership TO alongside_app, alongside_system;

ALTER TABLE membership ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON membership TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON membership TO alongside_system;
GRANT SELECT ON membership TO alongside_app;
CREATE POLICY select_visible ON membership FOR SELECT TO alongside_app
    USING (person_id = alongside_person()
    OR alongside_can_see_membership(family_id, person_id, role, mentee_id, since, until));

------------------------------------------------------------------------------------------------
-- Audiences
------------------------------------------------------------------------------------------------

-- A set of roles and persons that may see an item. Equal audiences of a family share one row; `key`
-- is the canonical form of the entries, separated by spaces: a role, the id of a person, or `!` and
-- the id of a person who is excluded.
CREATE TABLE audience (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    key text NOT NULL,
    UNIQUE (family_id, key)
);

CREATE TABLE audience_entry (
    audience_id uuid NOT NULL REFERENCES audience (id) ON DELETE CASCADE,
    role text,
    person_id uuid REFERENCES person (id),
    -- True: the entry excludes the person, whatever their role.
    denied boolean NOT NULL,
    UNIQUE (audience_id, role, person_id),
    CHECK ((role IS NULL) <> (person_id IS NULL))
);

-- Only those who are in an audience see it and its entries.
ALTER TABLE audience ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON audience TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON audience TO alongside_system;
GRANT SELECT ON audience TO alongside_app;
CREATE POLICY select_visible ON audience FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, id));

ALTER TABLE audience_entry ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON audience_entry TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON audience_entry TO alongside_system;
GRANT SELECT ON audience_entry TO alongside_app;
CREATE POLICY select_visible ON audience_entry FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM audience a WHERE a.id = audience_id));

-- Finds or creates the audience with this key, and returns its id, or null when the actor may not
-- use it. A worker may name any roles, and people of the family's team. A family member must
-- include themselves. Others who may reply to the plan may name themselves and those who answer,
-- and nobody else. The portal has no other way to write audiences, so it cannot add an entry to one
-- that others use.
CREATE FUNCTION alongside_audience(wanted_id uuid, family uuid, wanted text) RETURNS uuid
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    found uuid;
    entry text;
    entries text[] := string_to_array(wanted, ' ');
    me text := alongside_person()::text;
BEGIN
    IF cardinality(entries) = 0 OR NOT (alongside_has_role(family, 'worker')
        OR (alongside_is_family_member(family) AND me = ANY (entries))
        OR (alongside_has_any_role(family, '{caregiver,mentor,supervisor,tribal_representative}')
            AND me = ANY (entries) AND entries <@ ARRAY[me, 'worker', 'supervisor'])) THEN
        RETURN NULL;
    END IF;
    IF EXISTS (SELECT 1 FROM unnest(entries) one
        WHERE NOT (one = ANY ('{parent,guardian,indian_custodian,youth,caregiver,mentor,mentor_coordinator,worker,supervisor,tribal_representative,interpreter,administrator}')
        OR EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = family AND m.person_id::text = ltrim(one, '!')))) THEN
        RETURN NULL;
    END IF;
    INSERT INTO audience (id, family_id, key) VALUES (wanted_id, family, wanted)
        ON CONFLICT (family_id, key) DO NOTHING;
    SELECT id INTO found FROM audience WHERE family_id = family AND key = wanted;
    IF found = wanted_id THEN
        FOREACH entry IN ARRAY entries LOOP
            IF entry LIKE '!%' THEN
                INSERT INTO audience_entry (audience_id, role, person_id, denied)
                    VALUES (found, NULL, substr(entry, 2)::uuid, true);
            ELSIF entry ~ '^[0-9a-f-]{36}$' THEN
                INSERT INTO audience_entry (audience_id, role, person_id, denied)
                    VALUES (found, NULL, entry::uuid, false);
            ELSE
                INSERT INTO audience_entry (audience_id, role, person_id, denied)
                    VALUES (found, entry, NULL, false);
            END IF;
        END LOOP;
    END IF;
    RETURN found;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_audience FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_audience TO alongside_app;

------------------------------------------------------------------------------------------------
-- Texts
------------------------------------------------------------------------------------------------

-- A text that a person wrote, in one language. Its body is never updated: a new wording is a new
-- row.
CREATE TABLE text (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    language text NOT NULL,
    body text NOT NULL,
    -- Null for a text of the agency without a named author.
    author_id uuid REFERENCES person (id),
    -- True when an import wrote the text in the name of a family member.
    entered_by_agency boolean NOT NULL,
    created_at timestamptz NOT NULL,
    -- The plan item that the text belongs to, as its own text or as a reply to it. Null for texts
    -- that were proposed for the plan and accepted: they remain their author's. 0006_plan.sql adds
    -- the foreign key, because that table does not exist yet.
    item_id uuid
);
CREATE INDEX text_family ON text (family_id);

-- The actor wrote this text.
CREATE FUNCTION alongside_is_author(authored_text uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
    SELECT EXISTS (SELECT 1 FROM text t
        WHERE t.id = authored_text AND t.author_id = alongside_person())
$$;
REVOKE EXECUTE ON FUNCTION alongside_is_author FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_is_author TO alongside_app, alongside_system;

ALTER TABLE text ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON text TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON text TO alongside_system;
GRANT SELECT, INSERT, UPDATE (audience_id) ON text TO alongside_app;
CREATE POLICY select_visible ON text FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
-- Nobody reads the text of a plan item that they do not see, whatever audience the text has.
CREATE POLICY part_of_item ON text AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (item_id IS NULL OR alongside_can_view_item_of(audience_id, item_id));
-- In the actor's own name, and now.
CREATE POLICY insert_visible ON text FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND NOT entered_by_agency
    AND alongside_is_now(created_at) AND alongside_can_view(family_id, audience_id));
-- When a worker changes who sees a plan item, its texts get the same audience. Texts of family
-- members are excepted: only they share them.
CREATE POLICY update_audience ON text FOR UPDATE TO alongside_app
    USING (alongside_has_role(family_id, 'worker') AND alongside_can_view(family_id, audience_id)
        AND NOT EXISTS (SELECT 1 FROM membership m
            WHERE m.family_id = text.family_id AND m.person_id = text.author_id
            AND m.role IN ('parent', 'guardian', 'indian_custodian', 'youth')))
    WITH CHECK (alongside_has_role(family_id, 'worker')
        AND alongside_can_view(family_id, audience_id));

CREATE TABLE translation (
    text_id uuid NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language text NOT NULL,
    body text NOT NULL,
    -- The name of the person or machine that made it.
    made_by text NOT NULL,
    machine boolean NOT NULL,
    created_at timestamptz NOT NULL,
    PRIMARY KEY (text_id, language)
);

ALTER TABLE translation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON translation TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON translation TO alongside_system;
GRANT SELECT ON translation TO alongside_app;
CREATE POLICY select_visible ON translation FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));

-- Who asked for a translation of a text, and into which language.
CREATE TABLE translation_request (
    text_id uuid NOT NULL REFERENCES text (id) ON DELETE CASCADE,
    language text NOT NULL,
    person_id uuid NOT NULL REFERENCES person (id),
    created_at timestamptz NOT NULL,
    PRIMARY KEY (text_id, language, person_id)
);

ALTER TABLE translation_request ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON translation_request TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON translation_request TO alongside_system;
GRANT SELECT, INSERT ON translation_request TO alongside_app;
CREATE POLICY select_visible ON translation_request FOR SELECT TO alongside_app
    USING (person_id = alongside_person()
    OR EXISTS (SELECT 1 FROM text t
        WHERE t.id = text_id AND alongside_has_role(t.family_id, 'worker')));
CREATE POLICY insert_own ON translation_request FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_is_now(created_at)
    AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));

------------------------------------------------------------------------------------------------
-- Children
------------------------------------------------------------------------------------------------

CREATE TABLE child (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    key text NOT NULL,
    name text NOT NULL,
    date_of_birth date NOT NULL,
    -- The child's own person record: from the age of 14 a child may be on the team.
    person_id uuid REFERENCES person (id),
    UNIQUE (family_id, key)
);

ALTER TABLE child ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON child TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON child TO alongside_system;
GRANT SELECT ON child TO alongside_app;
CREATE POLICY select_visible ON child FOR SELECT TO alongside_app
    USING (alongside_can_view(family_id, audience_id));
