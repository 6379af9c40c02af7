CREATE INDEX "audit_entry_staff_id_index" ON "audit_entry" USING btree ("staff_id");--> statement-breakpoint
CREATE INDEX "audit_entry_about_id_index" ON "audit_entry" USING btree ("about_id");