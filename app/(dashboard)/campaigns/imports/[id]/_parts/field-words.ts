import type { ImportField } from '@/lib/contracts/lead-imports';

/** Names of a lead's fields. */
export const fieldWords: Record<ImportField, string> = {
  email: 'Email',
  first_name: 'First name',
  last_name: 'Last name',
  full_name: 'Full name',
  company: 'Company',
  title: 'Job title',
  phone: 'Phone',
  timezone: 'Time zone',
  external_id: 'External ID',
  status: 'Status',
  sent_at: 'Sent (date or yes)',
  delivered_at: 'Delivered (date or yes)',
  replied_at: 'Replied (date or yes)',
  interested_at: 'Interested (date or yes)',
  bounced_at: 'Bounced (date or yes)',
  unsubscribed_at: 'Unsubscribed (date or yes)',
  custom: 'Custom field',
};
