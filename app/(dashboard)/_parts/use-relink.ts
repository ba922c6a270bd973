'use client';

import { ApiError, api } from '@/app/_components/api';
import { showErrorToast, showUndoToast } from '@/app/_components/overlay/toast';

interface Named {
  id: string;
  name: string;
}

/** Moves an attendee from one lead to another; null: none. */
interface Relink {
  person: Named;
  from: Named | null;
  to: Named | null;
}

/** Links an attendee to a lead, with ten seconds to undo. @param onChange refreshes what is shown */
export function useRelink(onChange: () => unknown): (relink: Relink) => void {
  async function carryOut({ person, from, to }: Relink): Promise<boolean> {
    const address = `/api/unmatched-bookings/${person.id}`;
    try {
      if (from) await api(`${address}/unlink`, { method: 'POST' });
      if (to) await api(`${address}/link`, { method: 'POST', body: { lead_id: to.id } });
      return true;
    } catch (error) {
      showErrorToast(`${person.name} not linked`, error instanceof ApiError ? error.detail : undefined);
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
        ? `${person.name} linked to ${to.name}`
        : `${person.name} unlinked from ${from?.name ?? 'the lead'}`;
      const detail = to ? undefined : 'You can review them under Campaigns, Unmatched.';
      showUndoToast(message, { detail, onUndo: () => void carryOut({ person, from: to, to: from }) });
    });
}
