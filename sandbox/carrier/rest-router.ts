import type { Leg } from './leg';
import type { Recording } from './recording';
import { API_ROOT } from './resource-uris';
import { notFound, type RestAnswer, usualError } from './rest-answer';
import { createCall, deleteCall, fetchCall, findCall, listCalls, updateCall } from './rest-calls';
import { createMessage, fetchMessage, listMessages } from './rest-messages';
import {
  createRecording,
  deleteRecording,
  fetchRecording,
  fetchTranscription,
  findRecording,
  listRecordings,
  updateRecording,
} from './rest-recordings';
import { isAuthorized, type RestRequest } from './rest-request';
import { commandCall } from './transcriber';
import type { World } from './world';

const COMMANDS = '/api/calling/calls';

/** A request matched to what it wants: the name faults know it by, and the way to do it. */
export interface Operation {
  readonly name: string;
  readonly isWrite: boolean;
  run(): RestAnswer;
}

interface Target {
  readonly accountSid: string;
  readonly segments: readonly string[];
  readonly extension: string;
}

function readPath(path: string): Target | null {
  const prefix = `${API_ROOT}/Accounts/`;
  if (!path.startsWith(prefix)) return null;
  const [, bare = '', extension = ''] = /^(.*?)(?:\.(json|mp3|wav))?$/.exec(path.slice(prefix.length)) ?? [];
  const [accountSid = '', ...segments] = bare.split('/').filter((segment) => segment !== '');
  return { accountSid, segments, extension };
}

function operation(name: string, method: string, run: () => RestAnswer): Operation {
  return { name, isWrite: method !== 'GET', run };
}

/** An operation on one thing, 404 when it is not there (any more) at that moment. */
function operationOn<T>(name: string, method: string, find: () => T | null, run: (item: T) => RestAnswer): Operation {
  return operation(name, method, () => {
    const item = find();
    return item === null ? notFound() : run(item);
  });
}

function callOperation(world: World, request: RestRequest, target: Target): Operation | null {
  const { method } = request;
  const [, sid, sub, subSid] = target.segments;
  if (sid === undefined) {
    if (method === 'POST') return operation('calls.create', method, () => createCall(world, request));
    if (method === 'GET') return operation('calls.list', method, () => listCalls(world, request));
    return null;
  }
  const onCall = (name: string, run: (leg: Leg) => RestAnswer) =>
    operationOn(name, method, () => findCall(world, sid), run);
  if (sub === undefined) {
    if (method === 'GET') return onCall('calls.fetch', (leg) => fetchCall(world, leg));
    if (method === 'POST') return onCall('calls.update', (leg) => updateCall(world, leg, request));
    if (method === 'DELETE') return onCall('calls.delete', deleteCall);
    return null;
  }
  if (sub !== 'Recordings') return null;
  if (subSid === undefined) {
    if (method === 'POST') return onCall('recordings.create', (leg) => createRecording(world, leg, request));
    if (method === 'GET') return onCall('recordings.list', (leg) => listRecordings(world, leg, request));
    return null;
  }
  return recordingOperation(world, request, subSid, target.extension);
}

function recordingOperation(world: World, request: RestRequest, sid: string, extension: string): Operation | null {
  const { method } = request;
  const on = (name: string, run: (recording: Recording) => RestAnswer) =>
    operationOn(name, method, () => findRecording(world, sid), run);
  if (method === 'GET') return on('recordings.fetch', (recording) => fetchRecording(world, recording, extension));
  if (method === 'POST') return on('recordings.update', (recording) => updateRecording(world, recording, request));
  if (method === 'DELETE') return on('recordings.delete', deleteRecording);
  return null;
}

/** The operation a request asks for; an answer at once where there is none or the credentials are wrong. */
export function route(world: World, request: RestRequest): Operation | RestAnswer {
  const { projectId, apiToken, publicMedia } = world.settings;
  const unauthorized = { ...usualError(401, 20003, 'Authentication failed'), headers: { 'www-authenticate': 'Basic' } };
  if (request.path === COMMANDS) {
    if (!isAuthorized(request.authorization, projectId, apiToken)) return unauthorized;
    return request.method === 'POST'
      ? operation('calls.command', request.method, () => commandCall(world, request))
      : notFound();
  }
  const target = readPath(request.path);
  if (!target) return notFound();
  const isMedia = target.segments[0] === 'Recordings' && (target.extension === 'mp3' || target.extension === 'wav');
  const isOpen = isMedia && publicMedia && request.method === 'GET';
  if (!isOpen && !isAuthorized(request.authorization, projectId, apiToken)) {
    return unauthorized;
  }
  if (target.accountSid !== projectId) return usualError(401, 20003, 'The project is not accessible');
  const { method } = request;
  const [collection, sid, more] = target.segments;
  let found: Operation | null = null;
  if (collection === 'Calls') found = callOperation(world, request, target);
  else if (collection === 'Recordings' && sid === undefined && method === 'GET') {
    found = operation('recordings.list', method, () => listRecordings(world, null, request));
  } else if (collection === 'Recordings' && sid !== undefined && more === undefined) {
    found = recordingOperation(world, request, sid, target.extension);
  } else if (collection === 'Transcriptions' && sid !== undefined && method === 'GET') {
    found = operation('transcriptions.fetch', method, () => fetchTranscription(world, sid));
  } else if (collection === 'Messages' && sid === undefined && method === 'POST') {
    found = operation('messages.create', method, () => createMessage(world, request));
  } else if (collection === 'Messages' && sid === undefined && method === 'GET') {
    found = operation('messages.list', method, () => listMessages(world, request));
  } else if (collection === 'Messages' && sid !== undefined && method === 'GET') {
    found = operation('messages.fetch', method, () => fetchMessage(world, sid));
  }
  return found ?? notFound();
}
