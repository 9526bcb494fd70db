-- Notifications about events: of changes, and reminders before an event. And for which start a
-- person answered, so that they are asked again when the event is moved.

-- When the person is reminded of an event.
ALTER TABLE notification_preference ADD COLUMN reminder text NOT NULL DEFAULT 'day_before'
    CHECK (reminder IN ('none', 'day_before', 'two_hours_before', 'both'));
GRANT UPDATE (reminder) ON notification_preference TO alongside_app;

-- The start of the event that the person saw when they answered; null: stored by a program of the
-- version before, and counts as an answer for the present start.
ALTER TABLE event_answer ADD COLUMN starts timestamp;
UPDATE event_answer SET starts = (SELECT v.starts FROM event v WHERE v.id = event_answer.event_id);
GRANT UPDATE (starts) ON event_answer TO alongside_app;

-- Who learns of a change that not everyone who sees the event can see, such as one of a withheld
-- place; null: everyone who sees the event.
ALTER TABLE event_change ADD COLUMN audience_id uuid REFERENCES audience (id);
CREATE POLICY part_known ON event_change AS RESTRICTIVE FOR SELECT TO alongside_app
    USING (audience_id IS NULL OR alongside_can_view(family_id, audience_id));

-- Transactional outbox, like notification_outbox: tells a person who sees an event of a change, or
-- reminds them of it. The row of a reminder is inserted when it is due, and then tells that it was
-- sent. Times are in seconds since 1970; the states are those of notification_outbox.
CREATE TABLE event_notification (
    event_id uuid NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    person_id uuid NOT NULL REFERENCES person (id),
    kind text NOT NULL CHECK (kind IN ('change', 'day_before', 'two_hours_before')),
    -- The start of the event then. A reminder of an earlier start is never sent.
    starts timestamp NOT NULL,
    -- The revision of the event after the change; 0 for a reminder, which no other change repeats.
    revision integer NOT NULL,
    -- For a reminder: the time for which it was due.
    created_at bigint NOT NULL,
    state text NOT NULL,
    delivered_channels text NOT NULL,
    attempts integer NOT NULL,
    next_attempt_at bigint NOT NULL,
    delivered_at bigint,
    PRIMARY KEY (event_id, person_id, kind, starts, revision)
);
CREATE INDEX event_notification_waiting ON event_notification (next_attempt_at)
    WHERE state = 'waiting';
CREATE INDEX event_notification_person ON event_notification (person_id);

-- No policy for alongside_app: a job sends them, and the pages show the change itself.
ALTER TABLE event_notification ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY system_all ON event_notification TO alongside_owner, alongside_system
    USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON event_notification TO alongside_system;

-- The events of the next days, for reminders.
CREATE INDEX event_starts ON event (starts);

-- Inserts a notification of the actor's own change of an event for everyone else who sees the event
-- and may know of the change. None for an event that is over. Returns false when there is no such
-- change. `store::notifications::outbox` does the same for SQLite and for imports.
CREATE FUNCTION alongside_add_event_notifications(
    change uuid, midnight timestamp, local_now timestamp, moment_seconds bigint, due bigint
) RETURNS boolean
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
    today date := alongside_today();
    made event_change%ROWTYPE;
BEGIN
    SELECT * INTO made FROM event_change g WHERE g.id = change
        AND g.created_by_id = alongside_person() AND alongside_is_now(g.created_at)
        AND alongside_is_now(to_timestamp(moment_seconds));
    IF made.id IS NULL OR NOT alongside_has_role(made.family_id, 'worker') THEN
        RETURN false;
    END IF;
    INSERT INTO event_notification (event_id, person_id, kind, starts, revision, created_at, state,
            delivered_channels, attempts, next_attempt_at)
        SELECT DISTINCT v.id, m.person_id, 'change', v.starts, made.revision, moment_seconds,
            'waiting', '', 0, due
        FROM event v JOIN membership m ON m.family_id = v.family_id
        WHERE v.id = made.event_id AND m.person_id <> made.created_by_id
        AND ((v.ends IS NULL AND v.starts >= midnight) OR v.ends > local_now)
        AND m.since <= today AND (m.until IS NULL OR m.until > today)
        AND m.role IN ('parent', 'guardian', 'indian_custodian', 'youth', 'caregiver', 'mentor',
            'worker', 'supervisor', 'tribal_representative')
        AND alongside_audience_includes(m.person_id, v.family_id, v.audience_id)
        AND (made.audience_id IS NULL
            OR alongside_audience_includes(m.person_id, made.family_id, made.audience_id))
        ON CONFLICT DO NOTHING;
    RETURN true;
END $$;
REVOKE EXECUTE ON FUNCTION alongside_add_event_notifications FROM PUBLIC;
GRANT EXECUTE ON FUNCTION alongside_add_event_notifications TO alongside_app;
