import { type Company, companyAt, fullCompanyName } from './companies';
import { cultures } from './name-tables';
import { type Chance, chanceAt } from './random';

/** Somebody as he is. */
export interface Person {
  index: number;
  given: string;
  middle: string | null;
  family: string;
  company: Company;
  work: string;
  personal: string;
  /** Of the person alone, E.164. */
  mobile: string;
}

/** One row of a mailing list. */
interface ListedLead {
  person: number;
  campaign: number;
  email: string;
  first_name: string;
  last_name: string;
  company: string | null;
  phone: string | null;
}

export interface Population {
  seed: number;
  /** People who are leads; those with a higher index are strangers. */
  people: number;
  companies: number;
  campaigns: number;
}

export const populationOf = (seed: number, people: number): Population => ({
  seed,
  people,
  companies: Math.max(5, Math.ceil(people / 8)),
  campaigns: 40,
});

export const plainLetters = (text: string) =>
  text
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[łŁ]/g, 'l')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '');

const boxWord = (text: string) =>
  plainLetters(text)
    .toLowerCase()
    .replace(/[^a-z]/g, '');

export function personAt(population: Population, index: number, companyIndex?: number): Person {
  const { seed, companies } = population;
  const chance = chanceAt(seed, 2, index);
  const culture = cultures[chance.weighted({ english: 45, german: 20, romance: 20, northern: 15 })];
  if (!culture) throw new Error('There is no such culture.');
  const given = chance.pickCommon(culture.given);
  const family = chance.happens(0.55)
    ? chance.pickCommon(culture.family)
    : chance.pick(culture.heads) + chance.pick(culture.tails);
  const middle = chance.happens(0.25) ? chance.pickCommon(culture.given) : null;
  // Few are large: the square makes the first ones crowded.
  const company = companyAt(seed, companyIndex ?? Math.floor(companies * chance.next() ** 2));
  const [g, f] = [boxWord(given), boxWord(family)];
  const box = chance.pick([`${g}.${f}`, `${g}.${f}`, `${g[0]}${f}`, `${g[0]}.${f}`, `${g}${f[0]}`, `${f}.${g}`]);
  // No two people have one box.
  const work = `${box}${index}@${company.domain}`;
  const mail = chance.weighted({
    'gmail.com': 60,
    'outlook.com': 12,
    'yahoo.com': 10,
    'gmx.de': 6,
    'icloud.com': 8,
    'proton.me': 4,
  });
  const personal = `${chance.pick([`${g}${f}`, `${g}.${f}`, `${f}${g}`, `${g}_${f}`])}${index}@${mail}`;
  const mobile = `+4479${String(10_000_000 + (index % 89_999_999)).padStart(8, '0')}`;
  return { index, given, middle, family, company, work, personal, mobile };
}

/** The rows in which a person stands in lists: in one campaign mostly, in several with one address, rarely with two. */
export function leadsOf(population: Population, person: Person): ListedLead[] {
  const { campaigns } = population;
  const chance = chanceAt(population.seed, 3, person.index);
  const email = chance.happens(0.07) ? person.personal : person.work;
  const row = (campaign: number, address: string): ListedLead => ({
    ...listed(chance, person),
    campaign,
    email: address,
  });
  const first = chance.upTo(campaigns);
  const rows = [row(first, email)];
  if (chance.happens(0.08)) rows.push(row((first + 1) % campaigns, email));
  if (chance.happens(0.004))
    rows.push(row((first + 2) % campaigns, email === person.work ? person.personal : person.work));
  return rows;
}

function listed(chance: Chance, person: Person): Omit<ListedLead, 'campaign' | 'email'> {
  const write = chance.weighted({ asIs: 84, plain: 9, upper: 5, lower: 2 });
  const spell = (text: string) =>
    write === 'plain'
      ? plainLetters(text)
      : write === 'upper'
        ? text.toUpperCase()
        : write === 'lower'
          ? text.toLowerCase()
          : text;
  const withMiddle = person.middle !== null && chance.happens(0.15);
  const company = chance.weighted({ full: 50, bare: 42, root: 5, none: 3 });
  const { root, trade } = person.company;
  const companyName =
    company === 'full'
      ? fullCompanyName(person.company)
      : company === 'bare'
        ? [root, trade].filter(Boolean).join(' ')
        : company === 'root'
          ? root
          : null;
  return {
    person: person.index,
    first_name: spell(
      withMiddle ? `${person.given} ${chance.happens(0.6) ? `${person.middle?.[0]}.` : person.middle}` : person.given,
    ),
    last_name: spell(person.family),
    company: companyName,
    phone: chance.happens(0.2) ? person.mobile : chance.happens(0.15) ? person.company.phone : null,
  };
}
