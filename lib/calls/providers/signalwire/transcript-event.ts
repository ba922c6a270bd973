import { z } from 'zod';
import { readJson } from './wire';

const transcript = z.object({
  event_type: z.enum(['calling.transcript.completed', 'calling.transcript.failed']),
  params: z.object({ id: z.string(), call_id: z.string(), text: z.string().nullish() }),
});

/** A transcript event as the equivalent transcription form; null for any other text. */
export function formOfTranscript(text: string): URLSearchParams | null {
  const event = transcript.safeParse(readJson(text));
  if (!event.success) return null;
  const { event_type, params } = event.data;
  return new URLSearchParams({
    TranscriptionSid: params.id,
    TranscriptionStatus: event_type === 'calling.transcript.completed' ? 'completed' : 'failed',
    CallSid: params.call_id,
    ...(params.text ? { TranscriptionText: params.text } : {}),
  });
}
