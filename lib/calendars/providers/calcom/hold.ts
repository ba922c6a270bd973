import type { OpenConnection, Slot } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import { AppError } from '@/lib/core/errors';
import { apiKeyOf, type CalcomClient } from './client';
import { eventTypeIdOf } from './map';
import { wireReservation } from './wire';

/** The visitor waits: a hold that takes longer is done without. */
const HURRY = { timeoutMs: 3_000, tries: 1 };

/**
 * Hides a slot from others for some minutes while it is booked. A courtesy to them: the booking does not rest on it, so
 * nothing that goes wrong here matters.
 * @returns its uid, or null when there is none
 */
export async function holdSlot(client: CalcomClient, connection: OpenConnection, slot: Slot): Promise<string | null> {
  // For a team's type the hold would hang on its first host alone.
  if (connection.settings.teamId) return null;
  return harmless(async () => {
    const answer = await client.ask(apiKeyOf(connection), {
      method: 'POST',
      path: '/slots/reservations',
      json: { eventTypeId: eventTypeIdOf(connection), slotStart: slot.start.toISOString() },
      version: 'slots',
      repeatable: false,
      ...HURRY,
    });
    const reservation = wireReservation.safeParse(answer.ok ? answer.data : null);
    return reservation.success ? reservation.data.reservationUid : null;
  });
}

/** Gives a held slot back that was not booked. */
export async function releaseHold(client: CalcomClient, connection: OpenConnection, uid: string | null): Promise<void> {
  if (uid === null) return;
  await harmless(async () => {
    const path = `/slots/reservations/${encodeURIComponent(uid)}`;
    await client.ask(apiKeyOf(connection), {
      method: 'DELETE',
      path,
      version: 'slots',
      repeatable: true,
      ...HURRY,
    });
    return null;
  });
}

async function harmless(request: () => Promise<string | null>): Promise<string | null> {
  try {
    return await request();
  } catch (error) {
    if (error instanceof AppError || error instanceof UncertainOutcome) return null;
    throw error;
  }
}
