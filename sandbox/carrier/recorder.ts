import { randomUUID } from 'node:crypto';
import { sendCallback } from './callbacks';
import type { Leg } from './leg';
import type { Recording, RecordingRequest } from './recording';
import { recordingUrl } from './resource-uris';
import { rfc2822 } from './rfc2822';
import type { World } from './world';

const SETTLING_MS = 1_000;
const MIN_KEPT_SECONDS = 0.2;

function report(world: World, recording: Recording, status: string): void {
  const target = recording.callback;
  if (!target?.events.has(status)) return;
  const fields: [string, string][] = [
    ['AccountSid', world.settings.projectId],
    ['CallSid', recording.leg.sid],
    ['RecordingSid', recording.sid],
    ['RecordingUrl', recordingUrl(world, recording.sid)],
    ['RecordingStatus', status],
    ['RecordingChannels', String(recording.channels)],
    ['RecordingSource', recording.source],
    ['RecordingStartTime', rfc2822(recording.startedAt)],
    ['RecordingTrack', recording.track],
    ['Timestamp', rfc2822(Date.now())],
  ];
  if (recording.duration !== null) fields.push(['RecordingDuration', String(recording.duration)]);
  const number = recording.leg.order.to;
  sendCallback(world, { kind: 'recording', sid: recording.leg.sid, number, label: status, target, fields });
}

/** Starts keeping what is heard on a leg. */
export function startRecording(world: World, leg: Leg, request: RecordingRequest): Recording {
  const recording: Recording = {
    sid: randomUUID(),
    leg,
    source: request.source,
    channels: request.channels,
    track: request.track ?? 'both',
    callback: request.callback,
    startedAt: Date.now(),
    startedMonotonicMs: performance.now(),
    status: 'in-progress',
    updatedAt: Date.now(),
    keptMs: 0,
    resumedMonotonicMs: performance.now(),
    duration: null,
    deleted: false,
  };
  world.recordings.set(recording.sid, recording);
  world.activeRecordings.add(recording);
  world.ledger.append('recording-started', leg.sid, {
    recordingSid: recording.sid,
    source: recording.source,
    bridgedWith: leg.live?.bridgedWith?.sid ?? null,
  });
  report(world, recording, 'in-progress');
  return recording;
}

function holdCounter(recording: Recording): void {
  if (recording.resumedMonotonicMs === null) return;
  recording.keptMs += performance.now() - recording.resumedMonotonicMs;
  recording.resumedMonotonicMs = null;
}

/** Interrupts a recording; with `silence` the gap counts as recorded time, with `skip` it is left out. */
export function pauseRecording(world: World, recording: Recording, behavior: 'skip' | 'silence'): void {
  if (recording.status !== 'in-progress') return;
  if (behavior === 'skip') holdCounter(recording);
  recording.status = 'paused';
  recording.updatedAt = Date.now();
  world.ledger.append('recording-paused', recording.leg.sid, { recordingSid: recording.sid, behavior });
}

export function resumeRecording(world: World, recording: Recording): void {
  if (recording.status !== 'paused') return;
  recording.resumedMonotonicMs ??= performance.now();
  recording.status = 'in-progress';
  recording.updatedAt = Date.now();
  world.ledger.append('recording-resumed', recording.leg.sid, { recordingSid: recording.sid });
}

/** Stops a recording; it is `completed` a moment later, or `absent` when nothing worth keeping was heard. */
export function stopRecording(world: World, recording: Recording): void {
  if (recording.status !== 'in-progress' && recording.status !== 'paused') return;
  holdCounter(recording);
  world.activeRecordings.delete(recording);
  const seconds = world.humanSeconds(recording.keptMs);
  recording.status = 'processing';
  recording.updatedAt = Date.now();
  recording.duration = Math.max(Math.round(seconds), seconds < MIN_KEPT_SECONDS ? 0 : 1);
  world.ledger.append('recording-stopped', recording.leg.sid, { recordingSid: recording.sid, seconds });
  const scope = world.scope;
  world.errand(async () => {
    await scope.sleep(world.human(SETTLING_MS));
    recording.status = seconds < MIN_KEPT_SECONDS ? 'absent' : 'completed';
    recording.updatedAt = Date.now();
    world.ledger.append('recording-settled', recording.leg.sid, {
      recordingSid: recording.sid,
      status: recording.status,
    });
    report(world, recording, recording.status);
  });
}

export function stopRecordingsOf(world: World, leg: Leg): void {
  for (const recording of world.activeRecordings) {
    if (recording.leg === leg) stopRecording(world, recording);
  }
}
