'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { Badge } from '@/app/_components/feedback/badge';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { Card } from '@/app/_components/page/card';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import type { ServiceWire } from '@/lib/contracts/services';
import { ServiceDialog } from './service-dialog';

/** What people can be booked for. */
export function ServiceList({ services, mayWrite }: { services: ServiceWire[]; mayWrite: boolean }) {
  const [edited, setEdited] = useState<ServiceWire | 'new' | null>(null);
  const add = mayWrite ? (
    <Button variant="primary" onPress={() => setEdited('new')}>
      Add a service
    </Button>
  ) : null;

  return (
    <>
      {services.length === 0 ? (
        <EmptyState action={add}>What people can be booked for will be here, each with its length.</EmptyState>
      ) : (
        <Card title="Services" note="What people can be booked for, and for how long." actions={add}>
          <Rows label="Services">
            {services.map((service) => (
              <Row
                key={service.id}
                title={service.name}
                note={<span className="tabular">{[service.slug, ...lengthsOf(service)].join(' · ')}</span>}
              >
                {service.active ? null : <Badge>Not bookable</Badge>}
                {mayWrite ? (
                  <Button size="small" onPress={() => setEdited(service)} aria-label={`Change ${service.name}`}>
                    Change
                  </Button>
                ) : null}
              </Row>
            ))}
          </Rows>
        </Card>
      )}
      <ServiceDialog edited={edited} onClose={() => setEdited(null)} />
    </>
  );
}

function lengthsOf({ duration_minutes, buffer_before_minutes, buffer_after_minutes }: ServiceWire): string[] {
  return [
    `${duration_minutes} min`,
    ...(buffer_before_minutes > 0 ? [`${buffer_before_minutes} min free before`] : []),
    ...(buffer_after_minutes > 0 ? [`${buffer_after_minutes} min free after`] : []),
  ];
}
