import type { InviteeInput } from './invitee-input';
import type { EventType, Meeting, Question } from './model';
import { invalid, Refusal } from './refusal';

const PHONE = /^\+?[\d ().-]{7,20}$/;

/** The place of a meeting, as asked for. @throws Refusal 400 when it is missing, or not one of the type's */
export function chosenLocation(type: EventType, asked: InviteeInput['location']): Meeting['location'] {
  if (type.pooling === 'round_robin') {
    if (asked) throw wrongLocation();
    const [first] = type.locations;
    return first ? { kind: first.kind, text: null } : null;
  }
  if (type.locations.length === 0) {
    if (asked) throw wrongLocation();
    return null;
  }
  const text = asked && 'location' in asked ? asked.location : null;
  const chosen = type.locations.find(
    ({ kind, location }) => kind === asked?.kind && (!['physical', 'custom'].includes(kind) || location === text),
  );
  if (!chosen || (chosen.kind === 'outbound_call' && !PHONE.test(text ?? ''))) throw wrongLocation();
  return { kind: chosen.kind, text: text ?? chosen.phone_number ?? null };
}

/** @throws Refusal 400 for an unknown question, an unknown choice, or a required one left blank */
export function requireAnswers(type: EventType, given: InviteeInput['questions_and_answers'] = []): void {
  const asked = type.questions.filter(({ enabled }) => enabled);
  for (const { question, answer } of given) {
    const found = asked.find(({ name }) => name === question);
    if (!found || !isChoice(found, answer)) throw invalid();
  }
  const blank = asked.some(
    ({ name, required }) => required && !given.some(({ question, answer }) => question === name && answer.trim()),
  );
  if (blank) throw new Refusal(400, 'Required Questions and Answers cannot be blank.', { details: [] });
}

function isChoice({ type, answer_choices, include_other }: Question, answer: string): boolean {
  if (!type.endsWith('_select') || include_other) return true;
  const chosen = type === 'multi_select' ? answer.split('\n') : [answer];
  return chosen.every((one) => answer_choices?.includes(one));
}

function wrongLocation(): Refusal {
  return invalid({
    parameter: 'event.location_configuration.kind',
    message: 'Specified location kind is not configured for this event type',
    code: 'invalid_location_choice',
  });
}
