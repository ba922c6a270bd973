import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attributeLead } from '@/lib/leads/matching/internal/attribute-lead';
import { type CandidateLead, chooseLead } from '@/lib/leads/matching/internal/choose-lead';
import { compareCompanies } from '@/lib/leads/matching/internal/compare-companies';
import { compareNames } from '@/lib/leads/matching/internal/compare-names';
import { slipsBetween } from '@/lib/leads/matching/internal/compare-words';
import { foldText } from '@/lib/leads/matching/internal/fold-text';
import { sideOfAttendee } from '@/lib/leads/matching/internal/match-side';
import { readCompany } from '@/lib/leads/matching/internal/read-company';
import { emailKeyOf } from '@/lib/leads/matching/internal/read-email';
import { nameKeyOf, nameKeysOf, readName, readNameParts } from '@/lib/leads/matching/internal/read-name';
import { scoreMatch } from '@/lib/leads/matching/internal/score-match';

const given = fc.constantFrom(
  'Anna',
  'Jürgen',
  'Katherine',
  'Bob',
  'José',
  'Łukasz',
  'Mary',
  'Søren',
  'William',
  'Zoë',
);
const family = fc.constantFrom(
  'Müller',
  "O'Brien",
  'García López',
  'van den Berg',
  'Smith',
  'Ångström',
  'Nowak',
  'Weiß',
);
const fullName = fc.tuple(given, family).map(([first, last]) => `${first} ${last}`);
const company = fc.constantFrom(
  'Acme Inc.',
  'Norvik Logistics GmbH',
  'Bluepeak',
  'The Delta Group',
  'Fénix & Söhne KG',
);
const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: null });
const person = fc.record({
  name: fc.oneof(fullName, fc.string({ unit: 'grapheme', maxLength: 30 })),
  email: maybe(fc.emailAddress()),
  phone: maybe(fc.constantFrom('+12025550143', '+12025550144')),
  company: maybe(fc.oneof(company, fc.string({ unit: 'grapheme', maxLength: 30 }))),
});
const holds = (property: fc.IPropertyWithHooks<unknown[]>) =>
  fc.assert(property as fc.IProperty<unknown[]>, { numRuns: 1000 });

describe('compared text', () => {
  it('is folded idempotently', () => {
    holds(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 60 }),
        (text) => foldText(foldText(text)) === foldText(text),
      ),
    );
  });

  it('has the same key for an email in any case, and the key of a key is itself', () => {
    holds(
      fc.property(fc.emailAddress(), (email) => {
        expect(emailKeyOf(email.toUpperCase())).toBe(emailKeyOf(email));
        expect(emailKeyOf(emailKeyOf(email))).toBe(emailKeyOf(email));
      }),
    );
  });

  it('does not depend on case or diacritics', () => {
    const plain = (text: string) =>
      text.replace(/ß/g, 'ss').replace(/ø/gi, 'o').replace(/ł/gi, 'l').normalize('NFD').replace(/\p{M}/gu, '');
    holds(
      fc.property(fullName, company, (name, firm) => {
        for (const other of [name.toUpperCase(), name.toLowerCase(), plain(name)])
          expect(compareNames(readName(name), readName(other))).toBe(1);
        const [one, same] = [readCompany(firm), readCompany(plain(firm).toUpperCase())];
        expect(one && same && compareCompanies(one, same)).toBe(1);
      }),
    );
  });

  it('does not depend on the order of names', () => {
    holds(
      fc.property(
        given,
        family,
        (first, last) => compareNames(readName(`${last}, ${first}`), readNameParts(first, last)) === 1,
      ),
    );
  });

  it('finds every lead’s name among the keys of the same name', () => {
    holds(
      fc.property(given, family, (first, last) => {
        expect(nameKeysOf(readName(`${first} ${last}`))).toContain(nameKeyOf(readNameParts(first, last)));
        expect(nameKeysOf(readName(`${last}, ${first}`))).toContain(nameKeyOf(readNameParts(first, last)));
      }),
    );
  });
});

