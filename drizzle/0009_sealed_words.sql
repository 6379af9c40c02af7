-- What stands there stays, plain behind a byte of 0, until the clock seals it. A JSON value, as sealed ones are.
ALTER TABLE "follow_up" ALTER COLUMN "note" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("note")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "follow_up" ALTER COLUMN "reply" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("reply")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "goal_version" ALTER COLUMN "text" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("text")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "scale_reading" ALTER COLUMN "question" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("question")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "companion" ALTER COLUMN "label" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("label")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "chat_message" ALTER COLUMN "text" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("text")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "participant" ALTER COLUMN "message" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("message")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "shared_link" ALTER COLUMN "url" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("url")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "shared_link" ALTER COLUMN "title" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("title")::text, 'UTF8');--> statement-breakpoint
CREATE INDEX "follow_up_note_plain" ON "follow_up" USING btree ("booking_id") WHERE get_byte("follow_up"."note", 0) = 0;--> statement-breakpoint
CREATE INDEX "follow_up_reply_plain" ON "follow_up" USING btree ("booking_id") WHERE get_byte("follow_up"."reply", 0) = 0;--> statement-breakpoint
CREATE INDEX "goal_version_plain" ON "goal_version" USING btree ("goal_id") WHERE get_byte("goal_version"."text", 0) = 0;--> statement-breakpoint
CREATE INDEX "scale_reading_plain" ON "scale_reading" USING btree ("id") WHERE get_byte("scale_reading"."question", 0) = 0;--> statement-breakpoint
CREATE INDEX "companion_plain" ON "companion" USING btree ("id") WHERE get_byte("companion"."label", 0) = 0;--> statement-breakpoint
CREATE INDEX "chat_message_plain" ON "chat_message" USING btree ("id") WHERE get_byte("chat_message"."text", 0) = 0;--> statement-breakpoint
CREATE INDEX "participant_message_plain" ON "participant" USING btree ("id") WHERE get_byte("participant"."message", 0) = 0;--> statement-breakpoint
CREATE INDEX "shared_link_plain" ON "shared_link" USING btree ("id") WHERE get_byte("shared_link"."url", 0) = 0;