'use client';

import { isOffline } from '@/app/_components/api';
import { Timeline } from '@/app/_components/data/timeline';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { Card } from '@/app/_components/page/card';
import { PageHead } from '@/app/_components/page/page-head';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { CallBadge } from '@/app/(dashboard)/_parts/call-badge';
import { ConnectionLost } from '@/app/(dashboard)/_parts/connection-lost';
import { timelineEvents } from '@/app/(dashboard)/_parts/timeline-events';
import type { CallDetails } from '@/lib/contracts/calls';
import { AfterCall } from './after-call';
import { BookingFacts } from './booking-facts';
import { CallNotes } from './call-notes';
import { type Disclosures, HeardCard } from './heard-card';
import { Legs } from './legs';
import { OutcomePanel } from './outcome-panel';
import { Prompts } from './prompts';
import { QaNotice } from './qa-notice';
import { StageCard } from './stage-card';
import { useCall } from './use-call';

interface LiveCallProps {
  initial: CallDetails;
  disclosures: Disclosures;
  /** The person who looks is its operator. */
  isOwn: boolean;
}

/** A call, live and afterwards: both lines, checklist, notes, outcome and activity. */
export function LiveCall({ initial, disclosures, isOwn }: LiveCallProps) {
  const { timeZone } = useSession().organization;
  const state = useCall(initial);
  const { call } = state;
  const title = `Call with ${call.attendee_name}`;
  const subtitle = [call.booking_title === title ? '' : call.booking_title, call.operator_name ?? '']
    .filter(Boolean)
    .join(' · ');
  return (
    <>
      <PageHead title={title} action={<CallBadge call={call} className="mt-1" />}>
        {subtitle || undefined}
      </PageHead>
      <div className="flex flex-col gap-4">
        <ConnectionLost note="The call itself goes on." hasFailed={isOffline(state.error)} />
        {state.error && !isOffline(state.error) ? (
          <ErrorState
            title="This page may be out of date."
            consequence="The call itself goes on."
            error={state.error}
            onRetry={state.refresh}
          />
        ) : null}
        <StageCard state={state} isOwn={isOwn} />
        {/* On small screens the two columns become one, the outcome right after what is done while talking. */}
        <div className="flex flex-col gap-4 rail:grid rail:grid-cols-[minmax(0,1fr)_21rem] rail:items-start">
          <div className="flex min-w-0 flex-col gap-4 max-rail:contents">
            <Legs call={call} />
            <QaNotice call={call} />
            <Prompts state={state} />
            <CallNotes state={state} />
            <div className="flex flex-col gap-4 max-rail:order-2">
              <HeardCard call={call} disclosures={disclosures} />
              <AfterCall call={call} />
            </div>
          </div>
          <div className="flex min-w-0 flex-col gap-4 max-rail:contents">
            <OutcomePanel state={state} />
            <div className="flex flex-col gap-4 max-rail:order-2">
              <BookingFacts call={call} />
              <Card title="Activity">
                <Timeline label="Activity" timeZone={timeZone} events={timelineEvents(call.timeline)} />
              </Card>
            </div>
          </div>
        </div>
      </div>
    </>
  );
}
