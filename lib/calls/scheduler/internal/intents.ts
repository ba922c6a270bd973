import { and, eq, lte, or, sql } from 'drizzle-orm';
import { statedZone } from '@/lib/bookings/attendees';
import { awaitsCall, claimedColumns } from '@/lib/bookings/lifecycle';
import { checkGates, type GateVerdict } from '@/lib/calls/scheduler/gates';
import { RECONCILE_AFTER_MS } from '@/lib/calls/scheduler/order-timing';
import type { IdSource } from '@/lib/core/ids';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import { bookings, type Modulations } from '@/lib/db/schema/bookings';
import { optOuts } from '@/lib/db/schema/calls';
import { staff } from '@/lib/db/schema/orgs';
import type { DiallingRules } from './dialling-rules';

/** Reads the picked bookings with what the gates need, and keeps those that are still pending and due locked. */
export function lockForDialling(tx: Database, ids: string[], now: Date) {
  return (
    tx
      .select({
        id: bookings.id,
        organizationId: bookings.organizationId,
        dueAt: bookings.dueAt,
        attempts: bookings.attempts,
        modulations: bookings.modulations,
        // A constraint ensures that bookings with a call have a number.
        attendeePhone: sql<string>`${bookings.attendeePhone}`,
        attendeeTimezone: bookings.attendeeTimezone,
        attendeeTimezoneOrigin: bookings.attendeeTimezoneOrigin,
        staffPhone: staff.phone,
        optOutId: optOuts.id,
      })
      .from(bookings)
      // The organization's fallback line rings for deactivated staff.
      .leftJoin(staff, and(eq(staff.id, bookings.staffId), eq(staff.active, true)))
      .leftJoin(
        optOuts,
        and(eq(optOuts.organizationId, bookings.organizationId), eq(optOuts.phone, bookings.attendeePhone)),
      )
      .where(
        and(
          anyOf(bookings.id, ids),
          awaitsCall(),
          lte(bookings.dueAt, now),
          or(sql`${bookings.holdUntil} is null`, lte(bookings.holdUntil, now)),
        ),
      )
      .orderBy(bookings.dueAt, bookings.id)
      .for('update', { of: bookings, skipLocked: true })
  );
}

/** A locked booking. */
type DiallingRow = Awaited<ReturnType<typeof lockForDialling>>[number];

/** Checks the gates for a locked booking. */
export function checkRow(row: DiallingRow, rules: DiallingRules, at: Date): GateVerdict {
  return checkGates({
    at,
    dueAt: row.dueAt,
    graceMinutes: rules.graceMinutes,
    entitlements: rules.entitlements,
    operatorPhone: operatorPhoneOf(row, rules),
    attendeePhone: row.attendeePhone,
    statedZone: statedZone(row),
    callingHours: rules.callingHours,
    optedOut: row.optOutId !== null,
  });
}

function operatorPhoneOf(row: DiallingRow, rules: DiallingRules): string | null {
  return row.staffPhone ?? rules.operatorLine;
}

/** The call row of a booking, for `writeIntents`. */
export function intentOf(
  row: DiallingRow,
  rules: DiallingRules,
  verdict: GateVerdict,
  settings: { ids: IdSource; fromNumber: string },
) {
  const override = (name: keyof Modulations) => row.modulations[name] ?? rules.voice[name];
  return {
    id: settings.ids.make('call'),
    organization_id: row.organizationId,
    booking_id: row.id,
    attempt: row.attempts + 1,
    call_order: rules.callOrder,
    operator_phone: operatorPhoneOf(row, rules) ?? '',
    attendee_phone: row.attendeePhone,
    from_phone: rules.callerId ?? settings.fromNumber,
    voice: {
      record: override('record'),
      transcribe: override('transcribe'),
      translate: override('translate'),
      survey: override('survey'),
      qa: override('qa'),
    },
    gates: verdict.answers,
    due_at: row.dueAt.toISOString(),
  };
}

export type Intent = ReturnType<typeof intentOf>;

/** Writes the calls as intents and sets their bookings to `calling`, in one statement. */
export async function writeIntents(tx: Database, intents: Intent[], now: Date): Promise<void> {
  if (intents.length === 0) return;
  const at = now.toISOString();
  const reconcileAt = new Date(now.getTime() + RECONCILE_AFTER_MS).toISOString();
  await tx.execute(sql`
    with intent as (
      insert into calls (id, organization_id, booking_id, attempt, status, call_order, operator_phone, attendee_phone,
                         from_phone, voice, gates, due_at, intent_at, next_check_at, created_at, updated_at)
      select i.id, i.organization_id, i.booking_id, i.attempt, 'ordering', i.call_order, i.operator_phone,
             i.attendee_phone, i.from_phone, i.voice, i.gates, i.due_at, ${at}, ${reconcileAt}, ${at}, ${at}
      from jsonb_to_recordset(${JSON.stringify(intents)}::jsonb) as i(
        id text, organization_id text, booking_id text, attempt int, call_order text, operator_phone text,
        attendee_phone text, from_phone text, voice jsonb, gates jsonb, due_at timestamptz)
      returning id, booking_id, attempt
    )
    update booking_events b
    set ${claimedColumns}, hold_until = null, call_id = intent.id, attempts = intent.attempt, updated_at = ${at}
    from intent where b.id = intent.booking_id`);
}
