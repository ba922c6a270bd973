import { RECORDING_EVENTS, readCallback } from './create-call-input';
import { isOver, type Leg } from './leg';
import { audioOf } from './media';
import { pageOf } from './paging';
import { pauseRecording, resumeRecording, startRecording, stopRecording } from './recorder';
import type { Recording, Transcription } from './recording';
import { accountPath, recordingUrl } from './resource-uris';
import { json, notFound, type RestAnswer, usualError, type ValidationFailure, validationError } from './rest-answer';
import { field, type RestRequest } from './rest-request';
import { rfc2822 } from './rfc2822';
import type { World } from './world';

/** The JSON of a recording. */
function recordingResource(world: World, recording: Recording) {
  const path = accountPath(world, `Recordings/${recording.sid}`);
  return {
    sid: recording.sid,
    account_sid: world.settings.projectId,
    api_version: '2010-04-01',
    call_sid: recording.leg.sid,
    conference_sid: null,
    channels: recording.channels,
    track: recording.track,
    source: recording.source,
    status: recording.status,
    duration: recording.duration,
    start_time: rfc2822(recording.startedAt),
    date_created: rfc2822(recording.startedAt),
    date_updated: rfc2822(recording.updatedAt),
    error_code: null,
    price: null,
    price_unit: 'USD',
    media_url: recordingUrl(world, recording.sid),
    uri: `${path}.json`,
    subresource_uris: { transcriptions: `${path}/Transcriptions.json` },
  };
}

/** `POST /Calls/{sid}/Recordings`: only on a call that is live; the record starts at once. */
export function createRecording(world: World, leg: Leg, request: RestRequest): RestAnswer {
  if (leg.answeredAt === null || isOver(leg)) return usualError(400, 21220, 'Call is not in-progress. Cannot record');
  const failures: ValidationFailure[] = [];
  const callback = readCallback(request.form, 'RecordingStatusCallback', RECORDING_EVENTS, (code, message) =>
    failures.push({ code, message }),
  );
  if (failures.length > 0) return validationError(failures);
  const track = field(request.form, 'RecordingTrack');
  const recording = startRecording(world, leg, {
    source: 'StartCallRecordingAPI',
    channels: field(request.form, 'RecordingChannels') === 'dual' ? 2 : 1,
    track: track === 'inbound' || track === 'outbound' ? track : 'both',
    callback,
  });
  return json(201, recordingResource(world, recording));
}

/** `GET /Recordings` and `GET /Calls/{sid}/Recordings` */
export function listRecordings(world: World, leg: Leg | null, request: RestRequest): RestAnswer {
  const wantedCall = leg?.sid ?? field(request.query, 'CallSid');
  const found = [...world.recordings.values()]
    .filter((recording) => !recording.deleted && (wantedCall === null || recording.leg.sid === wantedCall))
    .reverse();
  return pageOf(request.path, request.query, 'recordings', found, (recording) => recordingResource(world, recording));
}

/** `GET /Recordings/{sid}[.json|.mp3|.wav]` */
export function fetchRecording(world: World, recording: Recording, extension: string): RestAnswer {
  if (extension === 'mp3' || extension === 'wav') {
    if (recording.status !== 'completed') return notFound();
    const audio = audioOf(extension, recording.duration ?? 1);
    return { status: 200, body: audio.bytes, headers: { 'content-type': audio.contentType } };
  }
  return json(200, recordingResource(world, recording));
}

/** `POST /Calls/{sid}/Recordings/{sid}`: `Status` paused, in-progress or stopped. */
export function updateRecording(world: World, recording: Recording, request: RestRequest): RestAnswer {
  const status = field(request.form, 'Status');
  if (recording.status !== 'in-progress' && recording.status !== 'paused') {
    return usualError(400, 10000, 'The recording has ended');
  }
  if (status === 'paused') {
    pauseRecording(world, recording, field(request.form, 'PauseBehavior') === 'skip' ? 'skip' : 'silence');
  } else if (status === 'in-progress') resumeRecording(world, recording);
  else if (status === 'stopped') stopRecording(world, recording);
  else return usualError(400, 10000, "'Status' must be paused, in-progress or stopped");
  return json(200, recordingResource(world, recording));
}

export function deleteRecording(recording: Recording): RestAnswer {
  if (recording.status === 'in-progress' || recording.status === 'paused') {
    return usualError(400, 10000, 'A running recording cannot be deleted');
  }
  recording.deleted = true;
  return { status: 204, body: '' };
}

export function findRecording(world: World, sid: string): Recording | null {
  const recording = world.recordings.get(sid);
  return recording && !recording.deleted ? recording : null;
}

/** `GET /Transcriptions/{sid}` */
export function fetchTranscription(world: World, sid: string): RestAnswer {
  const transcription: Transcription | undefined = world.transcriptions.get(sid);
  if (!transcription) return notFound();
  return json(200, {
    sid: transcription.sid,
    account_sid: world.settings.projectId,
    recording_sid: transcription.recordingSid,
    transcription_text: transcription.text,
    status: transcription.status,
    duration: transcription.duration,
    date_created: rfc2822(transcription.createdAt),
    uri: `${accountPath(world, `Transcriptions/${transcription.sid}`)}.json`,
  });
}
