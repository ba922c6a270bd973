'use client';

import { Circle, CircleCheck } from 'lucide-react';
import { ButtonLink } from '@/app/_components/action/link';
import { Card } from '@/app/_components/page/card';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { Checklist } from './load-checklist';

/** A new organization's steps to its first call. */
export function FirstSteps({ checklist }: { checklist: Checklist }) {
  const mayChange = useSession().permissions.includes('settings:write');
  const steps = [
    {
      isDone: checklist.hasPhone,
      title: 'Choose which phone rings',
      detail: 'Your operator’s phone rings first, then we call the attendee.',
      href: '/settings',
      button: 'Set a phone',
    },
    {
      isDone: checklist.hasCallingHours,
      title: 'Review the calling hours',
      detail: 'No calls at night: the hours apply in the attendee’s time zone.',
      href: '/settings',
      button: mayChange ? 'Set hours' : 'View hours',
    },
    {
      isDone: checklist.hasBooking,
      title: 'Book your first call',
      detail: 'For a minute from now, to try it out.',
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
