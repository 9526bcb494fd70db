-- A reply can be withdrawn by its author while it has no answer. The row is kept for its author.

ALTER TABLE plan_reply ADD COLUMN withdrawn_at TEXT;
-- For a report on a step: the state of the step before it, which a withdrawal restores.
ALTER TABLE plan_reply ADD COLUMN previous_state TEXT;
