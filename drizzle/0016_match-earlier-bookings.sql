-- People of bookings that were made before there were leads: matching looks at each once.
INSERT INTO "jobs" ("id", "name", "key", "organization_id", "payload", "run_at", "created_at")
SELECT 'job_' || substr(md5('match ' || b.id), 1, 26), 'booking-counted', b.id, b.organization_id, jsonb_build_object('bookingId', b.id), now(), now()
  FROM "booking_events" b
 WHERE EXISTS (SELECT 1 FROM "attendees" a WHERE a.booking_id = b.id AND a.match_tried_at IS NULL)
ON CONFLICT DO NOTHING;
