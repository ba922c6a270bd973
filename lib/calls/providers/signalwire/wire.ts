import { z } from 'zod';

/** The fields we read of a call. Dates are RFC 2822. */
export const wireCall = z.object({
  sid: z.string().min(1),
  status: z.string(),
  to: z.string().nullish(),
  from: z.string().nullish(),
  date_created: z.string().nullish(),
  duration: z.union([z.string(), z.number()]).nullish(),
  answered_by: z.string().nullish(),
  parent_call_sid: z.string().nullish(),
});

/** The acknowledgement of an order. */
export const wireOrdered = z.object({ sid: z.string().min(1), status: z.string() });

export const wireRecording = z.object({
  sid: z.string().min(1),
  status: z.string().nullish(),
});

const page = { next_page_uri: z.string().nullish() };
export const wireCallPage = z.object({ ...page, calls: z.array(wireCall) });
export const wireRecordingPage = z.object({ ...page, recordings: z.array(wireRecording) });

/** The two error shapes: the usual one and that of a refused creation. */
const wireError = z.union([
  z.object({ errors: z.array(z.object({ code: z.union([z.string(), z.number()]) })).min(1) }),
  z.object({ code: z.union([z.string(), z.number()]) }),
]);

/** The carrier's codes in an error body; empty for any other text. */
export function errorCodes(text: string): string[] {
  const parsed = wireError.safeParse(readJson(text));
  if (!parsed.success) return [];
  return 'errors' in parsed.data ? parsed.data.errors.map(({ code }) => String(code)) : [String(parsed.data.code)];
}

/** The JSON of a text, or undefined. */
export function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export type WireCall = z.infer<typeof wireCall>;
