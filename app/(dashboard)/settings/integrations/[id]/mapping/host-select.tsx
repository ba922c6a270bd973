'use client';

import { Select } from '@/app/_components/form/select';
import type { MappingsResponse } from '@/lib/contracts/calendars';
import type { Host } from './hosts';

interface HostSelectProps {
  person: MappingsResponse['staff'][number];
  staff: MappingsResponse['staff'];
  hosts: Host[] | null;
  suggestion: Host | null;
  isDisabled: boolean;
  onChoose: (host: Host | null) => void;
}

const NOT_LINKED = 'not-linked';

/** The provider's user for one staff member; each user once. */
export function HostSelect({ person, staff, hosts, suggestion, isDisabled, onChoose }: HostSelectProps) {
  const takenBy = new Map(
    staff.flatMap(({ id, host_id, name }) => (host_id && id !== person.id ? [[host_id, name]] : [])),
  );
  const known = hosts ?? [];
  const isGone = person.host_id !== null && known.every(({ id }) => id !== person.host_id);
  return (
    <Select
      label={`${person.name} at the provider`}
      labelHidden
      options={[
        { value: NOT_LINKED, label: 'Not linked' },
        ...(isGone && person.host_id
          ? [
              {
                value: person.host_id,
                label: person.host_email ?? person.host_id,
                hint: hosts ? 'No longer found' : undefined,
              },
            ]
          : []),
        ...known.map(({ id, name, email }) => ({
          value: id,
          label: name,
          hint: takenBy.has(id) ? `Linked to ${takenBy.get(id)}` : (email ?? undefined),
          isDisabled: takenBy.has(id),
        })),
      ]}
      value={person.host_id ?? NOT_LINKED}
      onChange={(value) => {
        if (value !== (person.host_id ?? NOT_LINKED)) onChoose(known.find(({ id }) => id === value) ?? null);
      }}
      hint={suggestion ? `Suggested: ${suggestion.name} (same email)` : undefined}
      isDisabled={isDisabled || hosts === null}
      className="w-72 max-w-full"
    />
  );
}
