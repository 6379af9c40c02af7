CREATE TABLE "unwanted_address" (
	"mark" text PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "unwanted_address" ADD CONSTRAINT "unwanted_address_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "unwanted_address_organisation_id_index" ON "unwanted_address" USING btree ("organisation_id");