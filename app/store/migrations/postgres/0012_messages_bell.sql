-- Rings the bell (store::bell) for open conversations: which one has new words, or that people have changed. Whoever
-- listens learns no more than an id, and asks the store what they may see.
CREATE FUNCTION alongside_ring_thread() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('alongside_bell', NEW.thread_id::text);
    RETURN NULL;
END $$;
CREATE TRIGGER bell AFTER INSERT ON message FOR EACH ROW EXECUTE FUNCTION alongside_ring_thread();

CREATE FUNCTION alongside_ring_people() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('alongside_bell', 'people');
    RETURN NULL;
END $$;
CREATE TRIGGER bell AFTER INSERT OR UPDATE OR DELETE ON membership FOR EACH STATEMENT EXECUTE FUNCTION alongside_ring_people();
CREATE TRIGGER bell_in AFTER INSERT OR DELETE ON reader FOR EACH STATEMENT EXECUTE FUNCTION alongside_ring_people();
CREATE TRIGGER bell_out AFTER UPDATE OF left_at, from_seq ON reader FOR EACH STATEMENT EXECUTE FUNCTION alongside_ring_people();
CREATE TRIGGER bell AFTER DELETE ON session FOR EACH STATEMENT EXECUTE FUNCTION alongside_ring_people();
