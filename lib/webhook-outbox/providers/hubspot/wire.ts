import { z } from 'zod';

/** Answer of a batch upsert. */
export const upsertAnswer = z.object({
  results: z.array(z.object({ id: z.string(), new: z.boolean().optional() })).min(1),
});

/** Answer of one object; what it lacks is null. */
export const objectAnswer = z.object({ properties: z.record(z.string(), z.string().nullable()) });

export const errorAnswer = z.object({
  message: z.string().optional(),
  category: z.string().optional(),
  errors: z.array(z.object({ code: z.string().optional(), message: z.string().optional() })).optional(),
});

/** Fields of ours on HubSpot's objects; made on first use, where the token may. */
export const ownProperties = {
  contacts: [
    { name: 'booking_at', label: 'Booking at', type: 'datetime', fieldType: 'date', groupName: 'contactinformation' },
    {
      name: 'booking_provider',
      label: 'Booking provider',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
    },
    {
      name: 'booking_join_url',
      label: 'Booking join link',
      type: 'string',
      fieldType: 'text',
      groupName: 'contactinformation',
    },
  ],
  meetings: [
    {
      name: 'slotline_booking_id',
      label: 'Slotline booking',
      type: 'string',
      fieldType: 'text',
      groupName: 'engagement',
      hasUniqueValue: true,
    },
  ],
} as const;
