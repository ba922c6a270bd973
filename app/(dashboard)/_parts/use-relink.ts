'use client';

import { ApiError, api } from '@/app/_components/api';
import { showErrorToast, showUndoToast } from '@/app/_components/overlay/toast';

interface Named {
  id: string;
  name: string;
}

/** Takes a person of a booking from a lead, and gives it to another one; null: to none. */
export interface Relink {
  person: Named;
  from: Named | null;
  to: Named | null;
}

/** Says whose lead a person is; done at once, and for ten seconds it can be taken back. @param onChange shows it anew */
export function useRelink(onChange: () => unknown): (relink: Relink) => void {
  async function carryOut({ person, from, to }: Relink): Promise<boolean> {
    const address = `/api/unmatched-bookings/${person.id}`;
    try {
      if (from) await api(`${address}/unlink`, { method: 'POST' });
      if (to) await api(`${address}/link`, { method: 'POST', body: { lead_id: to.id } });
      return true;
    } catch (error) {
      showErrorToast(`${person.name} could not be linked.`, error instanceof ApiError ? error.detail : undefined);
      return false;
    } finally {
      await onChange();
    }
  }

  return (relink) =>
    void carryOut(relink).then((isDone) => {
      if (!isDone) return;
      const { person, from, to } = relink;
      const message = to
        ? `${person.name} is linked to ${to.name}.`
        : `${person.name} is not ${from?.name ?? 'a lead'}.`;
      const detail = to ? undefined : 'Who it is can be decided under Campaigns, Unmatched.';
      showUndoToast(message, { detail, onUndo: () => void carryOut({ person, from: to, to: from }) });
    });
}
