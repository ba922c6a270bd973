/** A part of a body: octets `start` to `end`, both included. */
interface ByteRange {
  start: number;
  end: number;
}

/** The part that a `Range` header asks for of `size` octets; null when there is no such part. */
export function byteRange(header: string, size: number): ByteRange | null {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header) ?? [];
  if (from === '' && to === '') return null;
  const start = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size - 1 : Math.min(Number(to), size - 1);
  return start <= end && start < size ? { start, end } : null;
}

/** Only the part of a stream; the source is let go as soon as the part is through. */
export function slice(source: ReadableStream<Uint8Array>, { start, end }: ByteRange): ReadableStream<Uint8Array> {
  const reader = source.getReader();
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      for (;;) {
        const { done, value } = await reader.read();
        if (done) return controller.close();
        const part = value.subarray(Math.max(0, start - at), Math.max(0, end + 1 - at));
        at += value.length;
        if (part.length > 0) controller.enqueue(part);
        if (at > end) {
          controller.close();
          return await reader.cancel();
        }
        if (part.length > 0) return;
      }
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
