-- Pictures, papers and voice messages sent with a message: a list of kind, media type, length and sides. The bytes are kept
-- elsewhere (store::files), under the message's id.
ALTER TABLE message ADD COLUMN files TEXT;
