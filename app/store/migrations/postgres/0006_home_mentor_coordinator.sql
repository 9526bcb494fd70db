-- The parent partner coordinator sees who walks with whom, to match and to cover, and nothing of the record.
CREATE OR REPLACE FUNCTION alongside_sees_member(family uuid, walks uuid) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT alongside_member(family) AND (walks IS NULL OR walks = alongside_person()
        OR alongside_is(family, 'worker') OR alongside_is(family, 'supervisor') OR alongside_is(family, 'mentor_coordinator'))
$$;
