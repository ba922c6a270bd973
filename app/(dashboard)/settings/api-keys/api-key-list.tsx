'use client';

import { KeyRound } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { api } from '@/app/_components/api';
import { DangerDialog } from '@/app/_components/overlay/danger-dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import { scopeText } from '@/app/(dashboard)/settings/_parts/permission-words';
import type { ApiKeyWire } from '@/lib/contracts/api-keys';
import { NewKeyDialog } from './new-key-dialog';

/** Active API keys, and a button to create one. */
export function ApiKeyList({ apiKeys }: { apiKeys: ApiKeyWire[] }) {
  const router = useRouter();
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiKeyWire | null>(null);

  async function revoke(key: ApiKeyWire) {
    await api(`/api/api-keys/${key.id}`, { method: 'DELETE' });
    showToast(`“${key.name}” revoked`);
    router.refresh();
  }

  return (
    <Card
      title="API keys"
      note={
        apiKeys.length === 0
          ? 'An API key lets a script or the browser extension act on your behalf. No keys yet.'
          : 'Each key acts for the person who created it, within their role.'
      }
      actions={
        <Button variant="primary" onPress={() => setCreating(true)}>
          New API key
        </Button>
      }
    >
      {apiKeys.length > 0 ? (
        <Rows label="API keys">
          {apiKeys.map((key) => (
            <KeyRow key={key.id} apiKey={key} onRevoke={() => setRevoking(key)} />
          ))}
        </Rows>
      ) : null}
      <NewKeyDialog
        isOpen={isCreating}
        onClose={() => {
          setCreating(false);
          router.refresh();
        }}
      />
      <DangerDialog
        isOpen={revoking !== null}
        onClose={() => setRevoking(null)}
        title={`Revoke “${revoking?.name ?? ''}”?`}
        confirmLabel="Revoke key"
        onConfirm={async () => {
          if (revoking) await revoke(revoking);
        }}
      >
        Anything that uses this key stops working immediately. You can’t undo this.
      </DangerDialog>
    </Card>
  );
}

function KeyRow({ apiKey, onRevoke }: { apiKey: ApiKeyWire; onRevoke: () => void }) {
  const { user, organization } = useSession();
  const { name, last4, scopes, created_by, created_at, last_used_at } = apiKey;
  const { timeZone } = organization;
  return (
    <Row
      mark={<KeyRound aria-hidden className="size-4 shrink-0 text-text-muted" />}
      title={
        <>
          {name} <code className="font-mono text-caption font-normal text-text-muted">sl_…{last4}</code>
        </>
      }
      note={
        <>
          {created_by.user_id === user.id ? 'Yours' : created_by.name} · created{' '}
          <RelativeTime at={created_at} timeZone={timeZone} /> ·{' '}
          {last_used_at ? (
            <>
              last used <RelativeTime at={last_used_at} timeZone={timeZone} />
            </>
          ) : (
            'never used'
          )}
          <br />
          {scopes.map(scopeText).join(' · ')}
        </>
      }
    >
      <Button size="small" onPress={onRevoke} aria-label={`Revoke ${name}`}>
        Revoke
      </Button>
    </Row>
  );
}
