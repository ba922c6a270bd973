import { slipsBetween } from './compare-words';
import { matchPolicy } from './match-policy';
import type { ReadCompany } from './read-company';

const worth = matchPolicy.company;

/** How far two names may be one company's, 0 to 1; it does not matter which comes first. */
export function compareCompanies(a: ReadCompany, b: ReadCompany): number {
  const [wholeA, wholeB] = [a.words.join(''), b.words.join('')];
  if (wholeA === wholeB) return 1;
  const [tellingA, tellingB] = [a.telling.join(''), b.telling.join('')];
  if (tellingA === tellingB)
    return isPart(a.words, b.words) || isPart(b.words, a.words) ? worth.subset : worth.otherKind;
  const length = Math.min(tellingA.length, tellingB.length);
  const slips = slipsBetween(tellingA, tellingB, 2);
  if (slips === 1 && length >= 5) return worth.slip;
  if (slips === 2 && length >= 9) return worth.twoSlips;
  if (isAcronym(a.words, wholeB) || isAcronym(b.words, wholeA)) return worth.acronym;
  const [few, many] = a.telling.length <= b.telling.length ? [a.telling, b.telling] : [b.telling, a.telling];
  if (!isPart(few, many)) return 0;
  if (few.length >= 2) return worth.twoWordsOfMore;
  const [only = ''] = few;
  return only === many[0] && only.length >= 6 ? worth.firstWordOfMore : worth.wordOfMore;
}

function isPart(few: readonly string[], many: readonly string[]): boolean {
  return few.every((word) => many.includes(word));
}

function isAcronym(words: readonly string[], short: string): boolean {
  return words.length >= 3 && words.map((word) => word[0]).join('') === short;
}
