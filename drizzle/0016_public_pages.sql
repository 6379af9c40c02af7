CREATE TABLE "public_contact" (
	"organisation_id" uuid PRIMARY KEY NOT NULL,
	"phone" text,
	"email" text,
	"country" text NOT NULL,
	"numbers_checked" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "public_text" (
	"organisation_id" uuid NOT NULL,
	"page" text NOT NULL,
	"part" text NOT NULL,
	"language" text NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "public_text_organisation_id_page_part_language_pk" PRIMARY KEY("organisation_id","page","part","language")
);
--> statement-breakpoint
ALTER TABLE "public_contact" ADD CONSTRAINT "public_contact_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "public_text" ADD CONSTRAINT "public_text_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;