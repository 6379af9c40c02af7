CREATE TABLE "caught_mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"message_id" text NOT NULL,
	"recipient" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text NOT NULL,
	"calendar" text,
	"caught_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "caught_mail_messageId_unique" UNIQUE("message_id")
);
