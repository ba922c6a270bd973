import { createHmac } from 'node:crypto';

/** Form fields in the order they are sent; a name may repeat. */
export type FormFields = ReadonlyArray<readonly [name: string, value: string]>;

/**
 * The signature of a form post: HMAC-SHA1 in base64 over the full URL with its query, followed by each field's name
 * and value, fields sorted by name (a repeated name keeps its order), nothing between them.
 */
export function signFormPost(signingKey: string, url: string, fields: FormFields): string {
  const sorted = [...fields].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const text = sorted.reduce((joined, [name, value]) => joined + name + value, url);
  return createHmac('sha1', signingKey).update(text, 'utf8').digest('base64');
}

/** The signature of a JSON post: HMAC-SHA1 in hexadecimal over the full URL with its query, followed by the body. */
export function signJsonPost(signingKey: string, url: string, body: string): string {
  return createHmac('sha1', signingKey)
    .update(url + body, 'utf8')
    .digest('hex');
}
