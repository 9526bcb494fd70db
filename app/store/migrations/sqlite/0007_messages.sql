-- Threads (conversations), their participants and messages, read receipts, full-text search,
-- drafts, absences, and contacts of mentors.
--
-- PostgreSQL notifies open pages with triggers. On SQLite the process publishes its own writes and
-- polls for writes by other processes (`store::change_bus`).

CREATE TABLE thread (
    id BLOB PRIMARY KEY,
    agency_id BLOB NOT NULL REFERENCES agency (id),
    family_id BLOB REFERENCES family (id),
    key TEXT,
    -- Set for a thread of two people: the ids of the family and of both persons, the smaller one
    -- first, so that two people have only one thread in each family. The family is part of the key,
    -- so that a thread in a family whose case has ended does not prevent a new one.
    pair_key TEXT UNIQUE,
    created_at TEXT NOT NULL,
    last_seq INTEGER NOT NULL,
    kind TEXT NOT NULL DEFAULT 'pair',
    -- Who created it.
    created_by_id BLOB REFERENCES person (id),
    UNIQUE (family_id, key)
) STRICT;

-- The participants of a thread. Only they read it.
CREATE TABLE thread_participant (
    thread_id BLOB NOT NULL REFERENCES thread (id),
    person_id BLOB NOT NULL REFERENCES person (id),
    -- The first message that this person may read, and the last one that they have read.
    visible_from_seq INTEGER NOT NULL,
    read_seq INTEGER NOT NULL,
    left_at TEXT,
    -- The last message that was delivered to one of their screens.
    delivered_seq INTEGER NOT NULL DEFAULT 0,
    -- Whether the others may see what was delivered and read; null if the person has not chosen.
    receipts INTEGER,
    PRIMARY KEY (thread_id, person_id)
) STRICT;
CREATE INDEX thread_participant_person ON thread_participant (person_id);

CREATE TABLE message (
    id BLOB PRIMARY KEY,
    thread_id BLOB NOT NULL REFERENCES thread (id),
    -- The order of the messages in their thread: 1, 2, 3 and so on, without gaps.
    seq INTEGER NOT NULL,
    author_id BLOB NOT NULL REFERENCES person (id),
    form_id BLOB NOT NULL,
    key TEXT,
    language TEXT NOT NULL,
    body TEXT NOT NULL,
    entered_by_agency INTEGER NOT NULL,
    created_at TEXT NOT NULL,
    -- 'words' is a text that a person wrote. All other kinds are system messages, such as that
    -- somebody joined or left; `about_id` is the person whom they are about.
    kind TEXT NOT NULL DEFAULT 'words',
    about_id BLOB REFERENCES person (id),
    -- The attachments (images, documents and voice recordings): a JSON array with the kind, media
    -- type, length and dimensions of each. `store::files` stores the bytes outside the database,
    -- under the message's id.
    files TEXT,
    UNIQUE (thread_id, seq),
    -- The same form sent twice is stored once.
    UNIQUE (author_id, form_id)
) STRICT;
-- Only people who were participants at the same time as a former participant may know of them.
-- Queries find the system message about the departure by the person whom it is about.
CREATE INDEX message_about ON message (thread_id, about_id) WHERE about_id IS NOT NULL;

-- Full-text search in messages and their translations. A row of `message_search_row` says to which
-- message the row of `message_search_index` with the same rowid belongs: a message and each of its
-- translations have a row of their own. Triggers keep both tables current; the one for translations
-- is beside `message_translation`.
CREATE TABLE message_search_row (
    id INTEGER PRIMARY KEY,
    thread_id BLOB NOT NULL,
    seq INTEGER NOT NULL
) STRICT;
CREATE INDEX message_search_row_message ON message_search_row (thread_id, seq);
CREATE VIRTUAL TABLE message_search_index
    USING fts5(body, tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER message_search_insert AFTER INSERT ON message
WHEN NEW.kind = 'words' AND NEW.body <> ''
BEGIN
    INSERT INTO message_search_row (thread_id, seq) VALUES (NEW.thread_id, NEW.seq);
    INSERT INTO message_search_index (rowid, body) VALUES (last_insert_rowid(), NEW.body);
END;
CREATE TRIGGER message_search_delete AFTER DELETE ON message
BEGIN
    DELETE FROM message_search_index WHERE rowid IN (
        SELECT w.id FROM message_search_row w WHERE w.thread_id = OLD.thread_id AND w.seq = OLD.seq
    );
    DELETE FROM message_search_row WHERE thread_id = OLD.thread_id AND seq = OLD.seq;
END;

CREATE TABLE draft (
    person_id BLOB NOT NULL REFERENCES person (id),
    -- The thread, or the person, that the draft is addressed to.
    target_id BLOB NOT NULL,
    body TEXT NOT NULL,
    created_at TEXT NOT NULL,
    -- The form that the draft was typed into. A draft that arrives after a message was sent from
    -- its form is not stored, and one that was stored at the same moment is not shown.
    form_id BLOB,
    PRIMARY KEY (person_id, target_id)
) STRICT;

-- A person's absence, from the first to the last day, and who covers for them.
CREATE TABLE absence (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    cover_id BLOB REFERENCES person (id)
) STRICT;

-- A mentor's record of contacts with the parent whom they support.
CREATE TABLE mentor_contact (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    mentor_id BLOB NOT NULL REFERENCES person (id),
    parent_id BLOB NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    created_at TEXT NOT NULL
) STRICT;
CREATE INDEX mentor_contact_mentor ON mentor_contact (mentor_id, day);
