-- What people say to the plan and what the team answers; versions with what changed; the working copy beside them.
-- plan_item is the working copy a worker edits, and where a step's state and the family's own words live.
-- plan_line is a line as it stood in a published version; what families read is the newest version.
ALTER TABLE plan_item ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE plan_item ADD COLUMN gone boolean NOT NULL DEFAULT false;
ALTER TABLE plan_item ADD COLUMN why_id uuid REFERENCES text (id);
ALTER TABLE plan_item ADD COLUMN changed_at timestamptz;

CREATE TABLE plan_version (
    family_id uuid NOT NULL REFERENCES family (id),
    version integer NOT NULL,
    audience_id uuid NOT NULL REFERENCES audience (id),
    since date NOT NULL,
    permanency text,
    permanency_since date,
    permanency_why uuid REFERENCES text (id),
    concurrent text,
    concurrent_since date,
    concurrent_why uuid REFERENCES text (id),
    why_id uuid REFERENCES text (id),
    by_id uuid REFERENCES person (id),
    PRIMARY KEY (family_id, version)
);

CREATE TABLE plan_line (
    family_id uuid NOT NULL REFERENCES family (id),
    version integer NOT NULL,
    item_id uuid NOT NULL REFERENCES plan_item (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    kind text NOT NULL,
    position integer NOT NULL,
    text_id uuid NOT NULL REFERENCES text (id),
    goal_id uuid REFERENCES plan_item (id),
    benchmark_id uuid REFERENCES text (id),
    owner_id uuid REFERENCES person (id),
    owed boolean NOT NULL,
    due date,
    why_id uuid REFERENCES text (id),
    PRIMARY KEY (family_id, version, item_id)
);

CREATE TABLE plan_reply (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    audience_id uuid NOT NULL REFERENCES audience (id),
    author_id uuid NOT NULL REFERENCES person (id),
    form_id uuid NOT NULL,
    kind text NOT NULL,
    section text,
    item_id uuid REFERENCES plan_item (id),
    text_id uuid REFERENCES text (id),
    at timestamptz NOT NULL,
    answer_due date,
    outcome text,
    answer_id uuid REFERENCES text (id),
    answered_by uuid REFERENCES person (id),
    answered_at timestamptz,
    UNIQUE (author_id, form_id)
);
CREATE INDEX plan_reply_family ON plan_reply (family_id, id);

CREATE TABLE plan_asked (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    section text NOT NULL,
    by_id uuid NOT NULL REFERENCES person (id),
    at timestamptz NOT NULL
);
CREATE INDEX plan_asked_family ON plan_asked (family_id, section);

CREATE TABLE plan_edit (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    item_id uuid NOT NULL REFERENCES plan_item (id),
    revision integer NOT NULL,
    text_id uuid NOT NULL REFERENCES text (id),
    benchmark_id uuid REFERENCES text (id),
    owner_id uuid REFERENCES person (id),
    owed boolean NOT NULL,
    due date,
    gone boolean NOT NULL,
    why_id uuid REFERENCES text (id),
    by_id uuid NOT NULL REFERENCES person (id),
    at timestamptz NOT NULL,
    UNIQUE (item_id, revision)
);

-- Plans that were there before become their own first kept version.
INSERT INTO plan_version (family_id, version, audience_id, since, permanency, permanency_since, permanency_why, concurrent, concurrent_since, concurrent_why)
    SELECT family_id, version, audience_id, since, permanency, permanency_since, permanency_why, concurrent, concurrent_since, concurrent_why FROM plan;
INSERT INTO plan_line (family_id, version, item_id, audience_id, kind, position, text_id, goal_id, benchmark_id, owner_id, owed, due)
    SELECT i.family_id, p.version, i.id, i.audience_id, i.kind, i.position, i.text_id, i.goal_id, i.benchmark_id, i.owner_id, i.owed, i.due
    FROM plan_item i JOIN plan p ON p.family_id = i.family_id;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['plan_version', 'plan_line', 'plan_reply', 'plan_asked', 'plan_edit'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY house ON %I TO alongside_owner, alongside_system USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO alongside_system', name);
    END LOOP;
END $$;
GRANT SELECT ON plan_version, plan_line, plan_reply, plan_asked, plan_edit TO alongside_app;
GRANT INSERT ON text, plan_item, plan, plan_version, plan_reply, plan_asked, plan_edit TO alongside_app;
GRANT UPDATE ON plan_item, plan TO alongside_app;
GRANT UPDATE (outcome, answer_id, answered_by, answered_at) ON plan_reply TO alongside_app;

-- An audience is named by its entries: a role, a person's id, or "!" and the id of a person who never sees it. The app may
-- only ask for one by that name; it can add no entry to one that others use.
CREATE FUNCTION alongside_audience(wanted_id uuid, family uuid, wanted text) RETURNS uuid LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE found uuid; entry text;
BEGIN
    IF NOT alongside_member(family) THEN RETURN NULL; END IF;
    INSERT INTO audience (id, family_id, key) VALUES (wanted_id, family, wanted) ON CONFLICT (family_id, key) DO NOTHING;
    SELECT id INTO found FROM audience WHERE family_id = family AND key = wanted;
    IF found = wanted_id THEN
        FOREACH entry IN ARRAY string_to_array(wanted, ' ') LOOP
            IF entry LIKE '!%' THEN
                INSERT INTO audience_entry (audience_id, role, person_id, never) VALUES (found, NULL, substr(entry, 2)::uuid, true);
            ELSIF entry ~ '^[0-9a-f-]{36}$' THEN
                INSERT INTO audience_entry (audience_id, role, person_id, never) VALUES (found, NULL, entry::uuid, false);
            ELSE
                INSERT INTO audience_entry (audience_id, role, person_id, never) VALUES (found, entry, NULL, false);
            END IF;
        END LOOP;
    END IF;
    RETURN found;
END $$;

CREATE FUNCTION alongside_of_family(family uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT alongside_is(family, 'parent') OR alongside_is(family, 'guardian') OR alongside_is(family, 'indian_custodian') OR alongside_is(family, 'youth')
$$;

-- Own words: only by the family, and only by whoever wrote them.
CREATE POLICY write ON text FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND NOT entered_by_agency AND alongside_sees(family_id, audience_id));
CREATE FUNCTION alongside_wrote(words uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM text t WHERE t.id = words AND t.author_id = alongside_person())
$$;
CREATE POLICY write ON plan_item FOR INSERT TO alongside_app WITH CHECK (alongside_sees(family_id, audience_id)
    AND CASE WHEN kind = 'own_words' THEN alongside_of_family(family_id) AND alongside_wrote(text_id) ELSE alongside_is(family_id, 'worker') END);
CREATE POLICY edit ON plan_item FOR UPDATE TO alongside_app USING (alongside_sees(family_id, audience_id)
    AND CASE WHEN kind = 'own_words' THEN alongside_of_family(family_id) AND alongside_wrote(text_id)
        ELSE alongside_is(family_id, 'worker') OR (kind = 'step' AND owner_id = alongside_person()) END);
CREATE POLICY write ON plan FOR INSERT TO alongside_app WITH CHECK (alongside_is(family_id, 'worker'));
CREATE POLICY edit ON plan FOR UPDATE TO alongside_app USING (alongside_is(family_id, 'worker') AND alongside_sees(family_id, audience_id));

CREATE POLICY own ON plan_version FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id));
CREATE POLICY write ON plan_version FOR INSERT TO alongside_app WITH CHECK (alongside_is(family_id, 'worker') AND by_id = alongside_person());
-- A line of an old version is also held to the audience its item has today: what was narrowed is narrowed in the past too.
CREATE FUNCTION alongside_sees_item(item uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM plan_item i WHERE i.id = item AND alongside_sees(i.family_id, i.audience_id))
$$;
CREATE POLICY own ON plan_line FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id) AND alongside_sees_item(item_id));
-- Publishing keeps every line, also those the worker may not read, such as a goal a parent shares with no worker.
CREATE FUNCTION alongside_keep_lines(family uuid) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    INSERT INTO plan_line (family_id, version, item_id, audience_id, kind, position, text_id, goal_id, benchmark_id, owner_id, owed, due, why_id)
        SELECT i.family_id, p.version, i.id, i.audience_id, i.kind, i.position, i.text_id, i.goal_id, i.benchmark_id, i.owner_id, i.owed, i.due, i.why_id
        FROM plan_item i JOIN plan p ON p.family_id = i.family_id
        WHERE i.family_id = family AND NOT i.gone AND alongside_is(family, 'worker')
$$;

CREATE POLICY own ON plan_reply FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id));
CREATE POLICY write ON plan_reply FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND outcome IS NULL AND alongside_sees(family_id, audience_id));
CREATE POLICY answer ON plan_reply FOR UPDATE TO alongside_app
    USING (alongside_is(family_id, 'worker') AND alongside_sees(family_id, audience_id)) WITH CHECK (answered_by = alongside_person());
CREATE POLICY own ON plan_asked FOR SELECT TO alongside_app USING (alongside_member(family_id));
CREATE POLICY write ON plan_asked FOR INSERT TO alongside_app WITH CHECK (by_id = alongside_person() AND alongside_member(family_id));
-- Every wording a line ever had, for whoever may edit it: two editors at once lose no word.
CREATE POLICY own ON plan_edit FOR SELECT TO alongside_app
    USING (alongside_sees_item(item_id) AND (alongside_is(family_id, 'worker') OR by_id = alongside_person()));
CREATE POLICY write ON plan_edit FOR INSERT TO alongside_app WITH CHECK (by_id = alongside_person() AND alongside_sees_item(item_id));
