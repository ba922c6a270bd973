'use client';

import { Download } from 'lucide-react';
import { buttonStyle } from '@/app/_components/action/button-style';
import { ButtonLink } from '@/app/_components/action/link';
import { KeyValueList } from '@/app/_components/data/key-value-list';
import { countText } from '@/app/_components/list/load-more';
import { Card } from '@/app/_components/page/card';
import type { ImportDetails } from '@/lib/contracts/lead-imports';
import { StoppedNote } from './stopped-note';

interface ImportResultProps {
  details: ImportDetails;
  mayWrite: boolean;
  onChanged: () => void;
}

/** Progress and result of an import, and the rows with problems. */
export function ImportResult({ details, mayWrite, onChanged }: ImportResultProps) {
  const { import: one, errors } = details;
  const { rows, created, updated, unchanged, failed } = one.counts;
  const read = created + updated + unchanged + failed;
  return (
    <>
      <Card title={one.status === 'done' ? 'Result' : 'Progress'}>
        {one.status === 'running' ? (
          <div className="mb-4">
            <progress aria-label="Rows imported" max={Math.max(rows, 1)} value={read} className="w-full" />
            <p role="status" className="tabular text-text-muted">
              {countText(read)} of {countText(rows)} rows. You can leave this page; the import continues.
            </p>
          </div>
        ) : null}
        {one.status === 'stopped' ? (
          <StoppedNote one={one} read={read} mayWrite={mayWrite} onChanged={onChanged} />
        ) : null}
        <KeyValueList
          items={[
            { label: 'Campaign', value: one.campaign?.name ?? one.new_campaign_name ?? '' },
            { label: 'New leads', value: countText(created) },
            { label: 'Updated', value: countText(updated) },
            { label: 'Unchanged', value: countText(unchanged) },
            { label: 'Skipped rows', value: countText(failed) },
          ]}
        />
        {one.status === 'done' && one.campaign ? (
          <div className="mt-4">
            <ButtonLink href={`/campaigns/leads?campaign=${one.campaign.id}`}>View leads</ButtonLink>
          </div>
        ) : null}
      </Card>
      {errors.length > 0 ? (
        <Card
          title="Rows with problems"
          note="Fix them and import the file again. Existing leads stay unchanged."
          actions={
            <a href={`/api/lead-imports/${one.id}/errors`} download className={buttonStyle('secondary', 'small')}>
              <Download aria-hidden className="size-3.5" />
              Download CSV
            </a>
          }
        >
          <ul aria-label="Rows with problems" className="-mx-4 -mb-4 divide-y border-t text-table">
            {errors.map(({ line, reason }) => (
              <li key={line} className="flex gap-3 px-4 py-2">
                <span className="tabular w-16 shrink-0 text-text-muted">Row {line}</span>
                <span className="min-w-0 break-words">{reason}</span>
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
    </>
  );
}
