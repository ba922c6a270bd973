import type { OpenConnection, Slot, Visitor } from '@/lib/calendars/port';

/** What the visitor answered before, when a booking is made anew. */
export type GivenAnswers = readonly { question: string; answer: string }[];

/** What is booked, for whom, and under which key. */
export interface Order {
  connection: OpenConnection;
  eventTypeUri: string;
  slot: Slot;
  visitor: Visitor;
  key: string;
  answers?: GivenAnswers;
}
