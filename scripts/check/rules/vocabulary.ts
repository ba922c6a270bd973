import { posix } from 'node:path';
import type { Node } from '@babel/types';
import { isShipped } from '@/scripts/check/layers';
import type { Project } from '@/scripts/check/project';
import { lineOf, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

/** Former names, each with the term that the code uses. */
const FORMER_NAMES: readonly (readonly [RegExp, string])[] = [
  [/^(?:hasten|tellSoon|afterAnswer)(?=$|[A-Z])/, 'afterResponse'],
  [/^takeNew$/, 'ingestNewBooking'],
  [/^(?:takeExternal|Taken)$/, 'applyFacts, IngestResult'],
  [/^takeAgain$/, 'reapplyDelivery'],
  [/^(?:learnt|Learnt)(?=$|[A-Z])/, 'MergedFacts'],
  [/^(?:knowledgeOf|Known|mergeKnown|nothingKnown)$/, 'snapshotOf, BookingSnapshot'],
  [/^(?:noteMissing|noteFault|noteHealthy|noteUnreachable)$/, 'record… or mark…'],
  [/^settle(?:Unknown|Held|Unmarked|Attendance|Meeting)$/, 'reconcile…, complete… or derive…'],
  [/^(?:meetingStanding|isHeld)$/, 'meetingStatus, hasTakenPlace'],
  [/^tell(?:Booking|Lead|Joined)$/, 'publish…'],
  [/^(?:joinBookings|joinDoubles)$/, 'mergeBookings, mergeDuplicates'],
  [/^(?:withinPatience|askPatiently)$/, 'withTimeout, readWithTimeout'],
  [/^gather$/, 'batch'],
  [/^rememberRecent$/, 'createLru'],
  [/^aloneInCalendar$/, 'withLock'],
  [/^JointHandler$/, 'BatchHandler'],
  [/^askGates$/, 'checkGates'],
  [/^(?:announceChange|notYetThere)$/, 'queueCalendarSync, syncPending'],
  [/^(?:MOST|LONGEST|SHORTEST|LOOK_AGAIN)_/, 'MAX_, MIN_, POLL_INTERVAL_'],
  [/^(?:callOnTime|keepHouse|dealFairly|lockSpacePace)$/, 'scheduleImminentCall, housekeep, fairShare, lockRate'],
  [/^InputFaults$/, 'ValidationErrors'],
  [/^(?:keepConnections|prepareConnection|changesUnseen)$/, 'maintainConnections, setUpConnection, readUnlisted'],
];

/** Words that read like a translation, each with what to say. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/\btelephones?\b/i, 'phone'],
  [/\b(?:whoever|whomever)\b/i, 'name the person, or "anyone who"'],
  [/\banew\b/i, 'again'],
  [/\b(?:thereof|whereof)\b/i, 'its'],
  [/\bof which\b/i, 'split the sentence'],
  [/\bso many\b/i, 'name the number'],
  [/(?<!there )\bis none\b/i, 'there is no …'],
  [/\bhasten(?:s|ed|ing)?\b/i, 'start right away'],
  [/\bmend(?:s|ed|ing)?\b/i, 'fix'],
  [/\be-mails?\b/i, 'email'],
  [/\btold of\b/i, 'notified about'],
  [/\bby itself\b/i, 'automatically'],
];

const camel = (path: string) =>
  posix
    .basename(path)
    .replace(/\..*$/, '')
    .replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' || node.type === 'TSTypeParameter' ? String(node.name) : undefined;
}

/** A word or path in lower case, as data and addresses have it. */
const KEY = /^[^A-Z\s]*$/;

/** Text that a person or a reader of the code sees: comments and pages, not keys. */
function sentenceOf(node: Node): string | undefined {
  if (node.type === 'StringLiteral') return KEY.test(node.value) ? undefined : node.value;
  if (node.type === 'JSXText') return node.value;
  return node.type === 'TemplateElement' ? node.value.raw : undefined;
}

function namesIn(project: Project, file: string): Violation[] {
  const former = (name: string, line: number): Violation[] =>
    FORMER_NAMES.filter(([pattern]) => pattern.test(name)).map(([, term]) => ({
      file,
      line,
      rule: 'vocabulary',
      advice: `${name}: the term is ${term}`,
    }));
  const seen = new Set<string>();
  const inside = nodesOf(project.syntax(file)).flatMap((node) => {
    const name = nameOf(node);
    if (name === undefined || seen.has(name)) return [];
    seen.add(name);
    return former(name, lineOf(node));
  });
  return [...former(camel(file), 1), ...inside];
}

function wordsIn(project: Project, file: string): Violation[] {
  const tree = project.syntax(file);
  const texts = [
    ...(tree.comments ?? []).map(({ value, loc }) => ({ text: value, line: loc?.start.line ?? 1 })),
    ...nodesOf(tree).flatMap((node) => {
      const text = sentenceOf(node);
      return text === undefined ? [] : [{ text, line: lineOf(node) }];
    }),
  ];
  return texts.flatMap(({ text, line }) =>
    WORDS.flatMap(([pattern, better]) => {
      const found = pattern.exec(text);
      if (!found) return [];
      const before = text.slice(0, found.index).split('\n').length - 1;
      return [{ file, line: line + before, rule: 'vocabulary', advice: `"${found[0]}": say ${better}` }];
    }),
  );
}

/**
 * The project speaks the field's English: one term per concept, and sentences that nobody has to translate back.
 * Simulators use the names of their provider's API (`<Gather>`), the rules of this folder quote what they forbid.
 */
export function vocabulary(project: Project): Violation[] {
  return project
    .code()
    .filter((file) => !/^(?:sandbox|scripts\/check)\//.test(file))
    .flatMap((file) => [...namesIn(project, file), ...(isShipped(file) ? wordsIn(project, file) : [])]);
}
