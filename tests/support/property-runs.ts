/** How many cases a property gets: enough for every run of the suite; `PROPERTY_RUNS=10` multiplies them for a deep one. */
export function propertyRuns(cases: number): number {
  return Math.ceil(cases * Number(process.env.PROPERTY_RUNS ?? 1));
}
