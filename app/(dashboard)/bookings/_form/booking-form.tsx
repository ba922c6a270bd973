'use client';

import { useRouter } from 'next/navigation';
import { useRef } from 'react';
import { useLocale } from 'react-aria-components/I18nProvider';
import { Button } from '@/app/_components/action/button';
import { ButtonLink } from '@/app/_components/action/link';
import { api } from '@/app/_components/api';
import { browserNow, useNow } from '@/app/_components/browser-clock';
import { newIdempotencyKey } from '@/app/_components/browser-ids';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { showToast } from '@/app/_components/overlay/toast';
import { fullText } from '@/app/_components/time/time-text';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { Booking } from '@/lib/contracts/bookings';
import { CallFields } from './call-fields';
import { CheckPanel } from './check-panel';
import { blankDraft, bodyOf, type Draft, draftOf, instantOf } from './draft';
import type { FormOptions } from './form-options';
import { ModulationFields } from './modulation-fields';
import type { Prefill } from './read-prefill';
import { startWords } from './start-words';
import { useCheck } from './use-check';
import { useDraft } from './use-draft';
import { WhenFields } from './when-fields';
import { WhoFields } from './who-fields';
import { ZoneChoice } from './zone-choice';

interface BookingFormProps {
  options: FormOptions;
  /** The booking to change; none: a new one is made. */
  booking?: Booking;
  /** What a new one begins with. */
  prefill?: Prefill;
}

const SOON_MS = 5 * 60_000;

/** Books a call, or changes a booking. What it will mean is shown beside the fields while one types. */
export function BookingForm({ options, booking, prefill }: BookingFormProps) {
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
    const saved = booking ? await update(booking, draft) : await create(draft, attempt.current);
    state.forget();
    showToast(
      `${booking ? 'Saved' : 'Booked'}: ${saved.attendee_name}`,
      fullText(Date.parse(saved.start_time), session.organization.timeZone, locale),
    );
    const isSoon = Date.parse(saved.due_at) - browserNow() < SOON_MS;
    router.push(isSoon ? `/bookings/${saved.id}/live` : `/bookings?booking=${saved.id}`);
  }

  return (
    <div className="@container">
      <Form
        aria-label={booking ? 'Change the booking' : 'New booking'}
        onSend={send}
        className="@3xl:grid @3xl:grid-cols-[minmax(0,1fr)_21rem] @3xl:items-start @3xl:gap-6"
      >
        <div className="@container flex min-w-0 flex-col gap-4">
          {state.isResumed ? (
            <Callout
              tone="info"
              action={
                <Button size="small" onPress={state.startOver}>
                  Start over
                </Button>
              }
            >
              What you had begun is still here.
            </Callout>
          ) : null}
          <WhoFields draft={draft} change={change} />
          <ZoneChoice
            label="Time zone of the attendee"
            name="attendee_timezone"
            value={draft.attendeeZone}
            onChange={(attendeeZone) => change({ attendeeZone })}
            sentence={
              draft.attendeeZone
                ? `The attendee is in ${draft.attendeeZone.replaceAll('_', ' ')}.`
                : 'Where the attendee is follows from the number.'
            }
            buttonLabel="Choose their zone"
          />
          <WhenFields draft={draft} change={change} now={now} />
          <CallFields draft={draft} change={change} options={options} />
          <ModulationFields draft={draft} change={change} voice={options.voice} />
        </div>
        <div className="flex min-w-0 flex-col gap-3 @3xl:sticky @3xl:top-6">
          <CheckPanel draft={draft} change={change} answer={answer} now={now} />
          <SubmitButton className="w-full">{submitWords(draft, booking, instant, now, locale)}</SubmitButton>
          <ButtonLink variant="ghost" href={booking ? `/bookings?booking=${booking.id}` : '/bookings'}>
            {booking ? 'Leave it as it is' : 'Back to the bookings'}
          </ButtonLink>
        </div>
      </Form>
    </div>
  );
}

function initialDraft(now: number, options: FormOptions, booking?: Booking, prefill?: Prefill): Draft {
  if (booking) return draftOf(booking);
  const { timeZone, minutes, ownStaffId } = options;
  const blank = blankDraft(now, { timeZone, minutes, staffId: ownStaffId ?? options.staff[0]?.id ?? null });
  if (!prefill) return blank;
  if (!prefill.again) {
    const { name, phone, email, title } = prefill;
    return { ...blank, attendeeName: name, attendeePhone: phone, attendeeEmail: email, title };
  }
  const { date, time, occurrence } = blank;
  return { ...draftOf(prefill.again), date, time, occurrence, timeZone };
}

type Saved = { booking: Booking };

async function update(booking: Booking, draft: Draft): Promise<Booking> {
  const body = { ...bodyOf(draft), if_updated_at: booking.updated_at };
  return (await api<Saved>(`/api/bookings/${booking.id}`, { method: 'PATCH', body })).booking;
}

/** Sent twice unchanged, it is one attempt; the server makes one booking of it. */
async function create(draft: Draft, attempt: { body: string; key: string }): Promise<Booking> {
  const body = bodyOf(draft);
  const text = JSON.stringify(body);
  if (attempt.body !== text) Object.assign(attempt, { body: text, key: newIdempotencyKey() });
  const saved = await api<Saved>('/api/bookings', { method: 'POST', body, idempotencyKey: attempt.key });
  return saved.booking;
}

function submitWords(
  draft: Draft,
  booking: Booking | undefined,
  instant: number | null,
  now: number,
  locale: string,
): string {
  if (instant === null) return booking ? 'Save changes' : 'Book call';
  const words = startWords(instant, draft.timeZone, now, locale);
  if (!booking) return `Book call for ${words}`;
  return Date.parse(booking.start_time) === instant ? 'Save changes' : `Move call to ${words}`;
}
