-- Words know the line of the plan they belong to, as its own words or as a reply to it: nobody reads them who does not see that
-- line, whatever audience they were written for. Checked when a transaction is kept, because words are written before their line.
ALTER TABLE text ADD COLUMN item_id BLOB REFERENCES plan_item (id) DEFERRABLE INITIALLY DEFERRED;

-- Words proposed for the plan and accepted are still their author's, and belong to no line.
UPDATE text SET item_id = r.item_id FROM plan_reply r WHERE r.item_id IS NOT NULL AND text.id = r.text_id;
UPDATE text SET item_id = r.item_id FROM plan_reply r WHERE r.item_id IS NOT NULL AND text.id = r.answer_id;
UPDATE text SET item_id = i.id FROM plan_item i WHERE text.id = i.text_id AND text.item_id IS NULL AND NOT EXISTS (SELECT 1 FROM plan_reply p WHERE p.text_id = text.id AND p.item_id IS NULL);
UPDATE text SET item_id = i.id FROM plan_item i WHERE text.id = i.benchmark_id AND text.item_id IS NULL;
UPDATE text SET item_id = i.id FROM plan_item i WHERE text.id = i.so_far_id AND text.item_id IS NULL;
UPDATE text SET item_id = i.id FROM plan_item i WHERE text.id = i.why_id AND text.item_id IS NULL;
UPDATE text SET item_id = l.item_id FROM plan_line l WHERE text.id = l.text_id AND text.item_id IS NULL AND NOT EXISTS (SELECT 1 FROM plan_reply p WHERE p.text_id = text.id AND p.item_id IS NULL);
UPDATE text SET item_id = l.item_id FROM plan_line l WHERE text.id = l.benchmark_id AND text.item_id IS NULL;
UPDATE text SET item_id = l.item_id FROM plan_line l WHERE text.id = l.so_far_id AND text.item_id IS NULL;
UPDATE text SET item_id = l.item_id FROM plan_line l WHERE text.id = l.why_id AND text.item_id IS NULL;
UPDATE text SET item_id = e.item_id FROM plan_edit e WHERE text.id = e.text_id AND text.item_id IS NULL AND NOT EXISTS (SELECT 1 FROM plan_reply p WHERE p.text_id = text.id AND p.item_id IS NULL);
UPDATE text SET item_id = e.item_id FROM plan_edit e WHERE text.id = e.benchmark_id AND text.item_id IS NULL;
UPDATE text SET item_id = e.item_id FROM plan_edit e WHERE text.id = e.so_far_id AND text.item_id IS NULL;
UPDATE text SET item_id = e.item_id FROM plan_edit e WHERE text.id = e.why_id AND text.item_id IS NULL;
