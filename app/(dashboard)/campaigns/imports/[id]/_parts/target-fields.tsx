import { useState } from 'react';
import { Select } from '@/app/_components/form/select';
import { TextField } from '@/app/_components/form/text-field';
import { campaignLimits } from '@/lib/contracts/campaigns';
import type { ImportDetails, UpdateImport } from '@/lib/contracts/lead-imports';

interface Named {
  id: string;
  name: string;
}

interface TargetFieldsProps {
  one: ImportDetails['import'];
  campaigns: Named[];
  clients: Named[];
  onChange: (body: UpdateImport) => void;
}

const NEW = 'new';
const NONE = 'none';

/** An existing campaign, or a new one and its client. */
export function TargetFields({ one, campaigns, clients, onChange }: TargetFieldsProps) {
  const [name, setName] = useState(one.new_campaign_name ?? '');
  const optionsOf = (all: Named[]) => all.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <div className="grid items-start gap-4 md:grid-cols-3">
      <Select
        label="Campaign"
        value={one.campaign?.id ?? NEW}
        onChange={(value) => onChange({ campaign_id: value === NEW ? null : value })}
        options={[{ value: NEW, label: 'New campaign' }, ...optionsOf(campaigns)]}
      />
      {one.campaign ? null : (
        <>
          <TextField
            label="New campaign name"
            value={name}
            onChange={setName}
            onBlur={() => {
              if (name.trim() !== (one.new_campaign_name ?? '')) onChange({ new_campaign_name: name.trim() || null });
            }}
            maxLength={campaignLimits.nameLength}
            autoComplete="off"
          />
          <Select
            label="Client"
            value={one.client?.id ?? NONE}
            onChange={(value) => onChange({ client_id: value === NONE ? null : value })}
            options={[{ value: NONE, label: 'No client' }, ...optionsOf(clients)]}
          />
        </>
      )}
    </div>
  );
}
