'use client';

import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { CopyButton } from '@/app/_components/action/copy-button';
import { ApiError, api } from '@/app/_components/api';
import { Badge } from '@/app/_components/feedback/badge';
import { showErrorToast } from '@/app/_components/overlay/toast';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Row } from '@/app/(dashboard)/_parts/rows';
import type { EmailToolWire } from '@/lib/contracts/email-tools';
import { healthText } from './email-tool-health';

interface EmailToolRowProps {
  tool: EmailToolWire;
  isSyncing: boolean;
  mayWrite: boolean;
  onSync: (tool: EmailToolWire) => void;
  onReconnect: () => void;
  onDisconnect: () => void;
}

const iconStyle = 'size-3.5 shrink-0';

/** One connected workspace: status, last sync and actions. */
export function EmailToolRow({ tool, isSyncing, mayWrite, onSync, onReconnect, onDisconnect }: EmailToolRowProps) {
  const [isStarting, setStarting] = useState(false);
  const { workspace } = tool;
  const health = healthText(tool);

  async function sync() {
    setStarting(true);
    try {
      const path = `/api/email-tools/${tool.id}/import`;
      onSync((await api<{ email_tool: EmailToolWire }>(path, { method: 'POST' })).email_tool);
    } catch (error) {
      showErrorToast(`Couldn’t sync ${workspace}`, error instanceof ApiError ? error.detail : undefined);
    } finally {
      setStarting(false);
    }
  }

  return (
    <Row title={workspace} note={<Facts tool={tool} health={health} isSyncing={isSyncing} />}>
      {health ? (
        <Badge tone="caution" icon={<TriangleAlert aria-hidden className={iconStyle} />}>
          {tool.status === 'needs_attention' ? 'Needs attention' : 'Not synced'}
        </Badge>
      ) : (
        <Badge tone="good" icon={<CircleCheck aria-hidden className={iconStyle} />}>
          Connected
        </Badge>
      )}
      {mayWrite ? (
        <>
          {tool.status === 'needs_attention' ? (
            <Button size="small" onPress={onReconnect} aria-label={`Reconnect ${workspace}`}>
              Reconnect
            </Button>
          ) : null}
          <Button
            size="small"
            isPending={isStarting || isSyncing}
            onPress={() => void sync()}
            aria-label={`Sync now: ${workspace}`}
          >
            Sync now
          </Button>
          <Button size="small" onPress={onDisconnect} aria-label={`Disconnect ${workspace}`}>
            Disconnect
          </Button>
        </>
      ) : null}
    </Row>
  );
}

interface FactsProps {
  tool: EmailToolWire;
  health: string | null;
  isSyncing: boolean;
}

function Facts({ tool, health, isSyncing }: FactsProps) {
  const { base_url, imported_at, phone_variable, webhook_url } = tool;
  const { timeZone } = useSession().organization;
  return (
    <>
      {health ? <span className="block text-caution">{health}</span> : null}
      <span className="block" aria-live="polite">
        {isSyncing ? (
          'Syncing…'
        ) : imported_at ? (
          <>
            Last synced <RelativeTime at={imported_at} timeZone={timeZone} />
          </>
        ) : (
          'First sync not finished yet'
        )}
      </span>
      <span className="block">
        {base_url}
        {phone_variable ? ` · phone from “${phone_variable}”` : null}
      </span>
      {webhook_url ? (
        <span className="block">
          Webhook URL for instant updates:
          <CopyButton text={webhook_url} what="webhook URL" />
        </span>
      ) : null}
    </>
  );
}
