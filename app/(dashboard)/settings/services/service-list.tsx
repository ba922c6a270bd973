'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { Badge } from '@/app/_components/feedback/badge';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { Card } from '@/app/_components/page/card';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import type { ServiceWire } from '@/lib/contracts/services';
import { ServiceDialog } from './service-dialog';

/** What people can book. */
export function ServiceList({ services, mayWrite }: { services: ServiceWire[]; mayWrite: boolean }) {
  const [edited, setEdited] = useState<ServiceWire | 'new' | null>(null);
  const add = mayWrite ? (
    <Button variant="primary" onPress={() => setEdited('new')}>
      Add service
    </Button>
  ) : null;

  return (
    <>
      {services.length === 0 ? (
        <EmptyState action={add}>Add the services people can book, each with its duration.</EmptyState>
      ) : (
        <Card title="Services" note="What people can book, and for how long." actions={add}>
          <Rows label="Services">
            {services.map((service) => (
              <Row
                key={service.id}
                title={service.name}
                note={<span className="tabular">{[service.slug, ...durationsOf(service)].join(' · ')}</span>}
              >
                {service.active ? null : <Badge>Not bookable</Badge>}
                {mayWrite ? (
                  <Button size="small" onPress={() => setEdited(service)} aria-label={`Edit ${service.name}`}>
                    Edit
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

function durationsOf({ duration_minutes, buffer_before_minutes, buffer_after_minutes }: ServiceWire): string[] {
  return [
    `${duration_minutes} min`,
    ...(buffer_before_minutes > 0 ? [`${buffer_before_minutes} min buffer before`] : []),
    ...(buffer_after_minutes > 0 ? [`${buffer_after_minutes} min buffer after`] : []),
  ];
}
