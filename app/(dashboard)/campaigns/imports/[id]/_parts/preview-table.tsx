import type { ImportDetails } from '@/lib/contracts/lead-imports';

const SHOWN = 8;

const stages = {
  sent_at: 'sent',
  delivered_at: 'delivered',
  replied_at: 'replied',
  interested_at: 'interested',
  bounced_at: 'bounced',
  unsubscribed_at: 'unsubscribed',
} as const;

/** The first rows as they would be imported, each with its problem. */
export function PreviewTable({ preview }: Pick<ImportDetails, 'preview'>) {
  return (
    <ul aria-label="Preview" className="-mx-4 -mb-4 divide-y border-t text-table">
      {preview.slice(0, SHOWN).map(({ line, values, cells, problem, is_refused }) => (
        <li key={line} className="flex gap-3 px-4 py-2">
          <span className="tabular w-8 shrink-0 text-right text-text-muted">{line}</span>
          <div className="min-w-0 flex-1">
            <p className="break-words">
              {is_refused ? (
                <span className="text-text-muted line-through">{cells.filter(Boolean).join(', ')}</span>
              ) : (
                <>
                  <span className="font-medium">{values.email}</span>
                  {[nameOf(values), values.company, values.phone].filter(Boolean).map((part) => ` · ${part}`)}
                </>
              )}
            </p>
            {is_refused ? null : <p className="text-text-muted">{stagesOf(values)}</p>}
            {problem ? <p className={is_refused ? 'text-bad' : 'text-caution'}>{problem}</p> : null}
          </div>
        </li>
      ))}
    </ul>
  );
}

function nameOf({ first_name, last_name }: Record<string, string>): string {
  return [first_name, last_name].filter(Boolean).join(' ');
}

function stagesOf(values: Record<string, string>): string {
  const reached = (Object.keys(stages) as (keyof typeof stages)[]).flatMap((key) => {
    const at = values[key];
    return at ? [`${stages[key]} ${at.slice(0, 10)}`] : [];
  });
  return reached.join(', ') || 'not sent yet';
}
