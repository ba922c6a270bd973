'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ApiError, api } from '@/app/_components/api';
import { countText } from '@/app/_components/list/load-more';
import type { LeadImportWire } from '@/lib/contracts/lead-imports';

interface StoppedNoteProps {
  one: LeadImportWire;
  /** Rows done so far. */
  read: number;
  mayWrite: boolean;
  onChanged: () => void;
}

/** An import that stopped, with a button to resume it. */
export function StoppedNote({ one, read, mayWrite, onChanged }: StoppedNoteProps) {
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);

  async function resume() {
    setStarting(true);
    setProblem(null);
    try {
      await api(`/api/lead-imports/${one.id}/start`, { method: 'POST', body: {} });
    } catch (error) {
      setProblem(error instanceof ApiError ? error.detail : 'Something went wrong. Try again.');
    }
    setStarting(false);
    onChanged();
  }

  return (
    <div className="mb-4 flex flex-col items-start gap-3">
      <p role="status">
        The import stopped after {countText(read)} of {countText(one.counts.rows)} rows, and retrying didn’t help.
        Imported leads are kept, and nothing is imported twice. The remaining rows are kept for a week.
      </p>
      {mayWrite ? (
        <Button variant="primary" isPending={isStarting} onPress={() => void resume()}>
          Resume import
        </Button>
      ) : null}
      {problem ? (
        <p role="alert" className="text-bad">
          {problem}
        </p>
      ) : null}
    </div>
  );
}
