import type { CountryCode } from 'libphonenumber-js';
import type { ImportedStage, IncomingLead } from '@/lib/leads/merge-leads';
import { withImplied } from '@/lib/leads/with-implied';
import { parsePhone } from '@/lib/phone/read-phone';
import type { WireCampaign, WireLead, WireReply, WireSentEmail } from './wire';

export interface LeadReading {
  /** Name of the custom variable with the phone number; null: the usual names. */
  phoneVariable: string | null;
  /** Country of numbers without a country code. */
  phoneCountry: CountryCode | undefined;
  /** The time of stages reported without one: later than the event, so a true time always wins. */
  now: Date;
}

const usualPhoneNames = /^(phone|phone[ _]?number|mobile|mobile[ _]?phone|telephone|cell)$/i;
/** Statuses of a lead in a campaign who was sent an email. */
const emailedStatuses = new Set(['sequence_finished', 'replied', 'bounced']);

/** The figures that change when a lead of the campaign does. */
export function markOf(campaign: WireCampaign): string {
  const { status, emails_sent, replied, unique_replies, bounced, unsubscribed, interested } = campaign;
  const { total_leads, total_leads_contacted } = campaign;
  return JSON.stringify([
    status,
    emails_sent,
    replied,
    unique_replies,
    bounced,
    unsubscribed,
    interested,
    total_leads,
    total_leads_contacted,
  ]);
}

const ADDRESS = /^[^\s@]{1,64}@[^\s@]{1,189}$/;

/** A lead of one campaign; null without a valid email. */
export function leadFromWire(lead: WireLead, campaignId: string, reading: LeadReading): IncomingLead | null {
  const { email } = lead;
  if (email === null || !ADDRESS.test(email)) return null;
  const here = lead.lead_campaign_data?.find((entry) => entry.campaign_id === campaignId);
  const isBounced = here?.status === 'bounced' || lead.status?.toLowerCase() === 'bounced';
  const reached: Partial<Record<ImportedStage, Date>> = {};
  const reach = (stage: ImportedStage, is: boolean | undefined) => {
    if (is) reached[stage] = reading.now;
  };
  // The status may be ahead of the counters.
  reach('sentAt', here && (here.emails_sent > 0 || emailedStatuses.has(here.status ?? '')));
  reach('repliedAt', here && (here.status === 'replied' || here.replies > 0));
  reach('interestedAt', here?.interested);
  reach('bouncedAt', here && isBounced && reached.sentAt !== undefined);
  reach('unsubscribedAt', here && lead.status?.toLowerCase() === 'unsubscribed' && reached.sentAt !== undefined);
  return withImplied(
    {
      email,
      firstName: lead.first_name,
      lastName: lead.last_name,
      company: lead.company,
      title: lead.title,
      externalId: lead.id,
      ...variablesOf(lead, reading),
      ...reached,
    },
    false,
  );
}

function variablesOf(lead: WireLead, { phoneVariable, phoneCountry }: LeadReading) {
  const isPhone = (name: string) =>
    phoneVariable === null ? usualPhoneNames.test(name) : name.toLowerCase() === phoneVariable.toLowerCase();
  const custom: Record<string, string> = {};
  let phone: string | null = null;
  for (const { name, value } of lead.custom_variables ?? []) {
    if (value === '') continue;
    if (isPhone(name)) phone ??= parsePhone(value, phoneCountry);
    else custom[name] = value;
  }
  return { phone, custom };
}

/** Stages of a lead, by its id at EmailBison. */
export type StageReading = { externalId: string } & Partial<Record<ImportedStage, Date>>;

/** A sent email; null when it was not sent, or names no lead. */
export function sentFromWire({ status, sent_at, lead_id, lead }: WireSentEmail): StageReading | null {
  const externalId = lead_id ?? lead?.id;
  const sentAt = instantOf(sent_at);
  if (!externalId || !sentAt) return null;
  return status === 'bounced' ? { externalId, sentAt, bouncedAt: sentAt } : { externalId, sentAt, deliveredAt: sentAt };
}

/** A reply or bounce; null for our own messages, automatic replies, and messages that name no lead. */
export function replyFromWire({
  lead_id,
  folder,
  automated_reply,
  interested,
  date_received,
}: WireReply): StageReading | null {
  const at = instantOf(date_received);
  const place = folder?.toLowerCase() ?? '';
  if (!lead_id || !at || place === 'sent') return null;
  if (place.startsWith('bounce')) return { externalId: lead_id, bouncedAt: at };
  if (automated_reply) return null;
  return { externalId: lead_id, repliedAt: at, ...(interested ? { interestedAt: at } : {}) };
}

function instantOf(text: string | null): Date | null {
  const at =
    text === null ? Number.NaN : Date.parse(/(z|[+-]\d{2}:?\d{2})$/i.test(text) ? text : `${text.replace(' ', 'T')}Z`);
  return Number.isNaN(at) ? null : new Date(at);
}
