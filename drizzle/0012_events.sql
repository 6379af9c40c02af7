CREATE TABLE "event" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"series_id" uuid,
	"title" jsonb NOT NULL,
	"purpose" jsonb NOT NULL,
	"outcome" jsonb,
	"speakers" jsonb,
	"topics" text[] NOT NULL,
	"captions" boolean NOT NULL,
	"sign_language" boolean NOT NULL,
	"text_only" boolean NOT NULL,
	"recording_days" integer,
	"changed_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "event_recording_ends" CHECK (recording_days is null or recording_days > 0)
);
--> statement-breakpoint
CREATE TABLE "event_series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"rule" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "waiting_number" integer;--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "offer_ends_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "queued" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_series_id_event_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."event_series"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_series" ADD CONSTRAINT "event_series_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "event_series_id_index" ON "event" USING btree ("series_id");--> statement-breakpoint
CREATE INDEX "event_series_organisation_id_index" ON "event_series" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "booking_waiting" ON "booking" USING btree ("meeting_id","waiting_number") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "booking_offered" ON "booking" USING btree ("offer_ends_at") WHERE state = 'offered';--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_waits_in_order" CHECK (state not in ('waiting', 'offered') or waiting_number is not null);--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_offer_ends" CHECK (state <> 'offered' or offer_ends_at is not null);--> statement-breakpoint
-- A seat that is offered to somebody is taken, too; one on the waiting list is not.
CREATE OR REPLACE FUNCTION "booking_gone"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "meeting" WHERE "id" = OLD."meeting_id" AND "kind" = 'talk';
  UPDATE "meeting" SET "taken" = "taken" - 1, "revision" = "revision" + 1
    WHERE "id" = OLD."meeting_id" AND "taken" > 0 AND OLD."state" IN ('booked', 'offered', 'no_show');
  RETURN NULL;
END $$;
