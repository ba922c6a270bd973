import { createHash, createHmac } from 'node:crypto';
import type { CarrierPost } from '@/lib/calls/carrier-callbacks';
import { equalsInConstantTime } from '@/lib/security/digest';

/**
 * Whether one of the keys signed this post. A form is signed by HMAC-SHA1 in base64 over the address and its fields,
 * sorted by name. A JSON body is signed through its digest in the query, or in hexadecimal over the address and the bytes.
 */
export function isSignedBySignalWire(
  { url, headers, text }: Pick<CarrierPost, 'url' | 'headers' | 'text'>,
  signingKeys: readonly string[],
): boolean {
  const given = headers.get('x-signalwire-signature') ?? headers.get('x-twilio-signature');
  if (!given) return false;
  const isEvent = isJson(headers) && !new URL(url).searchParams.has('bodySHA256');
  const contents = isEvent ? [text] : signedContents(url, text);
  if (!contents) return false;
  let valid = false;
  // Compute every key and spelling, so that timing reveals nothing about a near match.
  for (const key of signingKeys)
    for (const address of spellings(url))
      for (const content of contents) {
        const expected = createHmac('sha1', key)
          .update(address + content, 'utf8')
          .digest(isEvent ? 'hex' : 'base64');
        valid = equalsInConstantTime(expected, given) || valid;
      }
  return valid;
}

function isJson(headers: Headers): boolean {
  return /^application\/json\b/i.test(headers.get('content-type') ?? '');
}

/** The candidates for what follows the address in the signed text; null when the body doesn't match its digest. */
function signedContents(url: string, text: string): string[] | null {
  const digest = new URL(url).searchParams.get('bodySHA256');
  if (digest !== null) {
    const actual = createHash('sha256').update(text, 'utf8').digest('hex');
    return equalsInConstantTime(digest.toLowerCase(), actual) ? [''] : null;
  }
  const fields = [...new URLSearchParams(text)];
  const byName = fields.toSorted(([a], [b]) => compare(a, b));
  // Implementations differ on a repeated name: its values in their order, or each value once and sorted.
  const distinct = [...new Map(fields.map((field) => [JSON.stringify(field), field])).values()];
  const byNameAndValue = distinct.toSorted(([a, x], [b, y]) => compare(a, b) || compare(x, y));
  return [...new Set([join(byName), join(byNameAndValue)])];
}

function join(fields: [string, string][]): string {
  return fields.map(([name, value]) => name + value).join('');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The address as given and with the default port added or dropped, as proxies do. */
function spellings(url: string): string[] {
  const parts = /^(https?):\/\/([^/?#]+)(.*)$/s.exec(url);
  if (!parts) return [url];
  const [, scheme = '', authority = '', rest = ''] = parts;
  const port = scheme === 'https' ? ':443' : ':80';
  if (authority.endsWith(port)) return [url, `${scheme}://${authority.slice(0, -port.length)}${rest}`];
  return /:\d+$/.test(authority) ? [url] : [url, `${scheme}://${authority}${port}${rest}`];
}
