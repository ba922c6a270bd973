import type { ParsedUrlQuery } from 'node:querystring';
import { DAY_MS } from '@/lib/time/units';
import type { Leg } from './leg';
import { field } from './rest-request';

type Test = (leg: Leg) => boolean;

const toSecond = (epochMs: number) => Math.floor(epochMs / 1000) * 1000;

/** A comparison of one time of the call with a date in the query; null when the date cannot be read. */
function timeTest(text: string, relation: '=' | '<' | '>', timeOf: (leg: Leg) => number | null): Test | null {
  const wanted = Date.parse(text);
  if (Number.isNaN(wanted)) return null;
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  return (leg) => {
    const time = timeOf(leg);
    if (time === null) return false;
    const second = toSecond(time);
    if (relation === '>') return second >= wanted;
    if (relation === '<') return second <= (isDay ? wanted + DAY_MS - 1 : wanted);
    return isDay ? second >= wanted && second < wanted + DAY_MS : second === wanted;
  };
}

/**
 * The filters of a list of calls. A call still waiting to be dialled is placed in time by its creation. Returns the
 * name of the first filter that cannot be read instead.
 */
export function callFilter(query: ParsedUrlQuery): Test | { readonly unreadable: string } {
  const tests: Test[] = [];
  const status = field(query, 'Status');
  const to = field(query, 'To');
  const from = field(query, 'From');
  const parent = field(query, 'ParentCallSid');
  if (status) tests.push((leg) => leg.status === status);
  if (to) tests.push((leg) => leg.order.to === to);
  if (from) tests.push((leg) => leg.order.from === from);
  if (parent) tests.push((leg) => leg.order.parentSid === parent);
  const times = [
    ['StartTime', (leg: Leg) => leg.dialledAt ?? leg.createdAt],
    ['EndTime', (leg: Leg) => leg.endedAt],
  ] as const;
  for (const [name, timeOf] of times) {
    for (const relation of ['=', '<', '>'] as const) {
      const key = relation === '=' ? name : `${name}${relation}`;
      const text = field(query, key);
      if (text === null) continue;
      const test = timeTest(text, relation, timeOf);
      if (!test) return { unreadable: key };
      tests.push(test);
    }
  }
  return (leg) => !leg.deleted && tests.every((test) => test(leg));
}
