'use client';

import { type ReactNode, useState } from 'react';
import { TextField } from '@/app/_components/form/text-field';
import { Card } from '@/app/_components/page/card';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { ConnectionHead } from '@/app/(dashboard)/settings/integrations/_parts/connection-head';
import type { Connection } from '@/lib/contracts/calendars';
import { EmbedFrame } from './embed-frame';
import { Recorded } from './recorded';
import { useRecorder } from './use-recorder';

interface EmbedPreviewProps {
  connection: Connection;
  shareUrl: string;
  embedDomain: string;
  mark: ReactNode;
  /** Whether bookings made in the frame are recorded. */
  mayBook: boolean;
}

/** A Calendly page as visitors see it. Bookings made in it are recorded. */
export function EmbedPreview({ connection, shareUrl, embedDomain, mark, mayBook }: EmbedPreviewProps) {
  const { user } = useSession();
  const [name, setName] = useState(user.name);
  const [email, setEmail] = useState('');
  const { records, record } = useRecorder(connection.id, { name, email });

  return (
    <div className="flex flex-col gap-4">
      <ConnectionHead
        connection={connection}
        mark={mark}
        title="Preview"
        back={{ href: `/settings/integrations/${connection.id}`, label: connection.account }}
      />
      {mayBook ? (
        <Card
          title="Booked for"
          note="Calendly doesn’t share who booked. Bookings made below are recorded under this name."
        >
          <div className="grid gap-4 md:grid-cols-2">
            <TextField label="Name" value={name} onChange={setName} maxLength={200} isRequired />
            <TextField label="Email (optional)" type="email" value={email} onChange={setEmail} />
          </div>
        </Card>
      ) : (
        <p className="text-text-muted">Your role can’t create bookings, so nothing is recorded from this preview.</p>
      )}
      {records.map((one) => (
        <Recorded key={one.scheduled.inviteeUri} {...one} onRetry={() => void record(one.scheduled)} />
      ))}
      <EmbedFrame shareUrl={shareUrl} embedDomain={embedDomain} onScheduled={mayBook ? record : null} />
    </div>
  );
}
