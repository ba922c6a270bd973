import fc from 'fast-check';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { cxmlDocument, element } from '@/lib/calls/voice/internal/cxml';
import {
  bridgeDocument,
  type CallScript,
  dialDocument,
  disclosureDocument,
  offerDocument,
  surveyDocument,
} from '@/lib/calls/voice/internal/documents';

const script: CallScript = {
  voice: { record: true, transcribe: false, translate: false, survey: false, qa: false },
  language: 'en-US',
  recordingDisclosure: 'This call is recorded.',
  surveyDisclosure: 'One question follows.',
  translationDisclosure: 'A machine translates.',
  surveyQuestion: 'How was it?',
  attendeeName: 'Ada Lovelace',
};
const address = 'https://slotline.test/api/webhooks/signalwire/voice?call=call_1&step=disclosed';
const parser = new XMLParser({
  ignoreAttributes: false,
  preserveOrder: true,
  processEntities: true,
  trimValues: false,
});

/** Names of the verbs, in their order. */
function verbs(document: string): string[] {
  expect(XMLValidator.validate(document)).toBe(true);
  const root = parser.parse(document).find((node: object) => 'Response' in node);
  return (root?.Response ?? []).map((node: object) => Object.keys(node).find((name) => name !== ':@'));
}

function texts(document: string): string[] {
  return [...document.matchAll(/<Say [^>]*>([^<]*)<\/Say>/g)].map(([, text = '']) => text);
}

describe('the notices to the attendee', () => {
  it('start with the recording notice, even on a call that is not recorded', () => {
    const silent = { ...script, voice: { ...script.voice, record: false } };
    for (const each of [script, silent]) {
      const document = disclosureDocument(each, address);
      expect(texts(document)).toEqual(['This call is recorded.']);
      expect(verbs(document)).toEqual(['Say', 'Redirect']);
    }
  });

  it('include the survey and the translation when they are on', () => {
    const all = { ...script, voice: { ...script.voice, survey: true, translate: true } };
    expect(texts(disclosureDocument(all, address))).toEqual([
      'This call is recorded.',
      'One question follows.',
      'A machine translates.',
    ]);
  });

  it('end with a redirect to our absolute address with its whole query', () => {
    const document = disclosureDocument(script, address);
    expect(document).toContain(`<Redirect method="POST">${address.replace('&', '&amp;')}</Redirect>`);
  });

  it('play a notice of any length to its end', () => {
    const long = Array.from({ length: 3_000 }, (_, index) => `word${index}`).join(' ');
    const said = texts(disclosureDocument({ ...script, recordingDisclosure: long }, address));
    expect(said.every((part) => part.length <= 4_096)).toBe(true);
    expect(said.join(' ')).toBe(long);
  });

  it('ask the survey question without waiting forever', () => {
    expect(verbs(surveyDocument(script, address))).toEqual(['Gather', 'Say', 'Hangup']);
  });
});

describe('what the operator hears', () => {
  it('asks for a key and says goodbye without one', () => {
    const document = offerDocument(script, address);
    expect(verbs(document)).toEqual(['Gather', 'Say', 'Hangup']);
    expect(document).toContain('Ada Lovelace. Press 1 to connect.');
    expect(document).toContain('numDigits="1"');
  });

  it('handles a name of four thousand characters', () => {
    const attendeeName = `<Hangup/>&"'${'😀'.repeat(2_000)}]]>\u0000\u0008`;
    const document = offerDocument({ ...script, attendeeName }, address);
    expect(verbs(document)).toEqual(['Gather', 'Say', 'Hangup']);
    expect(document).toContain('&lt;Hangup/&gt;&amp;&quot;&apos;');
    expect(Buffer.byteLength(document)).toBeLessThan(64 * 1024);
  });

  it('dials the other party without recording', () => {
    const document = dialDocument(script, {
      number: '+12025550143',
      callerId: '+12025550100',
      privateDocumentUrl: address,
      statusCallbackUrl: address,
      actionUrl: address,
    });
    expect(verbs(document)).toEqual(['Say', 'Dial']);
    expect(document).not.toMatch(/record/i);
    expect(document).toContain('statusCallbackEvent="initiated ringing answered completed"');
  });

  it('bridges with an empty document', () => {
    expect(verbs(bridgeDocument())).toEqual([]);
  });
});

describe('the XML builder', () => {
  it('preserves every text and attribute', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const document = cxmlDocument(element('Say', { language: text }, text));
        expect(XMLValidator.validate(document)).toBe(true);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: exactly these cannot stand in XML
        const held = text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, ' ');
        const inner = /<Say language="([^"]*)"(?:\/>|>([\s\S]*)<\/Say>)/u.exec(document);
        expect(unescaped(inner?.[2] ?? '')).toBe(held);
        expect(unescaped(inner?.[1] ?? '')).toBe(held);
      }),
    );
  });
});

function unescaped(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
