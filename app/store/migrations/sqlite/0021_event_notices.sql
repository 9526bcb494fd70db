-- Notifications about events: of changes, and reminders before an event. And for which start a
-- person answered, so that they are asked again when the event is moved.

-- When the person is reminded of an event.
ALTER TABLE notification_preference ADD COLUMN reminder TEXT NOT NULL DEFAULT 'day_before'
    CHECK (reminder IN ('none', 'day_before', 'two_hours_before', 'both'));

-- The start of the event that the person saw when they answered; null: stored by a program of the
-- version before, and counts as an answer for the present start.
ALTER TABLE event_answer ADD COLUMN starts TEXT;
UPDATE event_answer SET starts = (SELECT v.starts FROM event v WHERE v.id = event_answer.event_id);

-- Who learns of a change that not everyone who sees the event can see, such as one of a withheld
-- place; null: everyone who sees the event.
ALTER TABLE event_change ADD COLUMN audience_id BLOB REFERENCES audience (id);

-- Transactional outbox, like notification_outbox: tells a person who sees an event of a change, or
-- reminds them of it. The row of a reminder is inserted when it is due, and then tells that it was
-- sent. Times are in seconds since 1970; the states are those of notification_outbox.
CREATE TABLE event_notification (
    event_id BLOB NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    person_id BLOB NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL CHECK (kind IN ('change', 'day_before', 'two_hours_before')),
    -- The start of the event then. A reminder of an earlier start is never sent.
    starts TEXT NOT NULL,
    -- The revision of the event after the change; 0 for a reminder, which no other change repeats.
    revision INTEGER NOT NULL,
    -- For a reminder: the time for which it was due.
    created_at INTEGER NOT NULL,
    state TEXT NOT NULL,
    delivered_channels TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    next_attempt_at INTEGER NOT NULL,
    delivered_at INTEGER,
    PRIMARY KEY (event_id, person_id, kind, starts, revision)
) STRICT;
CREATE INDEX event_notification_waiting ON event_notification (next_attempt_at)
    WHERE state = 'waiting';
CREATE INDEX event_notification_person ON event_notification (person_id);

-- The events of the next days, for reminders.
CREATE INDEX event_starts ON event (starts);
