import type { ImportField } from '@/lib/contracts/lead-imports';

/** How the fields of a lead are called. */
export const fieldWords: Record<ImportField, string> = {
  email: 'E-mail address',
  first_name: 'First name',
  last_name: 'Last name',
  full_name: 'Whole name',
  company: 'Company',
  title: 'Job title',
  phone: 'Telephone',
  timezone: 'Time zone',
  external_id: 'Id elsewhere',
  status: 'Status in words',
  sent_at: 'Sent: date or yes',
  delivered_at: 'Delivered: date or yes',
  replied_at: 'Replied: date or yes',
  interested_at: 'Interested: date or yes',
  bounced_at: 'Bounced: date or yes',
  unsubscribed_at: 'Unsubscribed: date or yes',
  custom: 'Keep under its own name',
};
