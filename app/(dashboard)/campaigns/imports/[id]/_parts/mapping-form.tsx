'use client';

import { useRef, useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { ApiError, api } from '@/app/_components/api';
import { Select } from '@/app/_components/form/select';
import { countText } from '@/app/_components/list/load-more';
import { Card } from '@/app/_components/page/card';
import type { ImportDetails, UpdateImport } from '@/lib/contracts/lead-imports';
import { ColumnFields } from './column-fields';
import { PreviewTable } from './preview-table';
import { TargetFields } from './target-fields';

interface Named {
  id: string;
  name: string;
}

interface MappingFormProps {
  details: ImportDetails;
  campaigns: Named[];
  clients: Named[];
  onChanged: () => void;
}

/** Column mapping and campaign; each choice is saved at once and shown in the preview. */
export function MappingForm({ details, campaigns, clients, onChanged }: MappingFormProps) {
  const { import: one, preview } = details;
  const [problem, setProblem] = useState<string | null>(null);
  const [isStarting, setStarting] = useState(false);

  // In order, so that the last choice wins and the start sees all of them.
  const queue = useRef<Promise<void>>(Promise.resolve());
  function attempt(work: () => Promise<unknown>): Promise<void> {
    const turn = async () => {
      setProblem(null);
      try {
        await work();
      } catch (error) {
        setProblem(error instanceof ApiError ? error.detail : 'Something went wrong. Try again.');
      }
      onChanged();
    };
    queue.current = queue.current.then(turn);
    return queue.current;
  }
  const change = (body: UpdateImport) => attempt(() => api(`/api/lead-imports/${one.id}`, { method: 'PATCH', body }));

  async function start() {
    setStarting(true);
    await attempt(() => api(`/api/lead-imports/${one.id}/start`, { method: 'POST', body: {} }));
    setStarting(false);
  }

  return (
    <>
      <Card title="1. Match columns" note="We matched these from the header row. Skipped columns aren’t imported.">
        <ColumnFields one={one} preview={preview} onChange={(mapping) => void change({ mapping })} />
        {Object.values(one.mapping).some((field) => field.endsWith('_at')) ? (
          <div className="mt-4 grid gap-4 md:grid-cols-2">
            <Select
              label="Dates like 03/04/2026"
              value={one.day_order}
              onChange={(value) => void change({ day_order: value === 'month_first' ? 'month_first' : 'day_first' })}
              options={[
                { value: 'day_first', label: 'Day first (April 3)' },
                { value: 'month_first', label: 'Month first (March 4)' },
              ]}
              hint={`Times without a time zone are read as ${one.timezone.replaceAll('_', ' ')}.`}
            />
          </div>
        ) : null}
      </Card>
      <Card title="2. Choose a campaign">
        <TargetFields one={one} campaigns={campaigns} clients={clients} onChange={(body) => void change(body)} />
      </Card>
      <Card title="3. Preview" note={previewNote(preview)}>
        <PreviewTable preview={preview} />
      </Card>
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" isPending={isStarting} onPress={() => void start()}>
          Import {countText(one.counts.rows)} {one.counts.rows === 1 ? 'row' : 'rows'}
        </Button>
        {problem ? (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        ) : null}
      </div>
    </>
  );
}

/** How many of the first rows would be imported. */
function previewNote(preview: ImportDetails['preview']): string {
  const imported = preview.filter(({ is_refused }) => !is_refused).length;
  return `${imported} of the first ${preview.length === 1 ? 'row' : `${preview.length} rows`} will be imported.`;
}
