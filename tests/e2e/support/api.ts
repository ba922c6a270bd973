import { expect, type Page } from '@playwright/test';
import { type Booking, type CreateBookingBody, savedBookingResponse } from '@/lib/contracts/bookings';

/** Sends a change to the product's own API, in the session of the page. @returns the body of the answer */
export async function send(page: Page, method: 'POST' | 'PATCH' | 'DELETE', path: string, data?: object) {
  const answer = await page.request.fetch(path, {
    method,
    data,
    headers: { origin: process.env.SLOTLINE_E2E_URL ?? '' },
  });
  expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
  const body: unknown = await answer.json();
  return body;
}

let booked = 0;

/** Books a call without the form, for tests of what comes after it: a month ahead and with nobody in particular unless told. */
export async function book(page: Page, wish: Partial<CreateBookingBody> & { attendee_name: string }): Promise<Booking> {
  booked += 1;
  const body = {
    title: 'Renewal of the contract',
    start_time: new Date(Date.now() + 30 * 86_400_000 + booked * 3_600_000).toISOString(),
    duration_minutes: 30,
    attendee_phone: '+12125550121',
    staff_id: null,
    ...wish,
  };
  return savedBookingResponse.parse(await send(page, 'POST', '/api/bookings', body)).booking;
}

/** A name that no other booking of this run has. */
export function uniqueName(first: string): string {
  booked += 1;
  return `${first} ${booked.toString(36)}${Date.now().toString(36).slice(-4)}`;
}
