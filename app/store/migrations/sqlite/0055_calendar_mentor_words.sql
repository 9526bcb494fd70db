-- What one parent's mentor brings to an event, and what is answered to it, is read by no one who may
-- not know the mentor. A text that is asked for by its id is looked up among them.

CREATE INDEX event_words_text ON event_words (text_id);
CREATE INDEX event_words_answer_text ON event_words_answer (text_id);
