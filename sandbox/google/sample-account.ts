import type { Account, Calendar } from './model';

/** What exists at Google when the simulator starts. */
export interface Directory {
  readonly accounts: readonly Account[];
  readonly calendars: readonly Calendar[];
}

export const dana = 'dana@example.test';
export const erin = 'erin@example.test';
export const roomCalendar = 'c_front-desk@group.calendar.google.test';
export const sharedCalendar = 'c_holidays@group.calendar.google.test';

/** Two people; one of them owns a second calendar, reads a shared one, and has no Meet in the second. */
export const sampleDirectory: Directory = {
  accounts: [
    { email: dana, name: 'Dana Host', timeZone: 'America/New_York' },
    { email: erin, name: 'Erin Host', timeZone: 'Europe/Berlin' },
  ],
  calendars: [
    { id: dana, summary: dana, owner: dana, readers: [], timeZone: 'America/New_York', hasMeet: true },
    { id: erin, summary: erin, owner: erin, readers: [], timeZone: 'Europe/Berlin', hasMeet: true },
    { id: roomCalendar, summary: 'Front desk', owner: dana, readers: [], timeZone: 'America/New_York', hasMeet: false },
    { id: sharedCalendar, summary: 'Holidays', owner: erin, readers: [dana], timeZone: 'UTC', hasMeet: false },
  ],
};
