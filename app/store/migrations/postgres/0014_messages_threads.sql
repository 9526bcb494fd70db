-- Conversations of several people: who began one, what is told in it, who shows what they have read, and who is away.
ALTER TABLE thread ADD COLUMN kind text NOT NULL DEFAULT 'pair';
ALTER TABLE thread ADD COLUMN by_id uuid REFERENCES person (id);
UPDATE thread SET kind = 'team' WHERE pair IS NULL;

-- A message that is no words but says who joined or left; about_id is that person.
ALTER TABLE message ADD COLUMN kind text NOT NULL DEFAULT 'words';
ALTER TABLE message ADD COLUMN about_id uuid REFERENCES person (id);

-- The last message that reached one of their screens, and whether the others may see that and what was read; null where
-- the person has not said.
ALTER TABLE reader ADD COLUMN reached_seq bigint NOT NULL DEFAULT 0;
ALTER TABLE reader ADD COLUMN receipts boolean;
UPDATE reader SET reached_seq = read_seq;

-- Someone who is away, from the first to the last day, and who stands in for them.
CREATE TABLE away (
    person_id uuid PRIMARY KEY REFERENCES person (id),
    starts date NOT NULL,
    ends date NOT NULL,
    cover_id uuid REFERENCES person (id)
);

-- Nobody has written yet, and whoever asks has just begun it: readers may be put in.
CREATE OR REPLACE FUNCTION alongside_fresh(thread uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM thread t WHERE t.id = thread AND t.by_id = alongside_person())
        AND NOT EXISTS (SELECT 1 FROM message m WHERE m.thread_id = thread)
$$;
CREATE FUNCTION alongside_began(thread uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM thread t WHERE t.id = thread AND t.by_id = alongside_person())
$$;
-- Whoever began a team's conversation, and the family's worker, put people in and take them off, while they read it themselves.
CREATE FUNCTION alongside_tends(thread uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT EXISTS (SELECT 1 FROM thread t WHERE t.id = thread AND t.kind = 'team' AND alongside_reads(t.id, 9223372036854775807)
        AND (t.by_id = alongside_person() OR alongside_is(t.family_id, 'worker')))
$$;

DROP POLICY begin ON thread;
CREATE POLICY begin ON thread FOR INSERT TO alongside_app WITH CHECK (last_seq IN (0, 1) AND by_id = alongside_person() AND alongside_member(family_id)
    AND agency_id IN (SELECT p.agency_id FROM person p WHERE p.id = alongside_person()));
DROP POLICY write ON message;
CREATE POLICY write ON message FOR INSERT TO alongside_app WITH CHECK (author_id = alongside_person() AND NOT entered_by_agency
    AND (alongside_reads(thread_id, seq) OR (kind = 'began' AND seq = 1 AND alongside_fresh(thread_id))));
CREATE POLICY join_in ON reader FOR INSERT TO alongside_app WITH CHECK (alongside_tends(thread_id) AND alongside_knows(person_id));
CREATE POLICY tend ON reader FOR UPDATE TO alongside_app USING (alongside_tends(thread_id));
GRANT UPDATE (reached_seq, receipts, left_at, from_seq) ON reader TO alongside_app;

ALTER TABLE away ENABLE ROW LEVEL SECURITY;
ALTER TABLE away FORCE ROW LEVEL SECURITY;
CREATE POLICY house ON away TO alongside_owner, alongside_system USING (true) WITH CHECK (true);
CREATE POLICY own ON away FOR SELECT TO alongside_app USING (person_id = alongside_person() OR alongside_knows(person_id));
CREATE POLICY put ON away FOR INSERT TO alongside_app WITH CHECK (person_id = alongside_person());
CREATE POLICY self ON away FOR UPDATE TO alongside_app USING (person_id = alongside_person());
CREATE POLICY back ON away FOR DELETE TO alongside_app USING (person_id = alongside_person());
GRANT SELECT, INSERT, UPDATE, DELETE ON away TO alongside_app, alongside_system;

-- What was read and what reached somebody is news for whoever wrote it.
CREATE TRIGGER bell_read AFTER UPDATE OF read_seq, reached_seq, receipts ON reader FOR EACH ROW EXECUTE FUNCTION alongside_ring_thread();
