import { callFilter } from './call-filters';
import { callResource } from './call-resource';
import { readCallOrder } from './create-call-input';
import { httpMethod, isAbsoluteUrl } from './instruction';
import { isOver, type Leg } from './leg';
import { cancelOrHangUp, redirectLeg } from './leg-control';
import { pageOf } from './paging';
import { json, type RestAnswer, usualError, validationError } from './rest-answer';
import { field, type RestRequest } from './rest-request';
import type { World } from './world';

/** `POST /Calls`: accepted as `queued`, whatever the dialling rate. */
export function createCall(world: World, request: RestRequest): RestAnswer {
  if (!request.isForm) return usualError(400, 10001, 'The body must be application/x-www-form-urlencoded');
  const read = readCallOrder(request.form, world.settings.ownedNumbers);
  if ('failures' in read) return validationError(read.failures);
  if (world.pacer.waiting >= world.settings.queueLimit) {
    return validationError([{ code: '21611', message: 'The queue of outbound calls is full' }]);
  }
  const leg = world.addLeg(read.order);
  const answer = json(201, callResource(world, leg));
  return {
    ...answer,
    callSid: leg.sid,
    afterwards: () => {
      if (!world.settings.fast) world.pacer.add(leg);
    },
  };
}

function* newestFirst(legs: readonly Leg[], matches: (leg: Leg) => boolean): Generator<Leg> {
  for (let index = legs.length - 1; index >= 0; index -= 1) {
    const leg = legs[index];
    if (leg && matches(leg)) yield leg;
  }
}

/** `GET /Calls` */
export function listCalls(world: World, request: RestRequest): RestAnswer {
  const filter = callFilter(request.query);
  if (typeof filter !== 'function') return usualError(400, 10000, `'${filter.unreadable}' is not a valid date`);
  const to = field(request.query, 'To');
  const legs = to === null ? world.legsInOrder : (world.legsByNumber.get(to) ?? []);
  return pageOf(request.path, request.query, 'calls', newestFirst(legs, filter), (leg) => {
    return callResource(world, leg);
  });
}

/** `GET /Calls/{sid}` */
export function fetchCall(world: World, leg: Leg): RestAnswer {
  return json(200, callResource(world, leg));
}

/** `POST /Calls/{sid}`: `Status` cancels or hangs up, `Url` leads a live call to another document. */
export function updateCall(world: World, leg: Leg, request: RestRequest): RestAnswer {
  const { form } = request;
  const status = field(form, 'Status');
  const url = field(form, 'Url');
  if (isOver(leg)) return usualError(400, 10000, 'Call is not in-progress. Cannot update a finished call');
  if (status !== null && status !== 'canceled' && status !== 'completed') {
    return usualError(400, 10000, "'Status' must be canceled or completed");
  }
  if (url !== null && !isAbsoluteUrl(url)) return usualError(400, 21205, "'Url' is not a valid absolute URL");
  const statusCallback = field(form, 'StatusCallback');
  if (statusCallback !== null && isAbsoluteUrl(statusCallback)) {
    const events = leg.statusCallback?.events ?? new Set(['completed']);
    leg.statusCallback = { url: statusCallback, method: httpMethod(field(form, 'StatusCallbackMethod')), events };
  }
  if (status === 'canceled' && leg.answeredAt !== null) {
    return usualError(400, 10000, 'Only a queued or ringing call can be canceled');
  }
  if (status !== null) cancelOrHangUp(world, leg);
  else if (url !== null) {
    if (leg.answeredAt === null) return usualError(400, 21220, 'Call is not in-progress. Cannot redirect');
    redirectLeg(world, leg, { url, method: httpMethod(field(form, 'Method')) });
  }
  return json(200, callResource(world, leg));
}

/** `DELETE /Calls/{sid}`: only of a finished call. */
export function deleteCall(leg: Leg): RestAnswer {
  if (!isOver(leg)) return usualError(400, 10000, 'A call that is not finished cannot be deleted');
  leg.deleted = true;
  return { status: 204, body: '' };
}

export function findCall(world: World, sid: string): Leg | null {
  const leg = world.legs.get(sid);
  return leg && !leg.deleted ? leg : null;
}
