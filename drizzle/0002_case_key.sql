CREATE TABLE "case_key" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"wrapped_by" text NOT NULL
);
--> statement-breakpoint
-- What stands there stays, plain behind a byte of 0, until the clock seals it. A JSON value, as sealed ones are.
ALTER TABLE "konklusion" ALTER COLUMN "body" SET DATA TYPE bytea USING '\x00'::bytea || convert_to("body"::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "konklusion_comment" ALTER COLUMN "text" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("text")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "private_note" ALTER COLUMN "text" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("text")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "case_key" ADD CONSTRAINT "case_key_case_id_guidance_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."guidance_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "konklusion_plain" ON "konklusion" USING btree ("booking_id") WHERE get_byte("konklusion"."body", 0) = 0;--> statement-breakpoint
CREATE INDEX "konklusion_comment_plain" ON "konklusion_comment" USING btree ("id") WHERE get_byte("konklusion_comment"."text", 0) = 0;--> statement-breakpoint
CREATE INDEX "private_note_plain" ON "private_note" USING btree ("booking_id") WHERE get_byte("private_note"."text", 0) = 0;