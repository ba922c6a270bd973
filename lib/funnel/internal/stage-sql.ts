import { type SQL, sql } from 'drizzle-orm';
import { funnelStages, stageNames } from '@/lib/funnel/funnel-metrics';

/** The columns of the counters, `sent, delivered, …`. */
export const countColumns = sql.raw(stageNames.join(', '));

/** The local day of one stage of the lead `l` in the zone of the counters `s`; null where it was not reached. */
const dayOf = (stage: (typeof stageNames)[number]) =>
  `to_char(l.${funnelStages[stage].column} at time zone s.time_zone, 'YYYY-MM-DD')`;

/** What the counters should hold of the lead `l`, in the shape of `leads.folded`; `s` is their row of `funnel_states`. */
export const freshDays = sql.raw(
  `jsonb_strip_nulls(jsonb_build_object(${stageNames.map((stage) => `'${stage}', ${dayOf(stage)}`).join(', ')}))`,
);

/** When the lead `l` entered the funnel: the first email, or the first stage of a lead that was never emailed. */
export const enteredAt = sql.raw(
  `coalesce(l.sent_at, least(${stageNames.map((stage) => `l.${funnelStages[stage].column}`).join(', ')}))`,
);

/** The same as a local day, from what `leads.folded` holds. */
export function entryDayOf(folded: string): SQL {
  return sql.raw(`coalesce(${folded} ->> 'sent', (select min(value) from jsonb_each_text(${folded})))::date`);
}

/** A column for each stage: the sum of `value` over the rows of that stage. */
export function sumByStage(value: string): SQL {
  return sql.raw(stageNames.map((stage) => `coalesce(sum(${value}) filter (where stage = '${stage}'), 0)`).join(', '));
}

/** `on conflict` of a counter: what is there and what comes. */
export function addedTo(table: 'funnel_days' | 'funnel_totals'): SQL {
  return sql.raw(stageNames.map((stage) => `${stage} = ${table}.${stage} + excluded.${stage}`).join(', '));
}

/** Rows `(stage, n)` of the counters in `alias`. */
export function stagesOf(alias: string): SQL {
  return sql.raw(`(values ${stageNames.map((stage) => `('${stage}', ${alias}.${stage})`).join(', ')}) as v(stage, n)`);
}
