'use client';

import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { useLocale } from 'react-aria-components/I18nProvider';
import { ButtonLink } from '@/app/_components/action/link';
import { browserNow, useNow } from '@/app/_components/browser-clock';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { showToast } from '@/app/_components/overlay/toast';
import { fullText, zoneText } from '@/app/_components/time/time-text';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { Booking } from '@/lib/contracts/bookings';
import { MINUTE_MS } from '@/lib/time/units';
import { AttendeeZone } from './attendee-zone';
import { CallFields } from './call-fields';
import { CheckPanel } from './check-panel';
import { blankDraft, type Draft, draftOf, firstOffer, instantOf } from './draft';
import { firstTrouble } from './first-trouble';
import type { FormOptions } from './form-options';
import { ModulationFields } from './modulation-fields';
import type { Prefill } from './read-prefill';
import { ResumedNote } from './resumed-note';
import { changeBooking, makeBooking } from './save-booking';
import { startWords } from './start-words';
import { SubmitBar } from './submit-bar';
import { useCheck } from './use-check';
import { useDraft } from './use-draft';
import { WhenFields } from './when-fields';
import { WhoFields } from './who-fields';

interface BookingFormProps {
  options: FormOptions;
  /** The booking to change; without it, a new one. */
  booking?: Booking;
  /** Initial values of a new one. */
  prefill?: Prefill;
  /** Shown over another page. */
  isInDialog?: boolean;
}

const SOON_MS = 5 * MINUTE_MS;

/** Books a call, or changes a booking, with a live preview beside the fields. */
export function BookingForm({ options, booking, prefill, isInDialog }: BookingFormProps) {
  const router = useRouter();
  const session = useSession();
  const { locale } = useLocale();
  const now = useNow(15_000) ?? 0;
  const of = booking ? `change ${booking.id}` : `new ${prefill?.key ?? ''}`;
  const state = useDraft(`${session.organization.id} ${session.user.id} ${of}`, () =>
    initialDraft(now, options, booking, prefill),
  );
  const { draft, change } = state;
  const answer = useCheck(draft, booking?.id);
  const attempt = useRef({ body: '', key: '' });
  const instant = instantOf(draft);

  async function send() {
    const saved = booking ? await changeBooking(booking, draft) : await makeBooking(draft, attempt.current);
    state.forget();
    showToast(
      booking ? 'Booking saved' : `Call with ${saved.attendee_name} booked`,
      fullText(Date.parse(saved.start_time), session.organization.timeZone, locale),
    );
    const isSoon = Date.parse(saved.due_at) - browserNow() < SOON_MS;
    const next = isSoon ? `/bookings/${saved.id}/live` : `/bookings?booking=${saved.id}`;
    if (isInDialog) router.replace(next);
    else router.push(next);
  }

  return (
    <div className="@container">
      <Form
        aria-label={booking ? 'Edit booking' : 'New booking'}
        onSend={send}
        className="@3xl:grid @3xl:grid-cols-[minmax(0,1fr)_21rem] @3xl:grid-rows-[auto_1fr] @3xl:gap-x-6"
      >
        <div className="@container flex min-w-0 flex-col gap-4 @3xl:row-span-2 [&_:is(input,button,textarea,[role=spinbutton])]:scroll-mb-28">
          {state.isResumed ? <ResumedNote onStartOver={state.startOver} /> : null}
          <WhoFields draft={draft} change={change} />
          <AttendeeZone draft={draft} check={answer.check} change={change} />
          <WhenFields draft={draft} change={change} now={now} />
          <CallFields draft={draft} change={change} options={options} />
          <ModulationFields draft={draft} change={change} voice={options.voice} />
        </div>
        <CheckPanel
          draft={draft}
          change={change}
          answer={answer}
          now={now}
          ownStaffId={options.ownStaffId}
          className="@3xl:col-start-2"
        />
        <SubmitBar
          isInDialog={isInDialog}
          trouble={answer.check ? firstTrouble(answer.check, options.ownStaffId) : null}
        >
          <SubmitButton className="w-full">{submitWords(draft, booking, instant, now, locale)}</SubmitButton>
          {isInDialog ? null : (
            <ButtonLink
              variant="ghost"
              className="@max-3xl:hidden"
              href={booking ? `/bookings?booking=${booking.id}` : '/bookings'}
            >
              {booking ? 'Discard changes' : 'Cancel'}
            </ButtonLink>
          )}
        </SubmitBar>
      </Form>
    </div>
  );
}

function initialDraft(now: number, options: FormOptions, booking?: Booking, prefill?: Prefill): Draft {
  if (booking) return draftOf(booking);
  const { timeZone, minutes, ownStaffId, firstFree } = options;
  const blank = blankDraft(Math.max(firstOffer(now), firstFree), {
    timeZone,
    minutes,
    staffId: ownStaffId ?? options.staff[0]?.id ?? null,
  });
  if (!prefill) return blank;
  if (!prefill.again) {
    const { name, phone, email, title } = prefill;
    return { ...blank, attendeeName: name, attendeePhone: phone, attendeeEmail: email, title };
  }
  const { date, time, occurrence } = blank;
  return { ...draftOf(prefill.again), date, time, occurrence, timeZone };
}

function submitWords(
  draft: Draft,
  booking: Booking | undefined,
  instant: number | null,
  now: number,
  locale: string,
): string {
  if (instant === null) return booking ? 'Save changes' : 'Book call';
  const isTwice = instantOf({ ...draft, occurrence: 'first' }) !== instantOf({ ...draft, occurrence: 'second' });
  const zone = isTwice ? ` ${zoneText(instant, draft.timeZone)}` : '';
  const words = `${startWords(instant, draft.timeZone, now, locale)}${zone}`;
  if (!booking) return `Book call for ${words}`;
  return Date.parse(booking.start_time) === instant ? 'Save changes' : `Reschedule to ${words}`;
}
