CREATE TABLE "form_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"from_form" text NOT NULL,
	"to_form" text NOT NULL,
	"changed_by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "goal" ADD COLUMN "source" text DEFAULT 'room' NOT NULL;--> statement-breakpoint
ALTER TABLE "form_change" ADD CONSTRAINT "form_change_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "form_change_booking_id_index" ON "form_change" USING btree ("booking_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scale_reading_one_open" ON "scale_reading" USING btree ("booking_id") WHERE closed_at IS NULL AND moment <> 'check_in';