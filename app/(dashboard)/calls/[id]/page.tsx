import type { Metadata } from 'next';
import { orNotFound } from '@/app/(dashboard)/_parts/or-not-found';
import { ownStaff } from '@/app/(dashboard)/_parts/own-staff';
import { UpgradeCalls } from '@/app/(dashboard)/_parts/upgrade-calls';
import { getCall } from '@/lib/calls/record/get-call';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { getVoiceSettings } from '@/lib/orgs/settings/organization-queries';
import { LiveCall } from './_parts/live-call';

export const metadata: Metadata = { title: 'Call' };

export default async function CallPage({ params }: { params: Promise<{ id: string }> }) {
  const session = await currentSession();
  if (!session.features.includes('scheduled_calls')) return <UpgradeCalls title="Call" />;
  const ctx = await pageContext();
  const { id } = await params;
  const [call, voice, own] = await Promise.all([
    orNotFound(getCall(ctx, id)),
    getVoiceSettings(ctx),
    ownStaff(ctx, session),
  ]);
  const disclosures = {
    recording: voice.recording_disclosure,
    survey: voice.survey_disclosure,
    translation: voice.translation_disclosure,
  };
  return (
    <LiveCall
      key={call.id}
      initial={call}
      disclosures={disclosures}
      isOwn={own !== null && own.name === call.operator_name}
    />
  );
}
