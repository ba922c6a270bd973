'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { ApiError, api } from '@/app/_components/api';
import { Avatar } from '@/app/_components/data/avatar';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import { providerWords } from '@/app/(dashboard)/settings/integrations/_parts/provider-words';
import type { CalendarProviderWire, Connection, MappingsResponse } from '@/lib/contracts/calendars';
import { HostSelect } from './host-select';
import { type Host, suggestionsOf, unmappedHosts } from './hosts';

interface StaffMappingProps {
  connection: Connection;
  provider: CalendarProviderWire;
  staff: MappingsResponse['staff'];
  /** Null: the provider is unreachable. */
  hosts: Host[] | null;
  isLoading: boolean;
  refresh: () => Promise<void>;
  mayWrite: boolean;
}

/** The provider's user for each staff member, saved at once. */
export function StaffMapping({ connection, provider, staff, hosts, isLoading, refresh, mayWrite }: StaffMappingProps) {
  const [isSaving, setSaving] = useState(false);
  const { site } = providerWords[provider.name];
  const suggestions = suggestionsOf(staff, hosts ?? []);
  const left = unmappedHosts(staff, hosts ?? []);

  async function save(changes: { staffId: string; host: Host | null }[], done: string) {
    setSaving(true);
    try {
      for (const { staffId, host } of changes)
        await api(`/api/connections/${connection.id}/hosts`, {
          method: 'PUT',
          body: { staff_id: staffId, host: host && { id: host.id, email: host.email } },
        });
      showToast(done);
    } catch (error) {
      showErrorToast('Couldn’t save this match', error instanceof ApiError ? error.detail : undefined);
    } finally {
      await refresh();
      setSaving(false);
    }
  }

  return (
    <Card
      title="Staff"
      note={`Match your staff to ${site} users. Saves automatically.`}
      actions={
        mayWrite && suggestions.length > 0 ? (
          <Button
            variant="primary"
            isPending={isSaving}
            onPress={() => void save(suggestions, `${countOf(suggestions.length, 'suggestion')} applied`)}
          >
            Use {countOf(suggestions.length, 'suggestion')}
          </Button>
        ) : null
      }
    >
      {hosts === null ? (
        <Callout
          tone="caution"
          className="mb-4"
          action={
            <Button size="small" onPress={() => void refresh()} isPending={isLoading}>
              Retry
            </Button>
          }
        >
          We couldn’t load the users on {site}. Your current matches stay.
        </Callout>
      ) : null}
      {staff.length === 0 ? (
        <p className="text-text-muted">
          No staff yet. <Link href="/settings/staff">Add staff</Link>
        </p>
      ) : (
        <Rows label="Staff">
          {staff.map((person) => (
            <Row
              key={person.id}
              mark={<Avatar name={person.name} />}
              title={person.name}
              note={person.email ?? 'No email, so no suggestions'}
            >
              <HostSelect
                person={person}
                staff={staff}
                hosts={hosts}
                suggestion={suggestions.find(({ staffId }) => staffId === person.id)?.host ?? null}
                isDisabled={!mayWrite || isSaving}
                onChoose={(host) =>
                  void save(
                    [{ staffId: person.id, host }],
                    host ? `${person.name} linked to ${host.name}` : `${person.name} unlinked`,
                  )
                }
              />
            </Row>
          ))}
        </Rows>
      )}
      {left.length > 0 ? (
        <section aria-labelledby="unmapped" className="mt-8">
          <h3 id="unmapped" className="text-table font-medium">
            On {site}, not linked yet
          </h3>
          <ul className="mt-1 flex flex-col gap-1 text-text-muted">
            {left.map((host) => (
              <li key={host.id} className="break-words">
                {host.name}
                {host.email && host.email !== host.name ? ` · ${host.email}` : null}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </Card>
  );
}

function countOf(count: number, what: string): string {
  return count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
