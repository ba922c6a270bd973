import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { Exchange } from '@/sandbox/provider-kit/exchange';
import { calcomCorrections } from './official/calcom-corrections';
import { checkExchange } from './official/check-exchange';
import type { Description } from './official/description';
import { discoveryDescription } from './official/discovery';
import { isObject, type JsonObject } from './official/json';
import { openApiDescription } from './official/openapi';

/** Official descriptions are not ours to copy: they are read where they lie beside the repository, if they do. */
const FOLDER = join(fileURLToPath(new URL('../..', import.meta.url)), '..', 'shared', 'providers', 'data');

interface Source {
  readonly file: string;
  read(document: JsonObject): Description;
}

const SOURCES = {
  calcom: {
    file: 'calcom-openapi-v2.trimmed.json',
    read: (document) => openApiDescription(document, { bareObjectsAreUnknown: true, corrections: calcomCorrections }),
  },
  calendly: { file: 'calendly-openapi.compact.json', read: (document) => openApiDescription(document) },
  google: { file: 'google-calendar-v3.discovery.trimmed.json', read: (document) => discoveryDescription(document) },
} satisfies Record<string, Source>;

/** What was held against a description, and what did not fit. */
interface OfficialCounts {
  exchanges: number;
  requests: number;
  answers: number;
  /** Addresses that the description does not have: a simulator's pages, an authorization server. */
  undescribed: number;
  /** Requests that do not fit, and that the simulator refused as well. */
  refused: number;
  violations: string[];
}

interface OfficialCheck {
  readonly title: string;
  /** Null: the description is here. */
  readonly missing: string | null;
  readonly counts: OfficialCounts;
  /** Give it to a simulator as `onExchange`. */
  readonly watch: (exchange: Exchange) => void;
}

/** Holds exchanges against the official description of an API. Without the description it counts nothing. */
export function officialCheck(name: keyof typeof SOURCES): OfficialCheck {
  const source: Source = SOURCES[name];
  const document = readOfficial(source.file);
  const description = document && source.read(document);
  const counts: OfficialCounts = { exchanges: 0, requests: 0, answers: 0, undescribed: 0, refused: 0, violations: [] };
  return {
    title: name,
    missing: description ? null : `the official description (${source.file}) is not beside the repository`,
    counts,
    watch: (exchange) => {
      if (description) count(counts, description, exchange);
    },
  };
}

/** An official file as JSON, or null where it is not. */
export function readOfficial(file: string): JsonObject | null {
  const path = join(FOLDER, file);
  if (!existsSync(path)) return null;
  const document: unknown = JSON.parse(readFileSync(path, 'utf8'));
  if (!isObject(document)) throw new Error(`${file} holds no object.`);
  return document;
}

/** The closing test of a file: every exchange so far was one that the provider describes. Call it last. */
export function itFitsTheOfficialDescription(check: OfficialCheck): void {
  it(`${check.title}: every exchange of this file fits the official description`, (context) => {
    if (check.missing) return context.skip(check.missing);
    const { violations, ...numbers } = check.counts;
    console.log(
      `official description ${check.title}: ${JSON.stringify({ ...numbers, violations: violations.length })}`,
    );
    Object.assign(context.task.meta, { official: { ...numbers, violations: violations.length } });
    expect(violations).toEqual([]);
    expect(check.counts.requests).toBeGreaterThan(0);
  });
}

function count(counts: OfficialCounts, description: Description, exchange: Exchange): void {
  const verdict = checkExchange(description, exchange);
  const { method, path, status } = exchange;
  counts.exchanges += 1;
  if (!verdict.described) {
    counts.undescribed += 1;
    return;
  }
  counts.requests += 1;
  if (verdict.answerChecked) counts.answers += 1;
  if (verdict.requestProblems.length > 0 && status >= 400) counts.refused += 1;
  const problems = [...(status < 400 ? verdict.requestProblems : []), ...verdict.answerProblems];
  for (const problem of problems) counts.violations.push(`${method} ${path} → ${status}: ${problem}`);
}
