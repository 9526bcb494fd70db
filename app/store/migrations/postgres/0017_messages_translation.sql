-- Two languages in one conversation: what was asked of interpreters, what they and machines made of it, and the agency's
-- own words for the terms of the law.
CREATE TABLE interpretation (
    id uuid PRIMARY KEY,
    thread_id uuid NOT NULL REFERENCES thread (id),
    seq bigint NOT NULL,
    language text NOT NULL,
    asked_by uuid NOT NULL REFERENCES person (id),
    -- How many messages before it the interpreter may read to understand it.
    before_it integer NOT NULL,
    at timestamptz NOT NULL,
    taken_by uuid REFERENCES person (id),
    done_at timestamptz,
    UNIQUE (thread_id, seq, language)
);
CREATE INDEX interpretation_waiting ON interpretation (thread_id) WHERE done_at IS NULL;

CREATE TABLE message_translation (
    thread_id uuid NOT NULL REFERENCES thread (id),
    seq bigint NOT NULL,
    language text NOT NULL,
    machine boolean NOT NULL,
    body text NOT NULL,
    -- Who made it: an interpreter's name, or the machine's.
    made_by text NOT NULL,
    by_id uuid REFERENCES person (id),
    at timestamptz NOT NULL,
    PRIMARY KEY (thread_id, seq, language, machine)
);

CREATE TABLE glossary (
    agency_id uuid NOT NULL REFERENCES agency (id),
    language text NOT NULL,
    term text NOT NULL,
    to_language text NOT NULL,
    words text NOT NULL,
    PRIMARY KEY (agency_id, language, term, to_language)
);

-- An interpreter of this family, today.
CREATE FUNCTION alongside_interprets(thread uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM thread t WHERE t.id = thread AND alongside_is(t.family_id, 'interpreter'))
$$;
-- A message that was given to this interpreter, or one before it that they may read to understand it, until it is done.
CREATE FUNCTION alongside_was_given(thread uuid, number bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM interpretation i JOIN reader r ON r.thread_id = i.thread_id AND r.person_id = i.asked_by
        WHERE i.thread_id = thread AND i.taken_by = alongside_person() AND i.done_at IS NULL
        AND number BETWEEN i.seq - i.before_it AND i.seq AND number >= r.from_seq) AND alongside_interprets(thread)
$$;
DO $$
DECLARE name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['interpretation', 'message_translation', 'glossary'] LOOP
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', name);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', name);
        EXECUTE format('CREATE POLICY house ON %I TO alongside_owner, alongside_system USING (true) WITH CHECK (true)', name);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO alongside_system', name);
    END LOOP;
END $$;
GRANT SELECT, INSERT ON interpretation, message_translation TO alongside_app;
GRANT UPDATE (taken_by, done_at) ON interpretation TO alongside_app;
GRANT SELECT ON glossary TO alongside_app;
CREATE POLICY own ON interpretation FOR SELECT TO alongside_app USING (alongside_reads(thread_id, seq) OR alongside_interprets(thread_id));
CREATE POLICY ask ON interpretation FOR INSERT TO alongside_app WITH CHECK (asked_by = alongside_person() AND alongside_reads(thread_id, seq));
CREATE POLICY take ON interpretation FOR UPDATE TO alongside_app USING (alongside_interprets(thread_id) AND (taken_by IS NULL OR taken_by = alongside_person()))
    WITH CHECK (alongside_interprets(thread_id));
CREATE POLICY interprets ON thread FOR SELECT TO alongside_app USING (alongside_interprets(id)
    AND EXISTS (SELECT 1 FROM interpretation i WHERE i.thread_id = thread.id AND i.done_at IS NULL));
CREATE POLICY own ON message_translation FOR SELECT TO alongside_app USING (alongside_reads(thread_id, seq));
CREATE POLICY put ON message_translation FOR INSERT TO alongside_app WITH CHECK (CASE WHEN machine THEN alongside_reads(thread_id, seq)
    ELSE by_id = alongside_person() AND alongside_was_given(thread_id, seq) END);
CREATE POLICY given ON message FOR SELECT TO alongside_app USING (alongside_was_given(thread_id, seq));
CREATE POLICY own ON glossary FOR SELECT TO alongside_app USING (agency_id IN (SELECT p.agency_id FROM person p WHERE p.id = alongside_person()));
-- What was asked, and what came of it, is news for whoever has the conversation open.
CREATE TRIGGER bell AFTER INSERT ON message_translation FOR EACH ROW EXECUTE FUNCTION alongside_ring_thread();
