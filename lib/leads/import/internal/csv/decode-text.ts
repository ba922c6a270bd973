export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** So much is looked at before it is decided which encoding a file without a mark has. */
const JUDGED_BYTES = 256 * 1024;

/**
 * Turns the bytes of a file into text, part by part: by its byte order mark, else UTF-16 by its zeros, else UTF-8, else
 * what Windows writes in the West.
 * @param tell is called with the encoding before the first text that depends on it
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  tell: (encoding: TextEncodingName) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let held: Uint8Array = new Uint8Array();
  const decide = (isEnd: boolean) => {
    const encoding = encodingOf(held, isEnd);
    if (encoding === null) return '';
    tell(encoding);
    decoder = new TextDecoder(encoding);
    const text = decoder.decode(held, { stream: !isEnd });
    held = new Uint8Array();
    return text;
  };
  for await (const part of bytes) {
    if (decoder) yield (decoder as TextDecoder).decode(part, { stream: true });
    else {
      held = held.length === 0 ? part : Buffer.concat([held, part]);
      const text = decide(false);
      if (text) yield text;
    }
  }
  const rest = decoder === null ? decide(true) : (decoder as TextDecoder).decode();
  if (rest) yield rest;
}

/** Null while more has to be seen. */
function encodingOf(bytes: Uint8Array, isEnd: boolean): TextEncodingName | null {
  if (bytes.length < 4 && !isEnd) return null;
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (second === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  if (!isEnd && bytes.length < JUDGED_BYTES) return null;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isEnd });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
