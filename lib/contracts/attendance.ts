import { z } from 'zod';
import { changesSomething, instant, nothingChanges } from './shared';

/** Kinds of evidence; `manual` is a mark made by a person. */
const evidenceKinds = [
  'manual',
  'call',
  'no_show_marked',
  'no_show_unmarked',
  'attended',
  'meeting_ended',
  'unmarked_rule',
] as const;

const evidence = z.object({
  id: z.string(),
  kind: z.enum(evidenceKinds),
  /** Showed up or not; null decides nothing, or removes a mark. */
  says: z.boolean().nullable(),
  at: instant,
  recorded_at: instant,
  /** As shown to people. */
  summary: z.string(),
  /** The source of the evidence. */
  by: z.string(),
  /** Whether it decides the attendance. */
  decides: z.boolean(),
  call_id: z.string().nullable(),
});

const attendee = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  company: z.string().nullable(),
  lead_id: z.string().nullable(),
  lead_name: z.string().nullable(),
  campaign_name: z.string().nullable(),
  /** How the lead was found. */
  match_method: z.enum(['email', 'scored', 'manual']).nullable(),
  match_score: z.number().nullable(),
  showed_up: z.boolean().nullable(),
  show_time: instant.nullable(),
  /** The current manual mark; null without one. */
  said: z.boolean().nullable(),
  meeting_notes: z.string().nullable(),
  /** All evidence about this person, oldest first. */
  evidence: z.array(evidence),
});

export const attendeesResponse = z.object({
  success: z.literal(true),
  attendees: z.array(attendee),
  /** How often the booking was rescheduled. */
  reschedules: z.int(),
});

export const attendanceResponse = z.object({ success: z.literal(true), attendee });

export const attendeeParams = z.object({ id: z.string().min(1).max(64), attendeeId: z.string().min(1).max(64) });

/** True: showed up. False: no-show. Null removes the mark, and other evidence decides again. */
export const markAttendanceBody = z.object({ showed_up: z.boolean().nullable() }).strict();

export const updateAttendeeBody = z.object({ meeting_notes: z.string().trim().max(10_000).nullable() }).strict();

const rules = z.object({
  talk_seconds: z.int().min(1).max(3600),
  unanswered_is_no_show: z.boolean(),
  unmarked: z.enum(['pending', 'showed', 'no_show']),
  unmarked_after_hours: z.int().min(1).max(720),
});

export const attendanceRulesResponse = z.object({ success: z.literal(true), rules });

export const updateAttendanceRulesBody = rules.partial().strict().refine(changesSomething, nothingChanges);

export type AttendeeAttendance = z.infer<typeof attendee>;
export type AttendanceRules = z.infer<typeof rules>;
export type UpdateAttendanceRules = z.infer<typeof updateAttendanceRulesBody>;
