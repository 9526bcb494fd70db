-- The second fence. The store already scopes every statement; these rules say it again, so that a forgotten
-- WHERE yields nothing. The settings alongside.person, alongside.today and alongside.key are set for one
-- transaction by store::Db and by nothing else.
CREATE FUNCTION alongside_person() RETURNS uuid LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('alongside.person', true), '')::uuid $$;
CREATE FUNCTION alongside_today() RETURNS date LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('alongside.today', true), '')::date $$;
-- The one thing that may be looked up before there is a person: a session, a code or a sign-in name.
CREATE FUNCTION alongside_key() RETURNS text LANGUAGE sql STABLE AS
    $$ SELECT nullif(current_setting('alongside.key', true), '') $$;

CREATE FUNCTION alongside_member(family uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id = alongside_person()
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()))
$$;

CREATE FUNCTION alongside_is(family uuid, wanted text) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM membership m WHERE m.family_id = family AND m.person_id = alongside_person() AND m.role = wanted
        AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today()))
$$;

CREATE FUNCTION alongside_sees(family uuid, audience uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM membership m JOIN audience_entry e ON e.audience_id = audience
            WHERE m.family_id = family AND m.person_id = alongside_person()
            AND m.since <= alongside_today() AND (m.until IS NULL OR m.until > alongside_today())
            AND NOT e.never AND (e.role = m.role OR e.person_id = m.person_id))
        AND NOT EXISTS (SELECT 1 FROM audience_entry n WHERE n.audience_id = audience AND n.person_id = alongside_person() AND n.never)
$$;

-- A mentor is seen by the parent they walk with and by the agency's people, not by the other parent.
CREATE FUNCTION alongside_sees_member(family uuid, walks uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT alongside_member(family) AND (walks IS NULL OR walks = alongside_person()
        OR alongside_is(family, 'worker') OR alongside_is(family, 'supervisor'))
$$;

CREATE FUNCTION alongside_reads(thread uuid, seq bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM reader r JOIN thread t ON t.id = r.thread_id
        WHERE r.thread_id = thread AND r.person_id = alongside_person() AND r.left_at IS NULL AND r.from_seq <= seq
        AND (t.family_id IS NULL OR alongside_member(t.family_id)))
$$;

CREATE FUNCTION alongside_fresh(thread uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM thread t WHERE t.id = thread AND t.last_seq = 0)
$$;

-- People whose name one may meet: on a shared team, or in a shared conversation.
CREATE FUNCTION alongside_knows(other uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM membership o WHERE o.person_id = other AND alongside_sees_member(o.family_id, o.walks_with))
        OR EXISTS (SELECT 1 FROM reader o WHERE o.person_id = other AND alongside_reads(o.thread_id, 9223372036854775807))
$$;

DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['agency', 'person', 'account', 'invitation', 'session', 'family', 'membership', 'audience',
        'audience_entry', 'mark', 'text', 'translation', 'translation_request', 'plan', 'plan_item', 'event', 'thread', 'reader',
        'message', 'draft', 'access_log']
    LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY house ON %I TO alongside_owner, alongside_system USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT, INSERT ON %I TO alongside_system', name);
        IF name <> 'access_log' THEN
            EXECUTE format('GRANT UPDATE, DELETE ON %I TO alongside_system', name);
        END IF;
    END LOOP;
END $$;

GRANT SELECT ON agency, person, account, invitation, session, family, membership, audience, audience_entry, text, translation,
    translation_request, plan, plan_item, event, thread, reader, message, draft, access_log TO alongside_app;
GRANT INSERT ON account, session, translation_request, thread, reader, message, draft, access_log TO alongside_app;
GRANT UPDATE ON account, session, draft TO alongside_app;
GRANT UPDATE (language) ON person TO alongside_app;
GRANT UPDATE (used_at) ON invitation TO alongside_app;
GRANT UPDATE (last_seq) ON thread TO alongside_app;
GRANT UPDATE (read_seq) ON reader TO alongside_app;
GRANT DELETE ON session, draft TO alongside_app;

CREATE POLICY own ON session TO alongside_app USING (token_hash = alongside_key()) WITH CHECK (token_hash = alongside_key());
CREATE POLICY own ON invitation TO alongside_app USING (code_hash = alongside_key()) WITH CHECK (code_hash = alongside_key());
CREATE POLICY own ON account TO alongside_app
    USING (sign_in_name = alongside_key() OR person_id = alongside_person()
        OR person_id IN (SELECT i.person_id FROM invitation i WHERE i.code_hash = alongside_key()))
    WITH CHECK (person_id IN (SELECT i.person_id FROM invitation i WHERE i.code_hash = alongside_key()));

CREATE POLICY own ON person FOR SELECT TO alongside_app USING (id = alongside_person() OR alongside_knows(id));
CREATE POLICY self ON person FOR UPDATE TO alongside_app USING (id = alongside_person());
CREATE POLICY own ON agency FOR SELECT TO alongside_app
    USING (id IN (SELECT p.agency_id FROM person p WHERE p.id = alongside_person()));
CREATE POLICY own ON family FOR SELECT TO alongside_app USING (alongside_member(id));
CREATE POLICY own ON membership FOR SELECT TO alongside_app
    USING (person_id = alongside_person() OR alongside_sees_member(family_id, walks_with));
CREATE POLICY own ON audience FOR SELECT TO alongside_app USING (alongside_member(family_id));
CREATE POLICY own ON audience_entry FOR SELECT TO alongside_app
    USING (EXISTS (SELECT 1 FROM audience a WHERE a.id = audience_id));
CREATE POLICY own ON text FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id));
CREATE POLICY own ON translation FOR SELECT TO alongside_app USING (EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));
CREATE POLICY own ON translation_request FOR SELECT TO alongside_app USING (person_id = alongside_person()
    OR EXISTS (SELECT 1 FROM text t WHERE t.id = text_id AND alongside_is(t.family_id, 'worker')));
