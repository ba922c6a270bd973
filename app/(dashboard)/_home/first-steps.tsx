'use client';

import { Circle, CircleCheck } from 'lucide-react';
import { ButtonLink } from '@/app/_components/action/link';
import { Card } from '@/app/_components/page/card';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { Checklist } from './load-checklist';

/** The way of a new organization to its first call. */
export function FirstSteps({ checklist }: { checklist: Checklist }) {
  const mayChange = useSession().permissions.includes('settings:write');
  const steps = [
    {
      isDone: checklist.hasPhone,
      title: 'Say which telephone rings',
      detail: 'The operator’s line rings first, then the attendee is called.',
      href: '/settings',
      button: 'Set a telephone',
    },
    {
      isDone: checklist.hasCallingHours,
      title: 'Look at the calling hours',
      detail: 'Nobody is called at night: the hours hold where the attendee is.',
      href: '/settings',
      button: mayChange ? 'Set the hours' : 'See the hours',
    },
    {
      isDone: checklist.hasBooking,
      title: 'Book the first call',
      detail: 'In a minute from now, to try it out.',
      href: '/bookings/new',
      button: 'Book a call',
    },
  ];
  const next = steps.find(({ isDone }) => !isDone);
  return (
    <Card title="First steps" note={`${steps.filter(({ isDone }) => isDone).length} of ${steps.length} done`}>
      <ol className="flex flex-col">
        {steps.map((step) => (
          <li key={step.title} className="flex items-start gap-3 border-t py-2.5 first:border-t-0">
            {step.isDone ? (
              <CircleCheck aria-label="Done" className="mt-0.5 size-4 shrink-0 text-good" />
            ) : (
              <Circle aria-label="To do" className="mt-0.5 size-4 shrink-0 text-text-muted" />
            )}
            <div className="min-w-0 flex-1">
              <p className={step.isDone ? 'text-text-muted' : 'font-medium'}>{step.title}</p>
              <p className="text-table text-text-muted">{step.detail}</p>
            </div>
            {step.isDone ? null : (
              <ButtonLink size="small" variant={step === next ? 'primary' : 'secondary'} href={step.href}>
                {step.button}
              </ButtonLink>
            )}
          </li>
        ))}
      </ol>
    </Card>
  );
}
