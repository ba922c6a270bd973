import { ApiError, api, apiGet } from '@/app/_components/api';
import { type ImportDetails, importLimits, type LeadImportWire } from '@/lib/contracts/lead-imports';

/** A file up to this size goes in one request. */
const WHOLE_BYTES = 4 * importLimits.partBytes;
/** Pauses before a part is sent again, in milliseconds. */
const PAUSES = [500, 2_000, 5_000];

interface Sending {
  /** Called with the bytes uploaded so far. */
  onProgress: (sent: number) => void;
  /** Called with the import's id as soon as the upload can be resumed. */
  onBegun: (id: string) => void;
}

/**
 * Uploads a leads file: a small one whole, a larger one in parts.
 * @param unfinished the import to resume; only parts that are missing or different are sent
 * @returns the import's id
 * @throws ApiError
 */
export async function sendFile(file: File, unfinished: string | null, sending: Sending): Promise<string> {
  const file_name = file.name.slice(0, 200);
  if (unfinished === null && file.size <= WHOLE_BYTES) {
    const path = `/api/lead-imports?${new URLSearchParams({ file_name })}`;
    const { import: whole } = await api<{ import: LeadImportWire }>(path, {
      method: 'POST',
      file: file.slice(0, file.size, 'text/csv'),
    });
    return whole.id;
  }
  const details = unfinished
    ? await apiGet<ImportDetails>(`/api/lead-imports/${unfinished}`)
    : await api<ImportDetails>('/api/lead-imports/begin', { method: 'POST', body: { file_name, bytes: file.size } });
  const { id } = details.import;
  sending.onBegun(id);
  if (details.upload) await sendParts(file, id, details.upload, sending.onProgress);
  await api(`/api/lead-imports/${id}/complete`, { method: 'POST' });
  return id;
}

async function sendParts(
  file: File,
  id: string,
  { part_bytes, received }: NonNullable<ImportDetails['upload']>,
  onProgress: Sending['onProgress'],
): Promise<void> {
  const there = new Map(received.map(({ part, sha256 }) => [part, sha256]));
  for (let part = 1; (part - 1) * part_bytes < file.size; part += 1) {
    const bytes = file.slice((part - 1) * part_bytes, part * part_bytes, 'application/octet-stream');
    const known = there.get(part);
    if (known === undefined || known !== (await digestOf(bytes)))
      await sendPart(`/api/lead-imports/${id}/parts/${part}`, bytes);
    onProgress((part - 1) * part_bytes + bytes.size);
  }
}

async function sendPart(path: string, file: Blob): Promise<void> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await api(path, { method: 'PUT', file });
      return;
    } catch (error) {
      const pause = PAUSES[attempt];
      const isTransient =
        error instanceof ApiError && (error.status === 0 || error.status === 429 || error.status >= 500);
      if (!isTransient || pause === undefined) throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** SHA-256 in hex; null where the browser has none, outside secure contexts: the part is then sent again. */
async function digestOf(blob: Blob): Promise<string | null> {
  if (!globalThis.crypto?.subtle) return null;
  const digest = await crypto.subtle.digest('SHA-256', await blob.arrayBuffer());
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
