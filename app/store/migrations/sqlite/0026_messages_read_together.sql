-- Who left a conversation is known to those who read it then. The message that told of it is looked for by whom it is about.
CREATE INDEX message_about ON message (thread_id, about_id) WHERE about_id IS NOT NULL;
