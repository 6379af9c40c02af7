CREATE TABLE "calendar_exception" (
	"id" uuid PRIMARY KEY NOT NULL,
	"counsellor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"title" jsonb NOT NULL,
	"purpose" jsonb NOT NULL,
	"minutes" integer NOT NULL,
	"buffer_before_minutes" integer DEFAULT 5 NOT NULL,
	"buffer_after_minutes" integer DEFAULT 10 NOT NULL,
	"min_notice_minutes" integer NOT NULL,
	"max_notice_days" integer NOT NULL,
	"grid_minutes" integer NOT NULL,
	"forms" text[] NOT NULL,
	"languages" text[] NOT NULL,
	"zone" text NOT NULL,
	"method" text DEFAULT '4k' NOT NULL,
	"checklist_template_id" uuid,
	"cancel_until_minutes" integer DEFAULT 60 NOT NULL,
	"door_opens_minutes" integer DEFAULT 15 NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "service_counsellor" (
	"service_id" uuid NOT NULL,
	"counsellor_id" uuid NOT NULL,
	CONSTRAINT "service_counsellor_service_id_counsellor_id_pk" PRIMARY KEY("service_id","counsellor_id")
);
--> statement-breakpoint
CREATE TABLE "weekly_hours" (
	"id" uuid PRIMARY KEY NOT NULL,
	"counsellor_id" uuid NOT NULL,
	"weekday" integer NOT NULL,
	"from_minute" integer NOT NULL,
	"until_minute" integer NOT NULL,
	"zone" text NOT NULL,
	"first_date" date NOT NULL,
	"last_date" date
);
--> statement-breakpoint
CREATE TABLE "checklist_sheet" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid,
	"companion_id" uuid,
	"host_id" uuid,
	"version_id" uuid NOT NULL,
	"answers" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "checklist_sheet_once" UNIQUE NULLS NOT DISTINCT("booking_id","host_id","companion_id"),
	CONSTRAINT "checklist_sheet_is_of_one" CHECK (num_nonnulls(booking_id, host_id) = 1),
	CONSTRAINT "checklist_sheet_of_companion" CHECK (companion_id is null or booking_id is not null)
);
--> statement-breakpoint
CREATE TABLE "checklist_template" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"title" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "checklist_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"template_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"items" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "follow_up" (
	"booking_id" uuid PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"counsellor_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"due_on" date,
	"next_booking_id" uuid,
	"note" text,
	"reply" text,
	"replied_at" timestamp (3) with time zone,
	"done_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"source" text DEFAULT 'room' NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goal_version" (
	"goal_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"text" text NOT NULL,
	"written_by" text NOT NULL,
	"state" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "goal_version_goal_id_version_pk" PRIMARY KEY("goal_id","version")
);
--> statement-breakpoint
CREATE TABLE "konklusion" (
	"booking_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"body" jsonb NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"ready_at" timestamp (3) with time zone,
	"approved_at" timestamp (3) with time zone,
	CONSTRAINT "konklusion_booking_id_version_pk" PRIMARY KEY("booking_id","version")
);
--> statement-breakpoint
CREATE TABLE "konklusion_comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"written_by" text NOT NULL,
	"text" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "phase_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"phase" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "private_note" (
	"booking_id" uuid PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scale_reading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"moment" text NOT NULL,
	"question" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"value" integer,
	"answered_at" timestamp (3) with time zone,
	"closed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "idempotent_answer" (
	"key_hash" text PRIMARY KEY NOT NULL,
	"body_hash" text NOT NULL,
	"status" integer,
	"answer" "bytea",
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_window" (
	"rule" text NOT NULL,
	"subject" text NOT NULL,
	"window_starts_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer NOT NULL,
	CONSTRAINT "rate_window_rule_subject_window_starts_at_pk" PRIMARY KEY("rule","subject","window_starts_at")
);
--> statement-breakpoint
CREATE TABLE "booking" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"case_id" uuid NOT NULL,
	"state" text DEFAULT 'booked' NOT NULL,
	"form" text NOT NULL,
	"topic" text,
	"checklist_version_id" uuid,
	"cancelled_by" text,
	"cancel_reason" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "booking_once" UNIQUE("meeting_id","case_id")
);
--> statement-breakpoint
CREATE TABLE "case_secret" (
	"hash" text PRIMARY KEY NOT NULL,
	"case_id" uuid NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "companion" (
	"id" uuid PRIMARY KEY NOT NULL,
	"booking_id" uuid NOT NULL,
	"label" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"opened_at" timestamp (3) with time zone,
	"revoked_at" timestamp (3) with time zone,
	CONSTRAINT "companion_secretHash_unique" UNIQUE("secret_hash")
);
--> statement-breakpoint
CREATE TABLE "contact" (
	"case_id" uuid PRIMARY KEY NOT NULL,
	"alias" text,
	"email" text,
	"phone" text,
	"letters_language" text NOT NULL,
	"zone" text NOT NULL,
	"full_subjects" boolean DEFAULT false NOT NULL,
	"address_version" integer DEFAULT 0 NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "form_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"from_form" text NOT NULL,
	"to_form" text NOT NULL,
	"changed_by" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "guidance_case" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code_hash" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "guidance_case_codeHash_unique" UNIQUE("code_hash")
);
--> statement-breakpoint
CREATE TABLE "host" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"role" text DEFAULT 'host' NOT NULL,
	"busy" "tstzrange" NOT NULL,
	"released" boolean DEFAULT false NOT NULL,
	CONSTRAINT "host_once" UNIQUE("meeting_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"service_id" uuid,
	"kind" text NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"zone" text NOT NULL,
	"form" text NOT NULL,
	"language" text NOT NULL,
	"method" text NOT NULL,
	"capacity" integer NOT NULL,
	"taken" integer NOT NULL,
	"state" text DEFAULT 'planned' NOT NULL,
	"revision" integer DEFAULT 0 NOT NULL,
	"ics_sequence" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "meeting_seats" CHECK (taken between 0 and capacity),
	CONSTRAINT "meeting_of_two" CHECK (kind <> 'talk' or capacity = 1),
	CONSTRAINT "meeting_lasts" CHECK (starts_at < ends_at)
);
--> statement-breakpoint
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
--> statement-breakpoint
CREATE TABLE "letter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"booking_id" uuid,
	"host_id" uuid,
	"case_id" uuid,
	"staff_id" uuid,
	"kind" text NOT NULL,
	"recipient" text NOT NULL,
	"event_key" text NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"claimed_until" timestamp (3) with time zone,
	"last_error" text,
	"sent_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "letter_eventKey_unique" UNIQUE("event_key"),
	CONSTRAINT "letter_is_about_one" CHECK (num_nonnulls(booking_id, host_id, case_id, staff_id) = 1)
);
--> statement-breakpoint
CREATE TABLE "account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp (3) with time zone,
	"refresh_token_expires_at" timestamp (3) with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth_session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "auth_session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"zone" text NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"id" uuid PRIMARY KEY NOT NULL,
	"organisation_id" uuid NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"counsellor" boolean DEFAULT false NOT NULL,
	"coordinator" boolean DEFAULT false NOT NULL,
	"zone" text NOT NULL,
	"language" text NOT NULL,
	"talk_languages" text[] DEFAULT '{}' NOT NULL,
	"active" boolean DEFAULT true NOT NULL,
	"chosen_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "staff_once" UNIQUE("user_id","organisation_id"),
	CONSTRAINT "staff_person" UNIQUE("id","user_id")
);
--> statement-breakpoint
CREATE TABLE "user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "chat_message" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"text" text NOT NULL,
	"sent_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "former_room" (
	"name" text PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"left_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "participant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"booking_id" uuid,
	"host_id" uuid,
	"companion_id" uuid,
	"role" text GENERATED ALWAYS AS (case when booking_id is not null then 'seeker' when host_id is not null then 'counsellor' else 'companion' end) STORED NOT NULL,
	"identity" text NOT NULL,
	"state" text NOT NULL,
	"message" text,
	"knocked_at" timestamp (3) with time zone NOT NULL,
	"decided_at" timestamp (3) with time zone,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "participant_identity_unique" UNIQUE("identity"),
	CONSTRAINT "participant_person" UNIQUE NULLS NOT DISTINCT("meeting_id","booking_id","host_id","companion_id"),
	CONSTRAINT "participant_is_one" CHECK (num_nonnulls(booking_id, host_id, companion_id) = 1)
);
--> statement-breakpoint
CREATE TABLE "reflection_pause" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "room" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"kind" text DEFAULT 'main' NOT NULL,
	"name" text NOT NULL,
	"generation" integer DEFAULT 1 NOT NULL,
	"opened_at" timestamp (3) with time zone NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by" text,
	CONSTRAINT "room_name_unique" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "shared_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"url" text NOT NULL,
	"title" text NOT NULL,
	"shared_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stay" (
	"participant_sid" text PRIMARY KEY NOT NULL,
	"meeting_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"joined_at" timestamp (3) with time zone,
	"left_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "calendar_exception" ADD CONSTRAINT "calendar_exception_counsellor_id_staff_id_fk" FOREIGN KEY ("counsellor_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service" ADD CONSTRAINT "service_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_counsellor" ADD CONSTRAINT "service_counsellor_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "service_counsellor" ADD CONSTRAINT "service_counsellor_counsellor_id_staff_id_fk" FOREIGN KEY ("counsellor_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "weekly_hours" ADD CONSTRAINT "weekly_hours_counsellor_id_staff_id_fk" FOREIGN KEY ("counsellor_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_sheet" ADD CONSTRAINT "checklist_sheet_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_sheet" ADD CONSTRAINT "checklist_sheet_companion_id_companion_id_fk" FOREIGN KEY ("companion_id") REFERENCES "public"."companion"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_sheet" ADD CONSTRAINT "checklist_sheet_host_id_host_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."host"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_sheet" ADD CONSTRAINT "checklist_sheet_version_id_checklist_version_id_fk" FOREIGN KEY ("version_id") REFERENCES "public"."checklist_version"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_template" ADD CONSTRAINT "checklist_template_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "checklist_version" ADD CONSTRAINT "checklist_version_template_id_checklist_template_id_fk" FOREIGN KEY ("template_id") REFERENCES "public"."checklist_template"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_case_id_guidance_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."guidance_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_counsellor_id_staff_id_fk" FOREIGN KEY ("counsellor_id") REFERENCES "public"."staff"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "follow_up" ADD CONSTRAINT "follow_up_next_booking_id_booking_id_fk" FOREIGN KEY ("next_booking_id") REFERENCES "public"."booking"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal" ADD CONSTRAINT "goal_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "goal_version" ADD CONSTRAINT "goal_version_goal_id_goal_id_fk" FOREIGN KEY ("goal_id") REFERENCES "public"."goal"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "konklusion" ADD CONSTRAINT "konklusion_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "konklusion_comment" ADD CONSTRAINT "konklusion_comment_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "phase_step" ADD CONSTRAINT "phase_step_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "private_note" ADD CONSTRAINT "private_note_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scale_reading" ADD CONSTRAINT "scale_reading_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_case_id_guidance_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."guidance_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_secret" ADD CONSTRAINT "case_secret_case_id_guidance_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."guidance_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "companion" ADD CONSTRAINT "companion_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "contact" ADD CONSTRAINT "contact_case_id_guidance_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."guidance_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "form_change" ADD CONSTRAINT "form_change_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host" ADD CONSTRAINT "host_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "host" ADD CONSTRAINT "host_staff_id_user_id_staff_id_user_id_fk" FOREIGN KEY ("staff_id","user_id") REFERENCES "public"."staff"("id","user_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting" ADD CONSTRAINT "meeting_service_id_service_id_fk" FOREIGN KEY ("service_id") REFERENCES "public"."service"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_host_id_host_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."host"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_case_id_guidance_case_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."guidance_case"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "letter" ADD CONSTRAINT "letter_staff_id_staff_id_fk" FOREIGN KEY ("staff_id") REFERENCES "public"."staff"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth_session" ADD CONSTRAINT "auth_session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_organisation_id_organisation_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisation"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "chat_message" ADD CONSTRAINT "chat_message_participant_id_participant_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "former_room" ADD CONSTRAINT "former_room_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_booking_id_booking_id_fk" FOREIGN KEY ("booking_id") REFERENCES "public"."booking"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_host_id_host_id_fk" FOREIGN KEY ("host_id") REFERENCES "public"."host"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "participant" ADD CONSTRAINT "participant_companion_id_companion_id_fk" FOREIGN KEY ("companion_id") REFERENCES "public"."companion"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reflection_pause" ADD CONSTRAINT "reflection_pause_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "room" ADD CONSTRAINT "room_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "shared_link" ADD CONSTRAINT "shared_link_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stay" ADD CONSTRAINT "stay_meeting_id_meeting_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meeting"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stay" ADD CONSTRAINT "stay_participant_id_participant_id_fk" FOREIGN KEY ("participant_id") REFERENCES "public"."participant"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "calendar_exception_counsellor_id_ends_at_index" ON "calendar_exception" USING btree ("counsellor_id","ends_at");--> statement-breakpoint
CREATE INDEX "service_organisation_id_index" ON "service" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "service_counsellor_counsellor_id_index" ON "service_counsellor" USING btree ("counsellor_id");--> statement-breakpoint
CREATE INDEX "weekly_hours_counsellor_id_index" ON "weekly_hours" USING btree ("counsellor_id");--> statement-breakpoint
CREATE INDEX "checklist_sheet_host_id_index" ON "checklist_sheet" USING btree ("host_id") WHERE host_id is not null;--> statement-breakpoint
CREATE INDEX "checklist_sheet_companion_id_index" ON "checklist_sheet" USING btree ("companion_id") WHERE companion_id is not null;--> statement-breakpoint
CREATE INDEX "checklist_sheet_version_id_index" ON "checklist_sheet" USING btree ("version_id");--> statement-breakpoint
CREATE INDEX "checklist_template_organisation_id_index" ON "checklist_template" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "checklist_version_template_id_version_index" ON "checklist_version" USING btree ("template_id","version");--> statement-breakpoint
CREATE INDEX "follow_up_counsellor_id_due_on_index" ON "follow_up" USING btree ("counsellor_id","due_on");--> statement-breakpoint
CREATE INDEX "follow_up_case_id_index" ON "follow_up" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "follow_up_next_booking_id_index" ON "follow_up" USING btree ("next_booking_id") WHERE next_booking_id is not null;--> statement-breakpoint
CREATE INDEX "goal_booking_id_index" ON "goal" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "konklusion_comment_booking_id_index" ON "konklusion_comment" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "phase_step_meeting_id_index" ON "phase_step" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "scale_reading_booking_id_index" ON "scale_reading" USING btree ("booking_id");--> statement-breakpoint
CREATE UNIQUE INDEX "scale_reading_one_open" ON "scale_reading" USING btree ("booking_id") WHERE closed_at IS NULL AND moment <> 'check_in';--> statement-breakpoint
CREATE INDEX "idempotent_answer_created_at_index" ON "idempotent_answer" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "rate_window_window_starts_at_index" ON "rate_window" USING btree ("window_starts_at");--> statement-breakpoint
CREATE INDEX "booking_case_id_index" ON "booking" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_secret_case_id_index" ON "case_secret" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "companion_booking_id_index" ON "companion" USING btree ("booking_id");--> statement-breakpoint
CREATE INDEX "form_change_meeting_id_index" ON "form_change" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "host_week" ON "host" USING btree ("staff_id",lower(busy));--> statement-breakpoint
CREATE INDEX "meeting_organisation_id_starts_at_index" ON "meeting" USING btree ("organisation_id","starts_at");--> statement-breakpoint
CREATE INDEX "meeting_service_id_index" ON "meeting" USING btree ("service_id");--> statement-breakpoint
CREATE INDEX "meeting_planned" ON "meeting" USING btree ("ends_at") WHERE state = 'planned';--> statement-breakpoint
CREATE INDEX "letter_due" ON "letter" USING btree ("due_at") WHERE state = 'pending';--> statement-breakpoint
CREATE INDEX "letter_organisation_id_state_id_index" ON "letter" USING btree ("organisation_id","state","id");--> statement-breakpoint
CREATE INDEX "letter_booking_id_index" ON "letter" USING btree ("booking_id") WHERE booking_id is not null;--> statement-breakpoint
CREATE INDEX "letter_host_id_index" ON "letter" USING btree ("host_id") WHERE host_id is not null;--> statement-breakpoint
CREATE INDEX "letter_case_id_index" ON "letter" USING btree ("case_id") WHERE case_id is not null;--> statement-breakpoint
CREATE INDEX "letter_staff_id_index" ON "letter" USING btree ("staff_id") WHERE staff_id is not null;--> statement-breakpoint
CREATE INDEX "account_user_id_index" ON "account" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "auth_session_user_id_index" ON "auth_session" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "staff_organisation_id_index" ON "staff" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "chat_message_meeting_id_index" ON "chat_message" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "chat_message_participant_id_index" ON "chat_message" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "former_room_meeting_id_index" ON "former_room" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "former_room_left_at_index" ON "former_room" USING btree ("left_at");--> statement-breakpoint
CREATE INDEX "participant_booking_id_index" ON "participant" USING btree ("booking_id") WHERE booking_id is not null;--> statement-breakpoint
CREATE INDEX "participant_host_id_index" ON "participant" USING btree ("host_id") WHERE host_id is not null;--> statement-breakpoint
CREATE INDEX "participant_companion_id_index" ON "participant" USING btree ("companion_id") WHERE companion_id is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "reflection_pause_meeting_id_starts_at_index" ON "reflection_pause" USING btree ("meeting_id","starts_at");--> statement-breakpoint
CREATE UNIQUE INDEX "room_main" ON "room" USING btree ("meeting_id") WHERE kind = 'main';--> statement-breakpoint
CREATE INDEX "room_closed_at_index" ON "room" USING btree ("closed_at");--> statement-breakpoint
CREATE INDEX "shared_link_meeting_id_index" ON "shared_link" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "stay_meeting_id_index" ON "stay" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "stay_participant_id_index" ON "stay" USING btree ("participant_id");--> statement-breakpoint
CREATE EXTENSION IF NOT EXISTS btree_gist;
--> statement-breakpoint
-- Promise: nobody who hosts is in two places at once, buffers included, whatever kinds of meeting they are and for
-- whichever organisation. Insert with
-- ON CONFLICT DO NOTHING: a bare insert waits for the other transaction and deadlocks under contention (measured: 36/s
-- against 11,693/s).
ALTER TABLE "host" ADD CONSTRAINT "host_busy" EXCLUDE USING gist ("user_id" WITH =, "busy" WITH &&) WHERE (NOT "released");
--> statement-breakpoint
ALTER TABLE "host" ADD CONSTRAINT "host_busy_lasts" CHECK (NOT isempty("busy"));
--> statement-breakpoint
-- The one door through which the slot search sees when somebody is busy. What else makes people busy joins it here.
-- Whoever works for two organisations is busy in both.
CREATE VIEW "busy_time" AS
  SELECT "staff"."id" AS "staff_id", "host"."busy", "host"."meeting_id"
  FROM "staff" JOIN "host" ON "host"."user_id" = "staff"."user_id" WHERE NOT "host"."released";
--> statement-breakpoint
-- References from a lower floor of the program to a higher one, which its schema files cannot name.
ALTER TABLE "service" ADD CONSTRAINT "service_checklist_template_id_fk" FOREIGN KEY ("checklist_template_id") REFERENCES "checklist_template"("id") ON DELETE SET NULL;
--> statement-breakpoint
ALTER TABLE "booking" ADD CONSTRAINT "booking_checklist_version_id_fk" FOREIGN KEY ("checklist_version_id") REFERENCES "checklist_version"("id") ON DELETE SET NULL;
--> statement-breakpoint
CREATE INDEX "service_checklist_template_id_index" ON "service" ("checklist_template_id");
--> statement-breakpoint
CREATE INDEX "booking_checklist_version_id_index" ON "booking" ("checklist_version_id") WHERE "checklist_version_id" IS NOT NULL;
--> statement-breakpoint
-- Promise: when a booking is deleted (with its case), its seat is free, and a talk of two goes with its only booking:
-- whatever was written in it is about that seeker.
CREATE FUNCTION "booking_gone"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM "meeting" WHERE "id" = OLD."meeting_id" AND "kind" = 'talk';
  UPDATE "meeting" SET "taken" = "taken" - 1, "revision" = "revision" + 1
    WHERE "id" = OLD."meeting_id" AND OLD."state" IN ('booked', 'no_show');
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "booking_gone" AFTER DELETE ON "booking" FOR EACH ROW EXECUTE FUNCTION "booking_gone"();
