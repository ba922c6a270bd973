'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { api } from '@/app/_components/api';
import { TextArea } from '@/app/_components/form/text-area';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';

interface MeetingNotesProps {
  /** Of the attendee, at the API. */
  address: string;
  notes: string | null;
  name: string;
  canWrite: boolean;
}

/** Notes of the meeting with an attendee, written by hand. */
export function MeetingNotes({ address, notes, name, canWrite }: MeetingNotesProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const [saved, setSaved] = useState(notes);
  const [loaded, setLoaded] = useState(notes);
  if (notes !== loaded) {
    setLoaded(notes);
    setSaved(notes);
  }

  async function save() {
    setSaving(true);
    try {
      await api(address, { method: 'PATCH', body: { meeting_notes: draft || null } });
      setSaved(draft || null);
      setDraft(null);
      showToast('Meeting notes saved');
    } catch (error) {
      showErrorToast('Notes not saved', error instanceof Error ? error.message : undefined);
    } finally {
      setSaving(false);
    }
  }

  if (draft === null)
    return (
      <div className="mt-2">
        {saved ? <p className="text-table break-words whitespace-pre-line">{saved}</p> : null}
        {canWrite ? (
          <Button size="small" variant="ghost" onPress={() => setDraft(saved ?? '')}>
            {saved ? 'Edit meeting notes' : 'Add meeting notes'}
          </Button>
        ) : null}
      </div>
    );
  return (
    <div className="mt-2 flex flex-col gap-2">
      <TextArea label={`Meeting notes, ${name}`} value={draft} onChange={setDraft} maxLength={10_000} />
      <div className="flex gap-2">
        <Button size="small" variant="primary" isPending={isSaving} onPress={() => void save()}>
          Save meeting notes
        </Button>
        <Button size="small" onPress={() => setDraft(null)}>
          Cancel
        </Button>
      </div>
    </div>
  );
}
