import type { ParsedUrlQuery } from 'node:querystring';
import { type CallbackTarget, httpMethod, isAbsoluteUrl } from './instruction';
import type { LegOrder } from './leg';
import { isPhoneAddress } from './phone-address';
import type { ValidationFailure } from './rest-answer';
import { field, fields } from './rest-request';

const METHODS: readonly string[] = ['GET', 'POST'];
const EVENTS: readonly string[] = [
  'initiated',
  'ringing',
  'answered',
  'completed',
  'ringing_forwarded',
  'ringing_queued',
];
const ROUTE_PRICE_PER_MINUTE = 0.013;

type Refuse = (code: string, message: string) => void;

function readTo(form: ParsedUrlQuery, refuse: Refuse): string {
  const to = field(form, 'To');
  if (to === null) refuse('21201', "No 'To' number specified");
  else if (!isPhoneAddress(to)) refuse('21211', `'To' phone number '${to}' is not valid`);
  return to ?? '';
}

function readFrom(form: ParsedUrlQuery, owned: readonly string[] | null, refuse: Refuse): string {
  const from = field(form, 'From');
  if (from === null) refuse('21213', "'From' phone number is required");
  else if (!isPhoneAddress(from)) refuse('21212', `'From' phone number '${from}' is not valid`);
  else if (owned && !owned.includes(from)) refuse('21210', `'From' phone number '${from}' is not verified`);
  return from ?? '';
}

/** A callback described by three form fields; events may be repeated or separated by spaces. */
export function readCallback(
  form: ParsedUrlQuery,
  name: string,
  knownEvents: readonly string[],
  refuse: Refuse,
): CallbackTarget | null {
  const url = field(form, name);
  if (url === null) return null;
  if (!isAbsoluteUrl(url)) refuse('21402', `'${name}' is not a valid absolute URL`);
  const method = field(form, `${name}Method`);
  if (method !== null && !METHODS.includes(method)) refuse('21209', `'${name}Method' must be GET or POST`);
  const events = fields(form, `${name}Event`).flatMap((text) => text.split(/\s+/).filter(Boolean));
  for (const event of events) {
    if (!knownEvents.includes(event)) refuse('21402', `'${name}Event' does not know '${event}'`);
  }
  return { url, method: httpMethod(method), events: new Set(events.length > 0 ? events : ['completed']) };
}

export const RECORDING_EVENTS: readonly string[] = ['in-progress', 'completed', 'absent'];

function readDetection(form: ParsedUrlQuery, refuse: Refuse): LegOrder['machineDetection'] {
  const text = (field(form, 'MachineDetection') ?? 'none').toLowerCase();
  if (text === 'enable') return 'enable';
  if (text === 'detectmessageend') return 'detect-message-end';
  if (text !== 'none') refuse('10001', `'MachineDetection' does not know '${text}'`);
  return 'none';
}

/** The order in a form, or everything that is wrong with it. */
export function readCallOrder(
  form: ParsedUrlQuery,
  owned: readonly string[] | null,
): { order: LegOrder } | { failures: readonly ValidationFailure[] } {
  const failures: ValidationFailure[] = [];
  const refuse: Refuse = (code, message) => failures.push({ code, message });
  const to = readTo(form, refuse);
  const from = readFrom(form, owned, refuse);
  const url = field(form, 'Url');
  if (url === null) {
    if (field(form, 'ApplicationSid') === null) refuse('21205', "'Url' or 'ApplicationSid' is required");
    else refuse('21218', "'ApplicationSid' is not known");
  } else if (!isAbsoluteUrl(url)) refuse('21205', "'Url' is not a valid absolute URL");
  for (const name of ['Method', 'FallbackMethod']) {
    const method = field(form, name);
    if (method !== null && !METHODS.includes(method)) refuse('21209', `'${name}' must be GET or POST`);
  }
  const fallbackUrl = field(form, 'FallbackUrl');
  if (fallbackUrl !== null && !isAbsoluteUrl(fallbackUrl)) refuse('21402', "'FallbackUrl' is not a valid URL");
  const timeout = Number(field(form, 'Timeout') ?? 60);
  if (!Number.isInteger(timeout) || timeout < 1 || timeout > 600) refuse('21208', "'Timeout' must be 1 to 600");
  const sendDigits = field(form, 'SendDigits');
  if (sendDigits !== null && !/^[0-9#*wW]{1,32}$/.test(sendDigits)) refuse('10001', "'SendDigits' is not valid");
  const maxPrice = field(form, 'MaxPricePerMinute');
  if (maxPrice !== null && !(Number(maxPrice) >= ROUTE_PRICE_PER_MINUTE)) {
    refuse('30010', 'The route costs more than MaxPricePerMinute');
  }
  const statusCallback = readCallback(form, 'StatusCallback', EVENTS, refuse);
  const recordingCallback = readCallback(form, 'RecordingStatusCallback', RECORDING_EVENTS, refuse);
  const asyncAmd = field(form, 'AsyncAmd') === 'true' ? readCallback(form, 'AsyncAmdStatusCallback', [], refuse) : null;
  const machineDetection = readDetection(form, refuse);
  if (failures.length > 0 || url === null) return { failures };
  const fallback =
    fallbackUrl === null ? {} : { fallback: { url: fallbackUrl, method: httpMethod(field(form, 'FallbackMethod')) } };
  return {
    order: {
      to,
      from,
      direction: 'outbound-api',
      parentSid: null,
      instruction: { url, method: httpMethod(field(form, 'Method')), ...fallback },
      statusCallback,
      timeoutSeconds: timeout,
      machineDetection,
      asyncAmd,
      recording:
        field(form, 'Record') === 'true'
          ? { channels: field(form, 'RecordingChannels') === 'dual' ? 2 : 1, callback: recordingCallback }
          : null,
    },
  };
}
