-- Searching in messages and their translations; a parent partner's record of contacts.
CREATE TABLE message_word (
    id INTEGER PRIMARY KEY,
    thread_id BLOB NOT NULL,
    seq INTEGER NOT NULL
) STRICT;
CREATE INDEX message_word_message ON message_word (thread_id, seq);
CREATE VIRTUAL TABLE message_words USING fts5(body, tokenize = 'unicode61 remove_diacritics 2');

CREATE TRIGGER message_words_in AFTER INSERT ON message WHEN NEW.kind = 'words' AND NEW.body <> '' BEGIN
    INSERT INTO message_word (thread_id, seq) VALUES (NEW.thread_id, NEW.seq);
    INSERT INTO message_words (rowid, body) VALUES (last_insert_rowid(), NEW.body);
END;
CREATE TRIGGER message_translation_words_in AFTER INSERT ON message_translation BEGIN
    INSERT INTO message_word (thread_id, seq) VALUES (NEW.thread_id, NEW.seq);
    INSERT INTO message_words (rowid, body) VALUES (last_insert_rowid(), NEW.body);
END;
CREATE TRIGGER message_words_out AFTER DELETE ON message BEGIN
    DELETE FROM message_words WHERE rowid IN (SELECT w.id FROM message_word w WHERE w.thread_id = OLD.thread_id AND w.seq = OLD.seq);
    DELETE FROM message_word WHERE thread_id = OLD.thread_id AND seq = OLD.seq;
END;
INSERT INTO message_word (thread_id, seq) SELECT thread_id, seq FROM message WHERE kind = 'words' AND body <> '';
INSERT INTO message_words (rowid, body) SELECT w.id, x.body FROM message_word w JOIN message x ON x.thread_id = w.thread_id AND x.seq = w.seq;

CREATE TABLE contact (
    id BLOB PRIMARY KEY,
    family_id BLOB NOT NULL REFERENCES family (id),
    mentor_id BLOB NOT NULL REFERENCES person (id),
    parent_id BLOB NOT NULL REFERENCES person (id),
    kind TEXT NOT NULL,
    day TEXT NOT NULL,
    at TEXT NOT NULL
) STRICT;
CREATE INDEX contact_mentor ON contact (mentor_id, day);
