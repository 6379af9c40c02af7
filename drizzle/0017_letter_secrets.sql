CREATE TABLE "mark_key" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"wrapped" "bytea" NOT NULL,
	"wrapped_by" text NOT NULL,
	CONSTRAINT "mark_key_is_one" CHECK ("mark_key"."id")
);
--> statement-breakpoint
DROP INDEX "case_link_in_letters";--> statement-breakpoint
ALTER TABLE "letter" ALTER COLUMN "former_address" SET DATA TYPE bytea USING '\x00'::bytea || convert_to(to_jsonb("former_address")::text, 'UTF8');--> statement-breakpoint
ALTER TABLE "case_link" ADD COLUMN "former" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "case_link_in_letters" ON "case_link" USING btree ("case_id") WHERE in_letters is not null and not former;