CREATE POLICY ask ON translation_request FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND EXISTS (SELECT 1 FROM text t WHERE t.id = text_id));
CREATE POLICY own ON plan FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id));
CREATE POLICY own ON plan_item FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id));
CREATE POLICY own ON event FOR SELECT TO alongside_app USING (alongside_sees(family_id, audience_id));

CREATE POLICY own ON thread FOR SELECT TO alongside_app USING (alongside_reads(id, 9223372036854775807));
CREATE POLICY begin ON thread FOR INSERT TO alongside_app WITH CHECK (last_seq = 0 AND alongside_member(family_id)
    AND agency_id IN (SELECT p.agency_id FROM person p WHERE p.id = alongside_person()));
CREATE POLICY grow ON thread FOR UPDATE TO alongside_app USING (alongside_reads(id, 9223372036854775807));
CREATE POLICY own ON reader FOR SELECT TO alongside_app
    USING (person_id = alongside_person() OR alongside_reads(thread_id, 9223372036854775807));
CREATE POLICY begin ON reader FOR INSERT TO alongside_app
    WITH CHECK (alongside_fresh(thread_id) AND (person_id = alongside_person() OR alongside_knows(person_id)));
CREATE POLICY self ON reader FOR UPDATE TO alongside_app USING (person_id = alongside_person());
CREATE POLICY own ON message FOR SELECT TO alongside_app USING (alongside_reads(thread_id, seq));
CREATE POLICY write ON message FOR INSERT TO alongside_app
    WITH CHECK (author_id = alongside_person() AND NOT entered_by_agency AND alongside_reads(thread_id, seq));
CREATE POLICY own ON draft TO alongside_app USING (person_id = alongside_person()) WITH CHECK (person_id = alongside_person());

CREATE POLICY own ON access_log FOR SELECT TO alongside_app USING (alongside_member(family_id)
    AND (subject_id IS NULL OR subject_id = alongside_person())
    AND (thread_id IS NULL OR alongside_reads(thread_id, 9223372036854775807)));
CREATE POLICY look ON access_log FOR INSERT TO alongside_app
    WITH CHECK (person_id = alongside_person() AND alongside_member(family_id));

-- Lets the server ask whether the schema is current without reading the migration table itself.
CREATE FUNCTION alongside_schema() RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS
    $$ SELECT max(version) FROM _sqlx_migrations WHERE success $$;