describe('a score', () => {
  it('is symmetric, lies between 0 and 1, and is 1 only for the same email', () => {
    holds(
      fc.property(person, person, (a, b) => {
        const [x, y] = [sideOfAttendee(a), sideOfAttendee(b)];
        const score = scoreMatch(x, y).score;
        expect(scoreMatch(y, x).score).toBe(score);
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score === 1).toBe(x.emailKey !== null && x.emailKey === y.emailKey);
      }),
    );
  });

  it('counts typos symmetrically, and none for the same word', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcde'), maxLength: 10 });
    holds(
      fc.property(word, word, (a, b) => {
        expect(slipsBetween(a, b, 3)).toBe(slipsBetween(b, a, 3));
        expect(slipsBetween(a, a, 3)).toBe(0);
      }),
    );
  });

  it.each([
    ['Daniel Weber', 'Daniela Weber'],
    ['Erik Holm', 'Erika Holm'],
    ['John Smith', 'Jane Smith'],
    ['Anna Lee', 'Anna Li Kowalski'],
    ['Alexander Roth', 'Alexandra Roth'],
  ])('keeps %s and %s apart', (a, b) => {
    expect(compareNames(readName(a), readName(b))).toBeLessThan(0.8);
  });

  it.each([
    ['Bob Miller', 'Robert Miller'],
    ['J. R. Tolkien', 'John Ronald Tolkien'],
    ['Ludwig van Beethoven', 'Beethoven, Ludwig'],
    ['Dr. Hans-Peter Müller, MBA', 'Hans Peter Mueller'],
    ['Mc Donald, Ronald', 'Ronald McDonald'],
    ['Jonh Appleseed', 'John Appleseed'],
  ])('brings %s and %s together', (a, b) => {
    expect(compareNames(readName(a), readName(b))).toBeGreaterThanOrEqual(0.8);
  });
});

describe('a choice', () => {
  const madeAt = new Date('2026-03-02T10:00:00Z');
  const sent = fc.option(fc.date({ min: new Date('2026-01-01'), max: new Date('2026-05-01'), noInvalidDate: true }), {
    nil: null,
  });
  const lead: fc.Arbitrary<CandidateLead> = fc
    .record({
      id: fc.uuid(),
      sentAt: sent,
      createdAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-03-01'), noInvalidDate: true }),
      firstName: given,
      lastName: family,
      company: maybe(company),
      phone: maybe(fc.constantFrom('+12025550143', '+12025550144')),
      emailKey: fc.constantFrom('a@acme.test', 'b@acme.test', 'c@norvik.test', 'd@gmail.com'),
      domain: fc.constantFrom('acme.test', 'norvik.test', null),
    })
    .map((fields) => ({ ...fields, nameKey: nameKeyOf(readNameParts(fields.firstName, fields.lastName)) }));

  it('does not depend on the order in which leads arrived', () => {
    holds(
      fc.property(person, fc.uniqueArray(lead, { selector: ({ id }) => id, maxLength: 8 }), (who, leads) => {
        const side = sideOfAttendee(who);
        const chosen = chooseLead(side, leads, madeAt).chosen?.lead.id;
        expect(chooseLead(side, [...leads].reverse(), madeAt).chosen?.lead.id).toBe(chosen);
        expect(attributeLead([...leads].reverse(), madeAt)).toEqual(attributeLead(leads, madeAt));
      }),
    );
  });

  it('prefers a campaign that emailed before the booking', () => {
    holds(
      fc.property(fc.array(lead, { minLength: 1, maxLength: 6 }), (leads) => {
        const before = leads.filter(({ sentAt }) => sentAt !== null && sentAt <= madeAt);
        const chosen = attributeLead(leads, madeAt);
        if (before.length > 0)
          expect(chosen?.sentAt?.getTime()).toBe(Math.max(...before.map(({ sentAt }) => sentAt?.getTime() ?? 0)));
      }),
    );
  });
});
