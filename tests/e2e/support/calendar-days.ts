import { Temporal } from 'temporal-polyfill';

/** Zone of the demo organization. */
const demoZone = 'America/New_York';

/** Day and time on the demo organization's clock, a number of days from today: an instant, and its parts as fields take them. */
export function wallTimeAhead(days: number, clock: string) {
  const at = Temporal.Now.zonedDateTimeISO(demoZone).add({ days }).withPlainTime(clock);
  return { iso: new Date(at.epochMilliseconds).toISOString(), ...partsOf(at.toPlainDate()) };
}

/** The next day on which the demo organization's clocks leave out 02:30. */
export function nextDayWithGap() {
  let at = Temporal.Now.zonedDateTimeISO(demoZone);
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next) throw new Error(`${demoZone} changes its clocks no more.`);
    if (next.offsetNanoseconds > next.subtract({ seconds: 1 }).offsetNanoseconds) return partsOf(next.toPlainDate());
    at = next;
  }
}

function partsOf(date: Temporal.PlainDate) {
  const pad = (part: number) => String(part).padStart(2, '0');
  return { date: date.toString(), day: pad(date.day), month: pad(date.month), year: String(date.year) };
}
