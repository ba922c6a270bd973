'use client';

import { useRouter } from 'next/navigation';
import { useOptimistic, useTransition } from 'react';
import { ApiError, api } from '@/app/_components/api';
import { Select } from '@/app/_components/form/select';
import { showErrorToast, showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import type { Connection, IntegrationsOverview } from '@/lib/contracts/calendars';
import { connectionName } from './connection-state';

interface AgentCalendarsProps {
  agents: IntegrationsOverview['agents'];
  connections: Connection[];
  mayWrite: boolean;
}

const DEFAULT = 'default';

/** The calendar of each agent: the default, or one of its own. */
export function AgentCalendars({ agents, connections, mayWrite }: AgentCalendarsProps) {
  return (
    <Card
      title="Agents"
      note={agents.length > 0 ? 'Agents use the default calendar unless you choose another.' : undefined}
    >
      {agents.length > 0 ? (
        <Rows label="Agents">
          {agents.map((agent) => (
            <AgentRow key={agent.id} agent={agent} connections={connections} mayWrite={mayWrite} />
          ))}
        </Rows>
      ) : (
        <p className="text-text-muted">No agents yet. Each will use the default calendar, or one you choose here.</p>
      )}
    </Card>
  );
}

interface AgentRowProps extends Omit<AgentCalendarsProps, 'agents'> {
  agent: IntegrationsOverview['agents'][number];
}

function AgentRow({ agent, connections, mayWrite }: AgentRowProps) {
  const router = useRouter();
  const [isPending, startTransition] = useTransition();
  const [chosen, setChosen] = useOptimistic(agent.connection_id ?? DEFAULT);

  const choose = (value: string) =>
    startTransition(async () => {
      setChosen(value);
      try {
        const connection_id = value === DEFAULT ? null : value;
        await api(`/api/agents/${agent.id}/calendar`, { method: 'PUT', body: { connection_id } });
        showToast(`${agent.name} now uses ${value === DEFAULT ? 'the default calendar' : 'its own calendar'}`);
        router.refresh();
      } catch (error) {
        showErrorToast(`Couldn’t update ${agent.name}`, error instanceof ApiError ? error.detail : undefined);
      }
    });

  return (
    <Row title={agent.name}>
      <Select
        label={`Calendar for ${agent.name}`}
        labelHidden
        options={[
          { value: DEFAULT, label: 'Default calendar' },
          ...connections.map((one) => ({
            value: one.id,
            label: connectionName(one),
            hint: one.settings.event_type_name,
          })),
        ]}
        value={chosen}
        onChange={choose}
        isDisabled={!mayWrite || isPending}
        className="w-64 max-w-full"
      />
    </Row>
  );
}
