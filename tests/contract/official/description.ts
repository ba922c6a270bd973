/** Names a schema inside a description; what it looks like is the description's own affair. */
export type SchemaRef = string;

export interface QueryParameter {
  readonly schema: SchemaRef;
  readonly required: boolean;
  /** Values may repeat or stand in one text, separated by commas. */
  readonly isList: boolean;
}

/** One operation of an API, as its official description has it. */
export interface Operation {
  readonly method: string;
  /** Segments; null stands for any one. */
  readonly segments: readonly (string | null)[];
  readonly query: ReadonlyMap<string, QueryParameter>;
  /** Lower-case names of the headers that a request must have. */
  readonly requiredHeaders: readonly string[];
  readonly body: { readonly schema: SchemaRef; readonly required: boolean } | null;
  /** Schema per status; null: no body is described. `default` serves the rest. */
  readonly answers: ReadonlyMap<string, SchemaRef | null>;
}

/** An official description of an API, ready to be held against exchanges. */
export interface Description {
  readonly operations: readonly Operation[];
  /** What is wrong with a value, one sentence each. */
  validate(schema: SchemaRef, value: unknown): string[];
  /** Members that an object of this schema may have; null when it may have any. */
  membersOf(schema: SchemaRef): ReadonlySet<string> | null;
}

/** The operation that a request meant: of several that fit, the one with the most fixed segments. */
export function findOperation(description: Description, method: string, path: string): Operation | null {
  const segments = segmentsOf(path);
  const fitting = description.operations.filter(
    (operation) =>
      operation.method === method &&
      operation.segments.length === segments.length &&
      operation.segments.every((segment, at) => segment === null || segment === segments[at]),
  );
  const fixed = (operation: Operation) => operation.segments.filter((segment) => segment !== null).length;
  return fitting.sort((a, b) => fixed(b) - fixed(a))[0] ?? null;
}

/** Segments of a template: `/v2/bookings/{uid}` → `v2`, `bookings`, null. */
export function templateSegments(template: string): (string | null)[] {
  return segmentsOf(template).map((segment) => (segment.includes('{') ? null : segment));
}

function segmentsOf(path: string): string[] {
  return path.split('/').filter((segment) => segment !== '');
}
