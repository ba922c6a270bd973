import type { CallOrderRequest, Carrier, CarrierCall, OrderAnswer } from '@/lib/calls/carrier';
import type { CarrierConfig } from '@/lib/config/config';
import { AppError } from '@/lib/core/errors';
import { accountUrl, basicAuthorization, createClient, failed } from './client';
import { carrierCallOf, instantOf, orderAnswerOf } from './map';
import { type HttpAnswer, type HttpSend, keptAliveTransport, TransportError } from './transport';
import { errorCodes, readJson, type WireCall, wireCall, wireCallPage, wireRecording, wireRecordingPage } from './wire';

const NOT_LIVE = new Set(['21220', '10000']);
const MEDIA_TIMEOUT_MS = 30_000;
const MAX_REDIRECTS = 3;
const STATUS_EVENTS =
  '&StatusCallbackEvent=initiated&StatusCallbackEvent=ringing&StatusCallbackEvent=answered&StatusCallbackEvent=completed';

/** The carrier behind SignalWire's compatibility API. @param send replaced in tests */
export function createSignalWireCarrier(config: CarrierConfig, send: HttpSend = keptAliveTransport()): Carrier {
  const client = createClient(config, send);
  const callPath = (sid: string) => `/Calls/${encodeURIComponent(sid)}`;

  async function change(path: string, body: string): Promise<HttpAnswer | null> {
    const answer = await client.change(path, body);
    if (answer.status >= 200 && answer.status < 300) return answer;
    if (answer.status === 404 || errorCodes(answer.text).some((code) => NOT_LIVE.has(code))) return null;
    throw failed(answer);
  }

  async function calls(query: Record<string, string>, since: number | null): Promise<WireCall[]> {
    // The list is newest first: a page of nothing but older calls is the last one of interest.
    const isOver = (page: { calls: WireCall[] }) => since !== null && page.calls.every((call) => isOlder(call, since));
    const path = `/Calls?${new URLSearchParams({ ...query, PageSize: '1000' })}`;
    const pages = await client.pages(path, wireCallPage, isOver);
    // A missing list is not an empty list: an empty one means that nothing was placed.
    if (!pages) throw unusable('no list');
    return pages.flatMap((page) => page.calls);
  }

  return {
    order: (request) => order(client.order, request),
    async findCalls({ to, from, createdSince }) {
      // The carrier stores whole seconds. Its own filter uses the start time, which queued calls don't have.
      const since = Math.floor(createdSince.getTime() / 1000) * 1000;
      const found = (await calls({ To: to, From: from }, since)).filter((call) => !isOlder(call, since));
      const mapped = found.map(carrierCallOf);
      return {
        calls: mapped.filter((call) => call !== null).filter((call) => call.parentSid === null),
        complete: !mapped.includes(null),
      };
    },
    async fetchCall(sid) {
      const call = await client.get(callPath(sid), wireCall);
      return call && understood(call);
    },
    async childCalls(parentSid) {
      return (await calls({ ParentCallSid: parentSid }, null)).map(understood);
    },
    async endCall(sid) {
      // `completed` hangs up a live call, `canceled` stops one that is queued or ringing.
      for (const status of ['completed', 'canceled']) if (await change(callPath(sid), `Status=${status}`)) return true;
      return false;
    },
    async redirectCall(sid, documentUrl) {
      return (await change(callPath(sid), `Url=${encodeURIComponent(documentUrl)}&Method=POST`)) !== null;
    },
    async startRecording(callSid, statusCallbackUrl) {
      const answer = await change(
        `${callPath(callSid)}/Recordings`,
        `RecordingChannels=dual&RecordingStatusCallbackMethod=POST&RecordingStatusCallbackEvent=${encodeURIComponent(
          'in-progress completed absent',
        )}&RecordingStatusCallback=${encodeURIComponent(statusCallbackUrl)}`,
      );
      if (!answer) return null;
      const recording = wireRecording.safeParse(readJson(answer.text));
      if (!recording.success) throw failed(answer);
      return { sid: recording.data.sid };
    },
    async startTranscription(callSid, controlId, statusUrl) {
      const params = { control_id: controlId, status_url: statusUrl };
      const answer = await client.command({ command: 'calling.transcribe', id: callSid, params });
      if (answer.status >= 200 && answer.status < 300) return true;
      if (answer.status === 404 || answer.status === 422) return false;
      throw failed(answer);
    },
    async recordingsOf(callSid) {
      const pages = await client.pages(`${callPath(callSid)}/Recordings?PageSize=1000`, wireRecordingPage);
      return (pages ?? []).flatMap((page) => page.recordings.map(({ sid }) => ({ sid })));
    },
    async stopRecording(callSid, recordingSid) {
      const path = `${callPath(callSid)}/Recordings/${encodeURIComponent(recordingSid)}`;
      return (await change(path, 'Status=stopped')) !== null;
    },
    recordingMedia: (mediaUrl, range) => media(config, mediaUrl, range),
  };
}

