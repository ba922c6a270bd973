import { randomUUID } from 'node:crypto';
import { sendCallback } from './callbacks';
import { type CallbackTarget, httpMethod, isAbsoluteUrl } from './instruction';
import type { Message, MessageStatus } from './message';
import { pageOf } from './paging';
import { isPhoneAddress } from './phone-address';
import { accountPath } from './resource-uris';
import { json, notFound, type RestAnswer, usualError, type ValidationFailure, validationError } from './rest-answer';
import { field, fields, type RestRequest } from './rest-request';
import { rfc2822, rfc2822OrNull } from './rfc2822';
import type { World } from './world';

const SENDING_MS = 500;
const DELIVERING_MS = 1_000;
const MAX_BODY = 1_600;
const MAX_MEDIA = 8;

function messageResource(world: World, message: Message) {
  return {
    sid: message.sid,
    account_sid: world.settings.projectId,
    api_version: '2010-04-01',
    to: message.to,
    from: message.from,
    messaging_service_sid: message.messagingServiceSid,
    body: message.body,
    status: message.status,
    direction: 'outbound-api',
    num_segments: Math.max(1, Math.ceil(message.body.length / 153)),
    num_media: message.mediaUrls.length,
    error_code: message.errorCode,
    error_message: message.errorCode === null ? null : 'The message could not be delivered',
    price: null,
    price_unit: 'USD',
    date_created: rfc2822(message.createdAt),
    date_updated: rfc2822(message.updatedAt),
    date_sent: rfc2822OrNull(message.sentAt),
    uri: `${accountPath(world, `Messages/${message.sid}`)}.json`,
  };
}

function enter(world: World, message: Message, status: MessageStatus, errorCode: number | null): void {
  message.status = status;
  message.errorCode = errorCode;
  message.updatedAt = Date.now();
  if (status === 'sent') message.sentAt = message.updatedAt;
  world.ledger.append('message-state', message.sid, { status, to: message.to, errorCode });
  if (!message.statusCallback) return;
  const report: [string, string][] = [
    ['MessageSid', message.sid],
    ['SmsSid', message.sid],
    ['AccountSid', world.settings.projectId],
    ['ApiVersion', '2010-04-01'],
    ['MessageStatus', status],
    ['SmsStatus', status],
    ['To', message.to],
  ];
  if (message.from) report.push(['From', message.from]);
  if (errorCode !== null) report.push(['ErrorCode', String(errorCode)]);
  sendCallback(world, {
    kind: 'message',
    sid: message.sid,
    number: message.to,
    label: status,
    target: message.statusCallback,
    fields: report,
  });
}

function send(world: World, message: Message): void {
  const scope = world.scope;
  const fate = world.behaviours.of(message.to).message;
  world.errand(async () => {
    await scope.sleep(world.human(SENDING_MS));
    if (fate === 'failed') {
      enter(world, message, 'failed', 30008);
      return;
    }
    enter(world, message, 'sent', null);
    await scope.sleep(world.human(DELIVERING_MS));
    enter(world, message, fate === 'undelivered' ? 'undelivered' : 'delivered', fate === 'undelivered' ? 30003 : null);
  });
}

/** `POST /Messages` */
export function createMessage(world: World, { form, isForm }: RestRequest): RestAnswer {
  if (!isForm) return usualError(400, 10001, 'The body must be application/x-www-form-urlencoded');
  const failures: ValidationFailure[] = [];
  const refuse = (code: string, message: string) => failures.push({ code, message });
  const to = field(form, 'To');
  const from = field(form, 'From');
  const messagingServiceSid = field(form, 'MessagingServiceSid');
  const body = field(form, 'Body');
  const mediaUrls = fields(form, 'MediaUrl');
  const callbackUrl = field(form, 'StatusCallback');
  const owned = world.settings.ownedNumbers;
  if (to === null) refuse('21604', "'To' phone number is required");
  else if (!isPhoneAddress(to)) refuse('21211', `'To' phone number '${to}' is not valid`);
  else if (world.behaviours.of(to).message === 'opted-out') refuse('21610', 'The recipient has opted out');
  if (from === null && messagingServiceSid === null) refuse('21603', "'From' phone number is required");
  else if (from !== null && !isPhoneAddress(from)) refuse('21212', `'From' phone number '${from}' is not valid`);
  else if (from !== null && owned && !owned.includes(from)) refuse('21606', `'${from}' cannot send messages`);
  if (body === null && mediaUrls.length === 0) refuse('21602', "'Body' or 'MediaUrl' is required");
  if (body !== null && body.length > MAX_BODY) refuse('21617', `'Body' is longer than ${MAX_BODY} characters`);
  if (mediaUrls.length > MAX_MEDIA) refuse('21623', `more than ${MAX_MEDIA} media`);
  if (callbackUrl !== null && !isAbsoluteUrl(callbackUrl)) refuse('21609', "'StatusCallback' is not a valid URL");
  if (failures.length > 0 || to === null) return validationError(failures);
  const statusCallback: CallbackTarget | null =
    callbackUrl === null
      ? null
      : { url: callbackUrl, method: httpMethod(field(form, 'StatusCallbackMethod')), events: new Set() };
  const now = Date.now();
  const message: Message = {
    sid: randomUUID(),
    to,
    from,
    messagingServiceSid,
    body: body ?? '',
    mediaUrls,
    createdAt: now,
    statusCallback,
    status: 'queued',
    updatedAt: now,
    sentAt: null,
    errorCode: null,
  };
  world.messages.set(message.sid, message);
  world.ledger.append('message-state', message.sid, { status: 'queued', to, errorCode: null });
  return { ...json(201, messageResource(world, message)), afterwards: () => send(world, message) };
}

/** `GET /Messages/{sid}` */
export function fetchMessage(world: World, sid: string): RestAnswer {
  const message = world.messages.get(sid);
  return message ? json(200, messageResource(world, message)) : notFound();
}

/** `GET /Messages` */
export function listMessages(world: World, request: RestRequest): RestAnswer {
  const to = field(request.query, 'To');
  const from = field(request.query, 'From');
  const found = [...world.messages.values()]
    .filter((message) => (to === null || message.to === to) && (from === null || message.from === from))
    .reverse();
  return pageOf(request.path, request.query, 'messages', found, (message) => messageResource(world, message));
}
