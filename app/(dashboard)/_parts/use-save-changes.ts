'use client';

import { useRouter } from 'next/navigation';
import { api } from '@/app/_components/api';
import { showToast } from '@/app/_components/overlay/toast';
import { changesOf } from './form-changes';

/** Sends the changed values and refreshes the page. @throws ApiError */
export function useSaveChanges(path: string) {
  const router = useRouter();
  return async function save<Values extends object>(next: Values, current: Partial<Values>): Promise<void> {
    const body = changesOf(next, current);
    if (Object.keys(body).length === 0) {
      showToast('No changes to save');
      return;
    }
    await api(path, { method: 'PATCH', body });
    showToast('Saved');
    router.refresh();
  };
}
