import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { ownStaff } from '@/app/(dashboard)/_parts/own-staff';
import { UpgradeCalls } from '@/app/(dashboard)/_parts/upgrade-calls';
import { getBooking } from '@/lib/bookings/queries';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { getVoiceSettings } from '@/lib/orgs/settings/organization-queries';
import { BeforeCall } from './_parts/before-call';
import { livePlace } from './_parts/live-place';

export const metadata: Metadata = { title: 'Live call' };

/** The countdown before a call; then it redirects to the call's own page. */
export default async function LiveBookingPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await currentSession();
  if (!session.features.includes('scheduled_calls')) return <UpgradeCalls title="Live call" />;
  const ctx = await pageContext();
  const { id } = await params;
  const [booking, voice, own] = await Promise.all([
    orNotFound(getBooking(ctx, id)),
    getVoiceSettings(ctx),
    ownStaff(ctx, session),
  ]);
  const place = livePlace(booking);
  if (place) redirect(place);
  const prompts = voice.confirmation_prompts.map(({ text }) => text);
  return <BeforeCall initial={booking} prompts={prompts} ownStaffId={own?.id ?? null} />;
}
