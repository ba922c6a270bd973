import { slipsBetween } from './compare-words';
import { matchPolicy } from './match-policy';
import type { ReadCompany } from './read-company';

const worth = matchPolicy.company;

/** How likely two names are the same company's, 0 to 1. Symmetric. */
export function compareCompanies(a: ReadCompany, b: ReadCompany): number {
  const [wholeA, wholeB] = [a.words.join(''), b.words.join('')];
  if (wholeA === wholeB) return 1;
  const [distinctiveA, distinctiveB] = [a.distinctive.join(''), b.distinctive.join('')];
  if (distinctiveA === distinctiveB)
    return isPart(a.words, b.words) || isPart(b.words, a.words) ? worth.subset : worth.otherKind;
  const length = Math.min(distinctiveA.length, distinctiveB.length);
  const slips = slipsBetween(distinctiveA, distinctiveB, 2);
  if (slips === 1 && length >= 5) return worth.slip;
  if (slips === 2 && length >= 9) return worth.twoSlips;
  if (isAcronym(a.words, wholeB) || isAcronym(b.words, wholeA)) return worth.acronym;
  const [few, many] =
    a.distinctive.length <= b.distinctive.length ? [a.distinctive, b.distinctive] : [b.distinctive, a.distinctive];
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
