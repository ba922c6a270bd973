import type { Exchange } from '@/sandbox/provider-kit/exchange';
import { type Description, findOperation, type Operation, type QueryParameter } from './description';
import { isObject } from './json';

/** What came of holding one exchange against a description. */
interface Verdict {
  /** The description knows such an operation. */
  readonly described: boolean;
  readonly requestProblems: readonly string[];
  readonly answerProblems: readonly string[];
  /** The answer's body was held against a schema. */
  readonly answerChecked: boolean;
}

/** Holds a request and its answer against the official description. */
export function checkExchange(description: Description, exchange: Exchange): Verdict {
  const operation = findOperation(description, exchange.method, exchange.path);
  if (!operation) return { described: false, requestProblems: [], answerProblems: [], answerChecked: false };
  const answer = exchange.madeUp ? { checked: false, problems: [] } : checkAnswer(description, operation, exchange);
  return {
    described: true,
    requestProblems: checkRequest(description, operation, exchange),
    answerProblems: answer.problems,
    answerChecked: answer.checked,
  };
}

function checkRequest(description: Description, operation: Operation, exchange: Exchange): string[] {
  const names = new Set(exchange.query.map(([name]) => name));
  const missing = [...operation.query].filter(([name, { required }]) => required && !names.has(name));
  const headers = operation.requiredHeaders.filter((name) => !exchange.requestHeaders[name]);
  return [
    ...headers.map((name) => `header ${name} is missing`),
    ...missing.map(([name]) => `query ${name} is missing`),
    ...[...names].flatMap((name) => checkQuery(description, operation.query.get(name), name, exchange)),
    ...checkBody(description, operation, exchange),
  ];
}

function checkQuery(
  description: Description,
  parameter: QueryParameter | undefined,
  name: string,
  exchange: Exchange,
): string[] {
  if (!parameter) return [`query ${name} is not described`];
  const given = exchange.query.filter(([each]) => each === name).map(([, value]) => value);
  const candidates = parameter.isList ? [given, given.flatMap((text) => text.split(','))] : [given.at(-1)];
  const problems = candidates.flatMap((value) =>
    readings(value).map((reading) => description.validate(parameter.schema, reading)),
  );
  return problems.some((found) => found.length === 0)
    ? []
    : (problems.at(-1) ?? []).map((problem) => `query ${name}: ${problem}`);
}

/** A text in an address may mean a number or a truth value. */
function readings(value: unknown): unknown[] {
  if (typeof value !== 'string') return [value];
  const number = value.trim() === '' ? Number.NaN : Number(value);
  const truth = value === 'true' ? [true] : value === 'false' ? [false] : [];
  return [value, ...(Number.isNaN(number) ? [] : [number]), ...truth];
}

function checkBody(description: Description, { body }: Operation, { requestBody }: Exchange): string[] {
  if (!body) return [];
  if (requestBody === undefined) return body.required ? ['body is missing'] : [];
  const members = description.membersOf(body.schema);
  const unknown = isObject(requestBody) && members ? Object.keys(requestBody).filter((name) => !members.has(name)) : [];
  return [
    ...description.validate(body.schema, requestBody).map((problem) => `body: ${problem}`),
    ...unknown.map((name) => `body: ${name} is not described`),
  ];
}

function checkAnswer(
  description: Description,
  { answers }: Operation,
  { status, answerBody }: Exchange,
): { checked: boolean; problems: string[] } {
  const schema = answers.get(String(status)) ?? answers.get('default');
  if (schema === undefined && !answers.has(String(status)))
    return { checked: false, problems: status < 400 ? [`status ${status} is not described`] : [] };
  if (schema == null || answerBody === undefined) return { checked: false, problems: [] };
  return { checked: true, problems: description.validate(schema, answerBody) };
}
