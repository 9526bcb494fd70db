-- A worry is said in three parts: what worried us, what would make it safe (benchmark_id), and what is done so far.
ALTER TABLE plan_item ADD COLUMN so_far_id BLOB REFERENCES text (id);
ALTER TABLE plan_line ADD COLUMN so_far_id BLOB REFERENCES text (id);
ALTER TABLE plan_edit ADD COLUMN so_far_id BLOB REFERENCES text (id);
