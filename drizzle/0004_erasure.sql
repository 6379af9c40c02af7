CREATE TABLE "erased_talk" (
	"id" uuid PRIMARY KEY NOT NULL,
	"staff_id" uuid NOT NULL,
	"erased_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "erased_talk_count" (
	"organisation_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"form" text NOT NULL,
	"month" date NOT NULL,
	"outcome" text NOT NULL,
	"talks" integer NOT NULL,
	CONSTRAINT "erased_talk_count_organisation_id_service_id_form_month_outcome_pk" PRIMARY KEY("organisation_id","service_id","form","month","outcome")
);
--> statement-breakpoint
ALTER TABLE "guidance_case" ADD COLUMN "erase_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "erased_talk" ADD CONSTRAINT "erased_talk_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_talk_count" ADD CONSTRAINT "erased_talk_count_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "erased_talk_count" ADD CONSTRAINT "erased_talk_count_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "erased_talk_staff_id_index" ON "erased_talk" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "erased_talk_erased_at_index" ON "erased_talk" USING btree ("erased_at");--> statement-breakpoint
CREATE INDEX "erased_talk_count_service_id_index" ON "erased_talk_count" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "guidance_case_to_erase" ON "guidance_case" USING btree ("erase_at") WHERE erase_at is not null;