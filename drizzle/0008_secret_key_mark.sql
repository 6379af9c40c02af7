CREATE TABLE "secret_key_mark" (
	"id" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"mark" text NOT NULL,
	"marked_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "secret_key_mark_is_one" CHECK ("secret_key_mark"."id")
);
