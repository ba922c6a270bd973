import { describe, expect, it } from 'vitest';
import { document } from './customer';
import { authorization, type Line, openLine } from './line';

const EVENTS = 'in-progress completed absent';
const NOTICE = 'This call is recorded.';

async function call(line: Line, verbs: string, form: Record<string, string> = {}): Promise<void> {
  line.customer.on('/start', document(verbs));
  await line.order(form);
  await line.settled();
}

const statuses = (line: Line) => line.customer.to('/recording').map((request) => request.fields.RecordingStatus);

describe('recording', () => {
  it('begins after the notice when it is started by API from the step that follows the notice', async () => {
    const line = await openLine();
    const started: Promise<unknown>[] = [];
    line.customer.on('/private', document(`<Say>${NOTICE}</Say><Redirect>{url}/disclosed</Redirect>`));
    line.customer.on('/disclosed', (request) => {
      started.push(
        line.request('POST', `Calls/${request.fields.CallSid}/Recordings`, {
          RecordingChannels: 'dual',
          RecordingStatusCallback: `${line.customer.url}/recording`,
          RecordingStatusCallbackEvent: EVENTS,
        }),
      );
      return document('');
    });
    await call(line, '<Dial><Number url="{url}/private">+13105550100</Number></Dial>');
    await Promise.all(started);
    const child = line.carrier.control.calls('+13105550100')[0];
    const notice = child?.verbs.find((verb) => verb.text === NOTICE);
    const [recording] = child?.recordings ?? [];
    expect(notice?.finished).toBe(true);
    expect(recording?.source).toBe('StartCallRecordingAPI');
    expect(recording?.seq).toBeGreaterThan(notice?.endedSeq ?? Number.POSITIVE_INFINITY);
    expect(recording?.monotonicMs).toBeGreaterThanOrEqual(notice?.endedMonotonicMs ?? Number.POSITIVE_INFINITY);
    expect(recording?.stoppedMonotonicMs).toBeGreaterThan(recording?.monotonicMs ?? 0);
    expect(statuses(line)).toEqual(['in-progress', 'completed']);
    const last = line.customer.to('/recording').at(-1)?.fields;
    expect(last).toMatchObject({ CallSid: child?.callSid, RecordingChannels: '2' });
    // A hundred times as quick: ten milliseconds are a second.
    const recorded = ((recording?.stoppedMonotonicMs ?? 0) - (recording?.monotonicMs ?? 0)) / 10;
    expect(Math.abs(Number(last?.RecordingDuration) - recorded)).toBeLessThanOrEqual(1);
  });

  it('begins before the private notice when a Dial records from the answer, as on the real service', async () => {
    const line = await openLine();
    line.customer.on('/private', document(`<Say>${NOTICE}</Say>`));
    await call(
      line,
      `<Dial record="record-from-answer-dual" action="{url}/after" recordingStatusCallback="{url}/recording">
        <Number url="{url}/private">+13105550100</Number></Dial>`,
    );
    const notice = line.carrier.control.calls('+13105550100')[0]?.verbs[0];
    const recording = line.carrier.control.calls('+12125550100')[0]?.recordings[0];
    expect(recording?.source).toBe('DialVerb');
    expect(recording?.seq).toBeLessThan(notice?.seq ?? 0);
    expect(statuses(line)).toEqual(['completed']);
    expect(line.customer.to('/after')[0]?.fields.RecordingUrl).toContain('/Recordings/');
  });

  it('begins at the answer when the order itself asks for it', async () => {
    const line = await openLine();
    await call(line, `<Say>${NOTICE}</Say>`, { Record: 'true' });
    const truth = line.carrier.control.calls()[0];
    expect(truth?.recordings[0]?.seq).toBeLessThan(truth?.verbs[0]?.seq ?? 0);
  });

  it('is refused on a call that is not live', async () => {
    const line = await openLine({ callsPerSecond: 0.1 });
    await line.order();
    const { sid } = (await line.order()).body;
    expect((await line.request('POST', `Calls/${sid}/Recordings`, {})).body).toMatchObject({
      code: 21220,
      status: 400,
    });
  });

  it('is absent when nothing was heard', async () => {
    const line = await openLine({ timeScale: 1, scripts: { '*': { ringAfterMs: 0, answerAfterMs: 0 } } });
    line.customer.on('/start', document('<Hangup/>'));
    await line.order({
      Record: 'true',
      RecordingStatusCallback: `${line.customer.url}/recording`,
      RecordingStatusCallbackEvent: EVENTS,
    });
    await line.settled();
    expect(statuses(line)).toEqual(['in-progress', 'absent']);
  });

  it('can be paused, resumed and stopped, and is listed under its call', async () => {
    const line = await openLine();
    line.customer.on('/start', document('<Pause length="600"/>'));
    const { sid } = (await line.order()).body;
    await expect.poll(() => line.customer.to('/start').length).toBe(1);
    const recording = (await line.request('POST', `Calls/${sid}/Recordings`, {})).body;
    const path = `Calls/${sid}/Recordings/${recording.sid}`;
    const change = async (form: Record<string, string>) => (await line.request('POST', path, form)).body.status;
    expect(await change({ Status: 'paused', PauseBehavior: 'skip' })).toBe('paused');
    expect(await change({ Status: 'in-progress' })).toBe('in-progress');
    expect(await change({ Status: 'stopped' })).toBe('processing');
    expect(await change({ Status: 'stopped' })).toBe(400);
    const listed = await line.request('GET', `Calls/${sid}/Recordings`);
    expect(listed.body.recordings.map((one) => one.sid)).toEqual([recording.sid]);
    await line.request('POST', `Calls/${sid}`, { Status: 'completed' });
    await line.settled();
    expect((await line.request('DELETE', `Recordings/${recording.sid}`)).status).toBe(204);
    expect((await line.request('GET', `Recordings/${recording.sid}`)).status).toBe(404);
  });
});

