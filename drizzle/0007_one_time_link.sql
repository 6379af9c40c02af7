CREATE TABLE "case_link" (
	"hash" text PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "contact" ADD COLUMN "email_hash" text;--> statement-breakpoint
ALTER TABLE "case_link" ADD CONSTRAINT "case_link_case_id_guidance_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."guidance_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "case_link_case_id_index" ON "case_link" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "contact_email_hash" ON "contact" USING btree ("email_hash");