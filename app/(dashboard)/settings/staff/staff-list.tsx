'use client';

import { PhoneOff } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { Avatar } from '@/app/_components/data/avatar';
import { Badge } from '@/app/_components/feedback/badge';
import { Card } from '@/app/_components/page/card';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import type { StaffWire } from '@/lib/contracts/staff';
import { StaffDialog } from './staff-dialog';

/** Who can be booked, and the phone that rings for them. */
export function StaffList({ staff }: { staff: StaffWire[] }) {
  const { permissions, user } = useSession();
  const [edited, setEdited] = useState<StaffWire | 'new' | null>(null);
  const mayWrite = permissions.includes('staff:write');
  const mayWriteOwn = permissions.includes('staff:write-own');

  return (
    <Card
      title="Staff"
      note="People who take bookings. We ring their phone for their side of each call."
      actions={
        mayWrite ? (
          <Button variant="primary" onPress={() => setEdited('new')}>
            Add staff
          </Button>
        ) : null
      }
    >
      <Rows label="Staff">
        {staff.map((person) => (
          <Row
            key={person.id}
            mark={<Avatar name={person.name} />}
            title={
              <>
                {person.name}
                {person.user_id === user.id ? <span className="text-text-muted"> (you)</span> : null}
              </>
            }
            note={
              <span className="tabular">
                {person.phone ?? 'No phone'} · {person.time_zone.replaceAll('_', ' ')}
                {person.user_id === null ? ' · no account' : null}
              </span>
            }
          >
            {person.active ? (
              person.phone ? null : (
                <Badge tone="caution" icon={<PhoneOff aria-hidden className="size-3.5 shrink-0" />}>
                  Can’t take calls
                </Badge>
              )
            ) : (
              <>
                <Link href={`/bookings?status=pending&staff=${person.id}`}>Upcoming bookings</Link>
                <Badge>Not bookable</Badge>
              </>
            )}
            {mayWrite || (mayWriteOwn && person.user_id === user.id) ? (
              <Button size="small" onPress={() => setEdited(person)} aria-label={`Edit ${person.name}`}>
                Edit
              </Button>
            ) : null}
          </Row>
        ))}
      </Rows>
      <StaffDialog edited={edited} mayWrite={mayWrite} onClose={() => setEdited(null)} />
    </Card>
  );
}
