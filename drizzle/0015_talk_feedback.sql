CREATE TABLE "talk_feedback" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"organisation_id" uuid NOT NULL,
	"service_id" uuid NOT NULL,
	"month" date NOT NULL,
	"helped" smallint,
	"better" text,
	"mixed" boolean DEFAULT false NOT NULL,
	CONSTRAINT "talk_feedback_says_something" CHECK (helped is not null or better is not null),
	CONSTRAINT "talk_feedback_helped" CHECK (helped between 1 and 5)
);
--> statement-breakpoint
ALTER TABLE "booking" ADD COLUMN "feedback_asked" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "talk_feedback" ADD CONSTRAINT "talk_feedback_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "talk_feedback" ADD CONSTRAINT "talk_feedback_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "talk_feedback_organisation_id_month_index" ON "talk_feedback" USING btree ("organisation_id","month");--> statement-breakpoint
CREATE INDEX "talk_feedback_service_id_index" ON "talk_feedback" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "talk_feedback_to_mix" ON "talk_feedback" USING btree ("id") WHERE not mixed;