import type { Order as ProviderOrder } from '@/lib/calendars/port';

/** The visitor's earlier answers, for a booking that is made again. */
export type GivenAnswers = readonly { question: string; answer: string }[];

export interface Order extends ProviderOrder {
  eventTypeUri: string;
  answers?: GivenAnswers;
}
