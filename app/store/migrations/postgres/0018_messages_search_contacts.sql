-- Searching in messages and their translations; a parent partner's record of contacts; what a supervisor is told of age.
-- Letters without their accents, as people type them on phones. Not the unaccent extension: it may not be there.
CREATE FUNCTION alongside_plain(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
    $$ SELECT translate(lower(words), 'áàâäãåéèêëíìîïóòôöõúùûüñç', 'aaaaaaeeeeiiiiooooouuuunc') $$;
ALTER TABLE message ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', alongside_plain(body))) STORED;
ALTER TABLE message_translation ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', alongside_plain(body))) STORED;

CREATE TABLE contact (
    id uuid PRIMARY KEY,
    family_id uuid NOT NULL REFERENCES family (id),
    mentor_id uuid NOT NULL REFERENCES person (id),
    parent_id uuid NOT NULL REFERENCES person (id),
    kind text NOT NULL,
    day date NOT NULL,
    at timestamptz NOT NULL
);
CREATE INDEX contact_mentor ON contact (mentor_id, day);
ALTER TABLE contact ENABLE ROW LEVEL SECURITY;
ALTER TABLE contact FORCE ROW LEVEL SECURITY;
CREATE POLICY house ON contact TO alongside_owner, alongside_system USING (true) WITH CHECK (true);
CREATE POLICY own ON contact FOR SELECT TO alongside_app
    USING (mentor_id = alongside_person() OR parent_id = alongside_person() OR alongside_is(family_id, 'mentor_coordinator'));
CREATE POLICY put ON contact FOR INSERT TO alongside_app WITH CHECK (mentor_id = alongside_person() AND EXISTS (SELECT 1 FROM membership m
    WHERE m.family_id = contact.family_id AND m.person_id = alongside_person() AND m.walks_with = contact.parent_id));
CREATE POLICY back ON contact FOR DELETE TO alongside_app USING (mentor_id = alongside_person());
GRANT SELECT, INSERT, DELETE ON contact TO alongside_app, alongside_system;

-- For the supervisor of a family: when its workers were written to by the family and have not read it. No words, no writer.
CREATE FUNCTION alongside_unread() RETURNS TABLE (family_id uuid, person_id uuid, at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT h.family_id, r.person_id, x.at FROM membership s JOIN thread h ON h.family_id = s.family_id
        JOIN reader r ON r.thread_id = h.id AND r.left_at IS NULL
        JOIN membership w ON w.family_id = h.family_id AND w.person_id = r.person_id AND w.role = 'worker' AND (w.until IS NULL OR w.until > alongside_today())
        JOIN message x ON x.thread_id = h.id AND x.seq > r.read_seq AND x.seq >= r.from_seq AND x.kind = 'words' AND x.author_id <> r.person_id
        JOIN membership a ON a.family_id = h.family_id AND a.person_id = x.author_id AND a.role IN ('parent', 'guardian', 'indian_custodian', 'youth')
    WHERE s.person_id = alongside_person() AND s.role = 'supervisor' AND s.since <= alongside_today() AND (s.until IS NULL OR s.until > alongside_today())
$$;
