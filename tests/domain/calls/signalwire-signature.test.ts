import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSignedBySignalWire } from '@/lib/calls/providers/signalwire/signature';
import { signFormPost } from '@/sandbox/carrier/signature';

const url = 'https://mycompany.com/myapp.php?foo=1&bar=2';
const text = 'Digits=1234&To=%2B18005551212&From=%2B14158675309&Caller=%2B14158675309&CallSid=CA1234567890ABCDE';
const signature = 'RSOYDt4T1cUTdK1PDd93/VVr8B8=';

function delivery(changes: { url?: string; text?: string; headers?: Record<string, string> } = {}) {
  const headers = new Headers(changes.headers ?? { 'x-signalwire-signature': signature });
  return { url: changes.url ?? url, text: changes.text ?? text, headers };
}

describe('the signature of the carrier', () => {
  it('accepts the published vector, under either name of the header', () => {
    expect(isSignedBySignalWire(delivery(), ['12345'])).toBe(true);
    expect(isSignedBySignalWire(delivery({ headers: { 'x-twilio-signature': signature } }), ['12345'])).toBe(true);
  });

  it('accepts any of several keys, so that a key can be rotated', () => {
    expect(isSignedBySignalWire(delivery(), ['another', '12345'])).toBe(true);
    expect(isSignedBySignalWire(delivery(), ['another'])).toBe(false);
  });

  it('accepts the address with and without its default port', () => {
    const withPort = signFormPost('k', 'https://slotline.test:443/a?b=1', [['A', '1']]);
    const withoutPort = signFormPost('k', 'https://slotline.test/a?b=1', [['A', '1']]);
    for (const given of ['https://slotline.test/a?b=1', 'https://slotline.test:443/a?b=1'])
      for (const header of [withPort, withoutPort])
        expect(
          isSignedBySignalWire(
            { url: given, text: 'A=1', headers: new Headers({ 'x-signalwire-signature': header }) },
            ['k'],
          ),
        ).toBe(true);
  });

  it('leaves any other port as it is', () => {
    const header = signFormPost('k', 'http://127.0.0.1:3000/a', [['A', '1']]);
    const headers = new Headers({ 'x-signalwire-signature': header });
    expect(isSignedBySignalWire({ url: 'http://127.0.0.1:3000/a', text: 'A=1', headers }, ['k'])).toBe(true);
    expect(isSignedBySignalWire({ url: 'http://127.0.0.1/a', text: 'A=1', headers }, ['k'])).toBe(false);
  });

  it('accepts a repeated field in the order sent, and each value once and sorted', () => {
    const sent = 'Event=ringing&Event=answered&Event=answered&A=1';
    const inOrder = createHmac('sha1', 'k')
      .update('https://s.test/xA1EventringingEventansweredEventanswered')
      .digest('base64');
    const distinct = createHmac('sha1', 'k').update('https://s.test/xA1EventansweredEventringing').digest('base64');
    for (const header of [inOrder, distinct]) {
      const headers = new Headers({ 'x-signalwire-signature': header });
      expect(isSignedBySignalWire({ url: 'https://s.test/x', text: sent, headers }, ['k'])).toBe(true);
    }
  });

  it('covers a JSON body by its digest in the query', () => {
    const body = '{"event":"x"}';
    const signedUrl = `https://s.test/x?a=1&bodySHA256=${createHash('sha256').update(body).digest('hex')}`;
    const headers = new Headers({ 'x-signalwire-signature': signFormPost('k', signedUrl, []) });
    expect(isSignedBySignalWire({ url: signedUrl, text: body, headers }, ['k'])).toBe(true);
    expect(isSignedBySignalWire({ url: signedUrl, text: '{"event":"y"}', headers }, ['k'])).toBe(false);
  });

  it.each([
    ['a changed field', { text: text.replace('1234', '1235') }],
    ['a missing query', { url: 'https://mycompany.com/myapp.php' }],
    ['a changed query', { url: 'https://mycompany.com/myapp.php?foo=1&bar=3' }],
    ['no signature', { headers: {} }],
    ['an empty signature', { headers: { 'x-signalwire-signature': '' } }],
    ['another signature', { headers: { 'x-signalwire-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=' } }],
  ])('refuses %s', (_, changes) => {
    expect(isSignedBySignalWire(delivery(changes), ['12345'])).toBe(false);
  });

  it('accepts the published vector of a JSON post, signed over its address and bytes', () => {
    const event = {
      url: 'https://example.ngrok.io/webhook',
      text: '{"event":"call.state","params":{"call_id":"abc-123","state":"answered"}}',
      headers: { 'x-signalwire-signature': 'c3c08c1fefaf9ee198a100d5906765a6f394bf0f' },
    };
    const post = (changes: { text?: string; headers?: Record<string, string> } = {}) =>
      delivery({ ...event, ...changes, headers: { 'content-type': 'application/json', ...event.headers } });
    expect(isSignedBySignalWire(post(), ['PSKtest1234567890abcdef'])).toBe(true);
    expect(isSignedBySignalWire(post({ text: `${event.text} ` }), ['PSKtest1234567890abcdef'])).toBe(false);
    expect(isSignedBySignalWire(post(), ['another'])).toBe(false);
    // The same bytes as a form are signed otherwise.
    expect(isSignedBySignalWire(delivery(event), ['PSKtest1234567890abcdef'])).toBe(false);
  });

  it('refuses everything when no key is configured', () => {
    expect(isSignedBySignalWire(delivery(), [])).toBe(false);
  });
});
