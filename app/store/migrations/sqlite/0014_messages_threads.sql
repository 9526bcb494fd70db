-- Conversations of several people: who began one, what is told in it, who shows what they have read, and who is away.
ALTER TABLE thread ADD COLUMN kind TEXT NOT NULL DEFAULT 'pair';
ALTER TABLE thread ADD COLUMN by_id BLOB REFERENCES person (id);
UPDATE thread SET kind = 'team' WHERE pair IS NULL;

-- A message that is no words but says who joined or left; about_id is that person.
ALTER TABLE message ADD COLUMN kind TEXT NOT NULL DEFAULT 'words';
ALTER TABLE message ADD COLUMN about_id BLOB REFERENCES person (id);

-- The last message that reached one of their screens, and whether the others may see that and what was read; null where
-- the person has not said.
ALTER TABLE reader ADD COLUMN reached_seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE reader ADD COLUMN receipts INTEGER;
UPDATE reader SET reached_seq = read_seq;

-- Someone who is away, from the first to the last day, and who stands in for them.
CREATE TABLE away (
    person_id BLOB PRIMARY KEY REFERENCES person (id),
    starts TEXT NOT NULL,
    ends TEXT NOT NULL,
    cover_id BLOB REFERENCES person (id)
) STRICT;
