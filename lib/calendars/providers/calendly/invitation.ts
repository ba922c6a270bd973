import type { Slot, Visitor } from '@/lib/calendars/port';
import { tracking } from './map';
import type { GivenAnswers } from './order';
import type { WireEventType } from './wire';

/** The body of a booking, or why only Calendly's own page can ask for what it takes. */
type Invitation = { kind: 'request'; json: object } | { kind: 'page'; why: 'location_needed' | 'answers_needed' };

/** Kinds that need no more than their name. */
const SELF_SUFFICIENT = new Set([
  'inbound_call',
  'google_conference',
  'gotomeeting_conference',
  'microsoft_teams_conference',
  'webex_conference',
  'zoom_conference',
]);

/** Writes the request to book from the type as it is now: its places and questions change without notice. */
export function invitationOf(
  type: WireEventType,
  slot: Slot,
  visitor: Visitor,
  key: string,
  given: GivenAnswers = [],
): Invitation {
  const places = type.locations ?? [];
  const place = places.flatMap((one) => placeOf(one, visitor) ?? [])[0];
  if (places.length > 0 && !place) return { kind: 'page', why: 'location_needed' };
  const answers = answersOf(type, visitor, given);
  if (!answers) return { kind: 'page', why: 'answers_needed' };
  return {
    kind: 'request',
    json: {
      event_type: type.uri,
      start_time: slot.start.toISOString(),
      invitee: { name: visitor.name, email: visitor.email, timezone: visitor.timeZone },
      ...(place ? { location: place } : {}),
      ...(answers.length > 0 ? { questions_and_answers: answers } : {}),
      tracking: tracking(key),
    },
  };
}

type Place = NonNullable<WireEventType['locations']>[number];

/** Null when the visitor would have to say more than is known. */
function placeOf({ kind, location }: Place, { phone }: Visitor): object | null {
  if (SELF_SUFFICIENT.has(kind)) return { kind };
  if ((kind === 'physical' || kind === 'custom') && location) return { kind, location };
  return kind === 'outbound_call' && phone ? { kind, location: phone } : null;
}

/** Null when a required question cannot be answered. */
function answersOf(type: WireEventType, visitor: Visitor, given: GivenAnswers) {
  const questions = (type.custom_questions ?? []).filter(({ enabled }) => enabled);
  const forNotes = questions.find((question) => question.type === 'text');
  const answers: { question: string; answer: string; position: number }[] = [];
  for (const question of questions) {
    const before = given.find((one) => one.question === question.name)?.answer;
    const known =
      before ?? (question === forNotes ? visitor.notes : question.type === 'phone_number' ? visitor.phone : null);
    const answer = known?.trim();
    if (answer) answers.push({ question: question.name, answer, position: question.position });
    else if (question.required) return null;
  }
  return answers;
}
