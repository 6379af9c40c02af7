DROP INDEX "participant_booking_id_index";--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_person" UNIQUE NULLS NOT DISTINCT("booking_id","role","companion_id");