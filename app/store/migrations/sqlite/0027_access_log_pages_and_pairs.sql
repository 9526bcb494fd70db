-- Two people have one conversation of their own in each family, so that the one of a family that has ended does not stand in
-- the way of a new one. The key names the family from here on.
UPDATE thread SET pair = lower(hex(family_id)) || ' ' || pair WHERE pair IS NOT NULL AND family_id IS NOT NULL;
