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
  isReading: boolean;
  mayWrite: boolean;
  onRead: (tool: EmailToolWire) => void;
  onReconnect: () => void;
  onDisconnect: () => void;
}

const iconStyle = 'size-3.5 shrink-0';

/** One connected workspace: how it is, when it was read, and what can be done. */
export function EmailToolRow({ tool, isReading, mayWrite, onRead, onReconnect, onDisconnect }: EmailToolRowProps) {
  const [isAsking, setAsking] = useState(false);
  const { workspace } = tool;
  const health = healthText(tool);

  async function read() {
    setAsking(true);
    try {
      const path = `/api/email-tools/${tool.id}/import`;
      onRead((await api<{ email_tool: EmailToolWire }>(path, { method: 'POST' })).email_tool);
    } catch (error) {
      showErrorToast(`${workspace} was not read.`, error instanceof ApiError ? error.detail : undefined);
    } finally {
      setAsking(false);
    }
  }

  return (
    <Row title={workspace} note={<Facts tool={tool} health={health} isReading={isReading} />}>
      {health ? (
        <Badge tone="caution" icon={<TriangleAlert aria-hidden className={iconStyle} />}>
          {tool.status === 'needs_attention' ? 'Needs attention' : 'Not read'}
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
            isPending={isAsking || isReading}
            onPress={() => void read()}
            aria-label={`Read now: ${workspace}`}
          >
            Read now
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
  isReading: boolean;
}

function Facts({ tool, health, isReading }: FactsProps) {
  const { base_url, imported_at, phone_variable, webhook_url } = tool;
  const { timeZone } = useSession().organization;
  return (
    <>
      {health ? <span className="block text-caution">{health}</span> : null}
      <span className="block" aria-live="polite">
        {isReading ? (
          'Being read…'
        ) : imported_at ? (
          <>
            Last read <RelativeTime at={imported_at} timeZone={timeZone} />
          </>
        ) : (
          'Not read to the end yet'
        )}
      </span>
      <span className="block">
        {base_url}
        {phone_variable ? ` · telephone from “${phone_variable}”` : null}
      </span>
      {webhook_url ? (
        <span className="block">
          Webhook address, to hear of events at once:
          <CopyButton text={webhook_url} what="webhook address" />
        </span>
      ) : null}
    </>
  );
}