/** Whether a call is known to have started before an instant. */
function isOlder(call: WireCall, since: number): boolean {
  const at = instantOf(call.date_created);
  return at !== null && at.getTime() < since;
}

async function order(
  post: (path: string, body: string, sendBy: Date) => Promise<HttpAnswer>,
  request: CallOrderRequest,
): Promise<OrderAnswer> {
  const body =
    `To=${encodeURIComponent(request.to)}&From=${encodeURIComponent(request.from)}` +
    `&Url=${encodeURIComponent(request.documentUrl)}&Method=POST` +
    `&StatusCallback=${encodeURIComponent(request.statusCallbackUrl)}&StatusCallbackMethod=POST${STATUS_EVENTS}` +
    `&Timeout=${request.ringSeconds}${request.detectMachine ? '&MachineDetection=Enable' : ''}`;
  try {
    const answer = await post('/Calls', body, request.orderBy);
    return orderAnswerOf(answer.status, answer.text, answer.header('retry-after'));
  } catch (error) {
    if (error instanceof TransportError && !error.sent) return { kind: 'not-taken', retryAfterSeconds: 2, why: 'down' };
    return { kind: 'unknown', why: error instanceof TransportError ? error.message : 'transport' };
  }
}

function understood(call: WireCall): CarrierCall {
  const mapped = carrierCallOf(call);
  if (!mapped) throw unusable('call');
  return mapped;
}

function unusable(detail: string): AppError {
  return new AppError('provider_failed', 'The phone carrier sent an unusable answer.', { detail });
}

/** Sends our credentials only to the configured address; the carrier's other hosts serve by the link alone. */
async function media(
  config: CarrierConfig,
  mediaUrl: string,
  range: string | null,
  redirects = MAX_REDIRECTS,
): Promise<Response> {
  const url = URL.canParse(mediaUrl) ? new URL(mediaUrl) : null;
  const own = url?.origin === new URL(config.apiUrl).origin;
  const carriers = url?.protocol === 'https:' && url.hostname.endsWith('.signalwire.com');
  if (!url || !(own || carriers))
    throw new AppError('provider_failed', 'This recording can’t be played.', { detail: 'media host' });
  // Compression would change the length and the ranges of the file.
  const headers = new Headers({ 'accept-encoding': 'identity' });
  if (own && url.href.startsWith(`${new URL(accountUrl(config)).href}/`))
    headers.set('authorization', basicAuthorization(config));
  if (range) headers.set('range', range);
  // Ends the wait for the head alone: a long recording over a slow line takes as long as it takes.
  const headTimeout = new AbortController();
  const timer = setTimeout(() => headTimeout.abort(), MEDIA_TIMEOUT_MS);
  try {
    // Each redirect is checked like the first address.
    const answer = await fetch(url, { headers, signal: headTimeout.signal, cache: 'no-store', redirect: 'manual' });
    const next = answer.status >= 300 && answer.status < 400 ? answer.headers.get('location') : null;
    if (next === null) return answer;
    if (redirects === 0)
      throw new AppError('provider_failed', 'This recording can’t be played.', { detail: 'media redirects' });
    return await media(config, new URL(next, url).href, range, redirects - 1);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('provider_unavailable', 'The phone carrier isn’t responding. Try again in a moment.', {
      cause: cause instanceof Error ? cause.name : undefined,
    });
  } finally {
    clearTimeout(timer);
  }
}
