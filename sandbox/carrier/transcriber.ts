import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { sendCallback } from './callbacks';
import { isOver, type Leg } from './leg';
import { json, notFound, type RestAnswer, usualError } from './rest-answer';
import { findCall } from './rest-calls';
import type { RestRequest } from './rest-request';
import type { World } from './world';

const TRANSCRIBING_MS = 2_000;

const command = z.object({
  command: z.literal('calling.transcribe'),
  id: z.string(),
  params: z.object({ control_id: z.string().min(1), status_url: z.url({ protocol: /^https?$/ }) }),
});

/** `POST /api/calling/calls` with `calling.transcribe`: writes a live call down, and posts the text once it is over. */
export function commandCall(world: World, request: RestRequest): RestAnswer {
  const asked = command.safeParse(readJson(request.raw));
  if (!asked.success) return usualError(422, 21_400, 'The command or its parameters are not valid');
  const leg = findCall(world, asked.data.id);
  if (!leg) return notFound();
  if (leg.answeredAt === null || isOver(leg)) return usualError(422, 21_220, 'The call is not live');
  if (world.transcribed.has(leg.sid)) return usualError(422, 21_400, 'A transcription is active on this call');
  world.transcribed.add(leg.sid);
  writeDown(world, leg, asked.data.params.status_url);
  return json(200, { id: leg.sid, type: 'relay_pstn_call', status: 'answered' });
}

function writeDown(world: World, leg: Leg, url: string): void {
  const scope = world.scope;
  world.errand(async () => {
    await leg.live?.ended.promise;
    await scope.sleep(world.human(TRANSCRIBING_MS));
    const event = {
      event_type: 'calling.transcript.completed',
      timestamp: Date.now() / 1000,
      project_id: world.settings.projectId,
      space_id: world.settings.projectId,
      params: {
        id: randomUUID(),
        call_id: leg.sid,
        segment_id: leg.sid,
        text: world.behaviours.of(leg.order.to).transcript,
      },
    };
    sendCallback(world, {
      kind: 'transcription',
      sid: leg.sid,
      number: leg.order.to,
      label: 'transcribed',
      target: { url, method: 'POST' },
      fields: [],
      json: JSON.stringify(event),
    });
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
