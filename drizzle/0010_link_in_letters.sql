ALTER TABLE "case_link" ADD COLUMN "in_letters" text;--> statement-breakpoint
CREATE UNIQUE INDEX "case_link_in_letters" ON "case_link" USING btree ("case_id") WHERE in_letters is not null;