import { AppError } from '@/lib/core/errors';

/** Largest request body of an ordinary route; far above any form, far below the platform's 4.5 MB. */
const BODY_LIMIT_BYTES = 256 * 1024;

/** Reads a body as text. @throws AppError `body_too_large` as soon as the cap is passed */
export async function readText(request: Request, limit = BODY_LIMIT_BYTES): Promise<string> {
  const tooLarge = () => new AppError('body_too_large', `The body is larger than ${limit / 1024} KB.`);
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw tooLarge();
  if (!request.body) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.length;
    if (size > limit) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads a JSON body. @throws AppError `unsupported_media_type`, `unreadable_body`, `body_too_large` */
export function parseJson(text: string, contentType: string | null): unknown {
  if (text === '') return {};
  if (!/^application\/(json|[\w.+-]+\+json)\b/i.test(contentType ?? ''))
    throw new AppError('unsupported_media_type', 'Send the body as application/json.');
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError('unreadable_body', 'The body is not valid JSON.', { cause });
  }
}
