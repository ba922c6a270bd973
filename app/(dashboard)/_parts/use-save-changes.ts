'use client';

import { useRouter } from 'next/navigation';
import { api } from '@/app/_components/api';
import { showToast } from '@/app/_components/overlay/toast';
import { changesOf } from './form-changes';

/** Sends what changed, if anything did, and shows the page anew. Throws `ApiError`. */
export function useSaveChanges(path: string) {
  const router = useRouter();
  return async function save<Values extends object>(next: Values, standing: Partial<Values>): Promise<void> {
    const body = changesOf(next, standing);
    if (Object.keys(body).length === 0) {
      showToast('Nothing had changed.');
      return;
    }
    await api(path, { method: 'PATCH', body });
    showToast('Saved.');
    router.refresh();
  };
}