describe('audio', () => {
  it('is playable, and protected unless protection is switched off', async () => {
    const line = await openLine();
    await call(line, '<Say>Hello, hello, hello</Say>', { Record: 'true' });
    const [recording] = (await line.request('GET', 'Recordings')).body.recordings;
    const address = String(recording?.media_url);
    expect((await fetch(address)).status).toBe(401);
    const mp3 = await fetch(address, { headers: { authorization: authorization() } });
    expect(mp3.headers.get('content-type')).toBe('audio/mpeg');
    const bytes = new Uint8Array(await mp3.arrayBuffer());
    expect([bytes[0], bytes[1]]).toEqual([0xff, 0xf3]);
    line.carrier.control.tune({ publicMedia: true });
    const wav = await fetch(address.replace('.mp3', '.wav'));
    expect(new TextDecoder().decode((await wav.arrayBuffer()).slice(0, 4))).toBe('RIFF');
    expect((await fetch(address.replace('.mp3', '.json'))).status).toBe(401);
  });
});

describe('leaving a message', () => {
  const RECORD =
    '<Record action="{url}/done" transcribe="true" transcribeCallback="{url}/transcription" maxLength="20"/>';

  it('posts the recording to the action and the transcription to its callback', async () => {
    const line = await openLine({ scripts: { '*': { transcript: 'All fine.' } } });
    await call(line, RECORD);
    expect(line.customer.to('/done')[0]?.fields).toMatchObject({ Digits: '', RecordingDuration: '8' });
    const posted = line.customer.to('/transcription')[0]?.fields;
    expect(posted).toMatchObject({ TranscriptionText: 'All fine.', TranscriptionStatus: 'completed' });
    const fetched = await line.request('GET', `Transcriptions/${posted?.TranscriptionSid}`);
    expect(fetched.body.transcription_text).toBe('All fine.');
  });

  it('reports a hang-up to the action', async () => {
    // Slow enough that a busy machine starts recording before the person hangs up.
    const line = await openLine({ timeScale: 10, scripts: { '*': { hangsUpAfterMs: 5_000 } } });
    await call(line, RECORD);
    expect(line.customer.to('/done')[0]?.fields).toMatchObject({ Digits: 'hangup', CallStatus: 'completed' });
  });
});
