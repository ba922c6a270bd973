/** A schedule of five fields, in UTC. */
export interface CronExpression {
  /** Whether the schedule fires within the minute that holds this instant. */
  matches(instant: Date): boolean;
}

const FIELDS = [
  { name: 'minute', from: 0, to: 59 },
  { name: 'hour', from: 0, to: 23 },
  { name: 'day of month', from: 1, to: 31 },
  { name: 'month', from: 1, to: 12 },
  { name: 'day of week', from: 0, to: 6 },
] as const;

type Field = (typeof FIELDS)[number];

/**
 * Reads a schedule as Vercel takes it: numbers and `* , - /` alone, no names, and never both days at once.
 * @throws Error saying which field is wrong, for what Vercel would refuse at deployment
 */
export function parseCron(expression: string): CronExpression {
  const parts = expression.trim().split(/\s+/);
  if (parts.length !== FIELDS.length) throw new Error(`"${expression}" has ${parts.length} fields instead of 5`);
  const [minutes, hours, daysOfMonth, months, daysOfWeek] = FIELDS.map((field, at) =>
    valuesOf(field, parts[at] ?? '', expression),
  );
  if (parts[2] !== '*' && parts[4] !== '*')
    throw new Error(`"${expression}" sets a day of month and a day of week; one of them must be *`);
  return {
    matches: (instant) =>
      holds(minutes, instant.getUTCMinutes()) &&
      holds(hours, instant.getUTCHours()) &&
      holds(daysOfMonth, instant.getUTCDate()) &&
      holds(months, instant.getUTCMonth() + 1) &&
      holds(daysOfWeek, instant.getUTCDay()),
  };
}

function holds(values: ReadonlySet<number> | undefined, value: number): boolean {
  return values?.has(value) ?? false;
}

function valuesOf(field: Field, text: string, expression: string): ReadonlySet<number> {
  const wrong = (why: string) => new Error(`"${expression}": ${field.name} "${text}" ${why}`);
  const values = new Set<number>();
  for (const part of text.split(',')) {
    const [, star, first, last, step] = /^(?:(\*)|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part) ?? [];
    if (star === undefined && first === undefined) throw wrong('is not made of numbers and * , - /');
    const from = star ? field.from : Number(first);
    // A step counts from its start to the end of the field: `5/15` is 5, 20, 35, 50.
    const to = last !== undefined ? Number(last) : star || step !== undefined ? field.to : from;
    const stride = Number(step ?? 1);
    if (stride < 1) throw wrong('has a step below 1');
    if (from < field.from || to > field.to || from > to) throw wrong(`is not within ${field.from}-${field.to}`);
    for (let value = from; value <= to; value += stride) values.add(value);
  }
  return values;
}
