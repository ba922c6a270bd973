type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

/** Bytes read before the encoding of a file without a byte order mark is decided. */
const SAMPLE_BYTES = 256 * 1024;

/**
 * Decodes a file as it arrives: by its byte order mark, else as UTF-16 by its zero bytes, else as UTF-8, else as
 * Windows-1252.
 * @param onEncoding is called with the encoding before the first text that depends on it
 */
export async function* decodeText(
  bytes: AsyncIterable<Uint8Array>,
  onEncoding: (encoding: TextEncodingName) => void,
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null;
  let buffered: Uint8Array = new Uint8Array();
  const decide = (isEnd: boolean) => {
    const encoding = encodingOf(buffered, isEnd);
    if (encoding === null) return '';
    onEncoding(encoding);
    decoder = new TextDecoder(encoding);
    const text = decoder.decode(buffered, { stream: !isEnd });
    buffered = new Uint8Array();
    return text;
  };
  for await (const part of bytes) {
    if (decoder) yield (decoder as TextDecoder).decode(part, { stream: true });
    else {
      buffered = buffered.length === 0 ? part : Buffer.concat([buffered, part]);
      const text = decide(false);
      if (text) yield text;
    }
  }
  const rest = decoder === null ? decide(true) : (decoder as TextDecoder).decode();
  if (rest) yield rest;
}

/** Null while more bytes are needed. */
function encodingOf(bytes: Uint8Array, isEnd: boolean): TextEncodingName | null {
  if (bytes.length < 4 && !isEnd) return null;
  const [first, second, third] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (second === 0 && first !== 0) return 'utf-16le';
  if (first === 0 && second !== 0) return 'utf-16be';
  if (!isEnd && bytes.length < SAMPLE_BYTES) return null;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: !isEnd });
    return 'utf-8';
  } catch {
    return 'windows-1252';
  }
}
