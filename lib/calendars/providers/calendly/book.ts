import { CalendarFaultError, isUnavailable } from '@/lib/calendars/faults';
import type { BookAnswer } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import { AppError } from '@/lib/core/errors';
import { MINUTE_MS } from '@/lib/time/units';
import { availableStarts } from './available-times';
import { countAgainstCaps } from './booking-caps';
import {
  accountOf,
  type CalendlyAccount,
  type CalendlyAnswer,
  type CalendlyClient,
  type CalendlyDeps,
  type CalendlyFailure,
  faultOf,
  isPlanTooSmall,
  resource,
} from './client';
import { readEventType } from './event-types';
import { invitationOf } from './invitation';
import { eventOf, type Found, findByKey } from './look-up';
import { bookedFromWire, hostOf, notBookableBecause } from './map';
import type { Order } from './order';
import { clearSent, firstSentAt, markSent } from './pending-request';
import { schedulingPage } from './scheduling-page';
import { type WireEventType, wireInvitee } from './wire';

/** Calendly's lists may lag behind its bookings: for so long "not there" proves nothing. */
const LAG_MS = 2 * MINUTE_MS;
const POLL_INTERVAL_MS = [0, 1_000];

/**
 * Books once per key. Calendly knows no keys: ours travels in the booking's tracking, and whatever is in doubt is looked
 * up by it. What cannot be booked through the API is answered with a page for the visitor.
 * @throws UncertainOutcome when Calendly may have booked and does not show it
 */
export async function bookOnce(deps: CalendlyDeps, client: CalendlyClient, order: Order): Promise<BookAnswer> {
  const account = accountOf(order.connection);
  const sentAt = await firstSentAt(deps.kv, order);
  const isDoubtful = sentAt !== null && deps.clock.now().getTime() - sentAt.getTime() < LAG_MS;
  try {
    const answer = await lookUpAndBook(deps, client, account, order);
    if (answer.kind === 'booked') return answer;
    if (isDoubtful) throw new UncertainOutcome('timeout');
    await clearSent(deps.kv, order);
    return answer;
  } catch (error) {
    // The earlier request may have been carried out, whatever this one came to.
    throw isDoubtful && isUnavailable(error) ? new UncertainOutcome('timeout') : error;
  }
}

async function lookUpAndBook(
  deps: CalendlyDeps,
  client: CalendlyClient,
  account: CalendlyAccount,
  order: Order,
): Promise<BookAnswer> {
  const [type, own] = await Promise.all([
    readEventType(client, account, order.eventTypeUri),
    lookUp(client, account, order, []),
  ]);
  const host = hostOf(type);
  const found = own ?? (host && host !== account.userUri ? await lookUp(client, account, order, [host]) : null);
  if (found) return bookedFromWire(found.invitee, found.event);

  const page = (why: string) => schedulingPage(client, account, type, order, why);
  const why = notBookableBecause(type);
  if (why) return page(why);
  const invitation = invitationOf(type, order.slot, order.visitor, order.key, order.answers);
  if (invitation.kind === 'page') return page(invitation.why);
  if (!(await countAgainstCaps(deps.kv, account.userUri))) return page('booking_limit');

  await markSent(deps.kv, order, deps.clock.now());
  const sent = await send(client, account, invitation.json);
  if (sent.kind === 'over_limit') return page('booking_limit');
  if (sent.kind === 'lost') {
    const settled = await settle(deps, client, account, order, host);
    if (settled) return settled;
    throw new UncertainOutcome('timeout');
  }
  const { answer } = sent;
  if (answer.ok) {
    const invitee = resource(answer, wireInvitee);
    // The link of a conference may not be there yet; the booking stands without it.
    const event = await eventOf(client, account, invitee).catch(() => null);
    return bookedFromWire(invitee, event);
  }
  return refused(deps, client, account, order, type, answer, page);
}

type Sent = { kind: 'answered'; answer: CalendlyAnswer } | { kind: 'lost' } | { kind: 'over_limit' };

async function send(client: CalendlyClient, account: CalendlyAccount, json: object): Promise<Sent> {
  try {
    const answer = await client.ask(account, { method: 'POST', path: '/invitees', json, repeatable: false });
    if (answer.ok && !wireInvitee.safeParse(Object(answer.body).resource).success) return { kind: 'lost' };
    return { kind: 'answered', answer };
  } catch (error) {
    if (error instanceof UncertainOutcome) return { kind: 'lost' };
    if (isUnavailable(error) && (error as AppError).extra?.reason === 'rate') return { kind: 'over_limit' };
    throw error;
  }
}

async function refused(
  deps: CalendlyDeps,
  client: CalendlyClient,
  account: CalendlyAccount,
  order: Order,
  type: WireEventType,
  failure: CalendlyFailure,
  page: (why: string) => Promise<BookAnswer>,
): Promise<BookAnswer> {
  if (failure.requiredScopes) throw faultOf(failure);
  if (failure.status === 404) throw new CalendarFaultError('event_type_missing', 'HTTP 404');
  if (failure.status === 403) return page(isPlanTooSmall(failure) ? 'plan_too_small' : 'not_allowed');
  if (failure.status !== 400) throw faultOf(failure);
  if (failure.codes.includes('already_filled')) {
    // Perhaps by ourselves, a moment ago.
    const found = await lookUp(client, account, order, hostsOf(type));
    return found ? bookedFromWire(found.invitee, found.event) : { kind: 'slot_taken' };
  }
  // The type has changed since it was read, or something else is wrong: other complaints hide that a time is gone.
  const { slot } = order;
  const range = { from: slot.start, to: new Date(slot.start.getTime() + 60_000) };
  const offered = await availableStarts(client, account, type.uri, range, deps.clock.now());
  return offered.some((start) => start.getTime() === slot.start.getTime())
    ? page('page_needed')
    : { kind: 'slot_taken' };
}

/** Looks for what a lost answer may have made. Null: not to be seen, which does not mean that it is not there. */
async function settle(
  { clock }: CalendlyDeps,
  client: CalendlyClient,
  account: CalendlyAccount,
  order: Order,
  host: string | null,
): Promise<BookAnswer | null> {
  for (const pause of POLL_INTERVAL_MS) {
    if (pause > 0) await clock.sleepUntil(new Date(clock.now().getTime() + pause));
    const found = await lookUp(client, account, order, host ? [host] : []).catch((error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    });
    if (found) return bookedFromWire(found.invitee, found.event);
  }
  return null;
}

function lookUp(
  client: CalendlyClient,
  account: CalendlyAccount,
  { key, slot, visitor }: Order,
  hosts: readonly string[],
): Promise<Found | null> {
  return findByKey(client, account, [account.userUri, ...hosts], { key, slot, email: visitor.email });
}

function hostsOf(type: WireEventType): string[] {
  const host = hostOf(type);
  return host ? [host] : [];
}
