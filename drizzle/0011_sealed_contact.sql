-- What stands there stays, plain behind a byte of 0, until the clock seals it. A JSON value, as sealed ones are.
ALTER TABLE "checklist_sheet" ALTER COLUMN "answers" SET DATA TYPE bytea USING '\x00'::bytea || convert_to("answers"::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "booking" ALTER COLUMN "topic" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("topic")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "booking" ALTER COLUMN "cancel_reason" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("cancel_reason")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "reach" "bytea";--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "has_address" boolean;--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "has_phone" boolean;--> statement-breakpoint
UPDATE "contact" SET "has_address" = "email" IS NOT NULL, "has_phone" = "phone" IS NOT NULL, "reach" = '\x00'::bytea || convert_to(jsonb_build_object('alias', "alias", 'email', "email", 'phone', "phone")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "contact" ALTER COLUMN "reach" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "contact" ALTER COLUMN "has_address" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "contact" ALTER COLUMN "has_phone" SET NOT NULL;--> statement-breakpoint
CREATE INDEX "checklist_sheet_plain" ON "checklist_sheet" USING btree ("id") WHERE get_byte("checklist_sheet"."answers", 0) = 0;--> statement-breakpoint
CREATE INDEX "booking_topic_plain" ON "booking" USING btree ("id") WHERE get_byte("booking"."topic", 0) = 0;--> statement-breakpoint
CREATE INDEX "booking_cancel_reason_plain" ON "booking" USING btree ("id") WHERE get_byte("booking"."cancel_reason", 0) = 0;--> statement-breakpoint
CREATE INDEX "contact_plain" ON "contact" USING btree ("case_id") WHERE get_byte("contact"."reach", 0) = 0;--> statement-breakpoint
ALTER TABLE "contact" DROP COLUMN "alias";--> statement-breakpoint
ALTER TABLE "contact" DROP COLUMN "email";--> statement-breakpoint
ALTER TABLE "contact" DROP COLUMN "phone";
