import { ApiError } from '@/app/_components/api';
import type { LeadImportWire } from '@/lib/contracts/lead-imports';

/** Sends a file as it is. @throws ApiError */
export async function uploadFile(file: File): Promise<LeadImportWire> {
  const query = new URLSearchParams({ file_name: file.name.slice(0, 200) });
  const response = await fetch(`/api/lead-imports?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', accept: 'application/json' },
    body: file,
    credentials: 'same-origin',
  }).catch((cause: unknown) => {
    throw failure('network', 'The file could not be sent. Check your connection and try again.', 0, cause);
  });
  const answer: { import?: LeadImportWire; code?: string; detail?: string } = await response.json().catch(() => ({}));
  if (response.ok && answer.import) return answer.import;
  throw failure(answer.code ?? 'unreadable_answer', answer.detail ?? 'The file was not taken.', response.status);
}

function failure(code: string, detail: string, status: number, cause?: unknown): ApiError {
  return new ApiError({ code, title: detail, detail, status, requestId: null, errors: [], extra: {} }, { cause });
}
