import { fullCompanyName } from './companies';
import { petForms } from './name-tables';
import { leadsOf, type Person, type Population, personAt, plainLetters } from './people';
import { type Chance, chanceAt } from './random';
import { mistyped, withoutUmlauts } from './slips';

/** Somebody as a booking form caught him. */
interface BookedPerson {
  /** Who it truly is: the index of a person among the leads, or null for a stranger. */
  truth: number | null;
  category: Category;
  name: string;
  email: string;
  phone: string | null;
  company: string | null;
}

/**
 * What sets an attendee apart from the row in the list. Of those who are leads: the same address, or another one with what
 * else differs. Of strangers: how near they come to a lead.
 */
export const categories = {
  sameAddress: 'the address of the list, perhaps with a tag, dots or capitals',
  otherAddress: 'another address, name and company as in the list',
  nickname: 'another address, a pet form of the name',
  typo: 'another address, a slip in the name',
  spelling: 'another address, name without or with its diacritics',
  initial: 'another address, an initial for the given name',
  order: 'another address, family name first, or titles around it',
  middle: 'another address, a middle name more or less',
  oneName: 'another address, the given name alone',
  company: 'another address, the company by another name',
  companyTypo: 'another address, a slip in the company',
  several: 'another address, two of these at once',
  nothingElse: 'a personal address, a name and nothing else',
  stranger: 'nobody of the lists',
  colleague: 'a stranger at a company of the lists',
  relative: 'a stranger of the same family name at the same company',
  namesake: 'a stranger of the same name at another company',
  namesakeAlone: 'a stranger of the same name who names no company',
} as const;
export type Category = keyof typeof categories;

/** How often each comes, per thousand. */
export const mixture: Readonly<Record<Category, number>> = {
  sameAddress: 480,
  otherAddress: 75,
  nickname: 25,
  typo: 20,
  spelling: 20,
  initial: 10,
  order: 20,
  middle: 15,
  oneName: 3,
  company: 25,
  companyTypo: 8,
  several: 14,
  nothingElse: 10,
  stranger: 130,
  colleague: 60,
  relative: 10,
  namesake: 50,
  namesakeAlone: 25,
};

/** The attendee of this place; the same seed gives the same. */
export function bookedPersonAt(population: Population, place: number): BookedPerson {
  const chance = chanceAt(population.seed, 4, place);
  const category = chance.weighted(mixture);
  const lead = personAt(population, chance.upTo(population.people));
  const stranger = (company?: number) => personAt(population, population.people + place, company);
  switch (category) {
    case 'stranger':
      return { ...fromHabits(chance, stranger()), truth: null, category };
    case 'colleague':
      return { ...fromHabits(chance, stranger(lead.company.index)), truth: null, category };
    case 'relative':
      return { ...fromHabits(chance, { ...stranger(lead.company.index), family: lead.family }), truth: null, category };
    case 'namesake':
    case 'namesakeAlone': {
      const other = { ...stranger(), given: lead.given, family: lead.family, middle: null };
      const form = fromHabits(chance, other);
      const isAlone = category === 'namesakeAlone';
      return {
        ...form,
        ...(isAlone ? { company: null, email: other.personal, phone: null } : {}),
        truth: null,
        category,
      };
    }
    case 'sameAddress':
      return { ...sameAddress(chance, population, lead), truth: lead.index, category };
    case 'nothingElse':
      return { ...written(lead), email: lead.personal, phone: null, company: null, truth: lead.index, category };
    default:
      return { ...otherAddress(chance, lead, category), truth: lead.index, category };
  }
}

/** A form that is filled in by somebody of whom there is nothing special to say. */
function fromHabits(chance: Chance, person: Person) {
  const isWork = chance.happens(0.65);
  const form = { ...written(person), email: isWork ? person.work : person.personal };
  const name = chance.happens(0.03) ? `${person.given[0]}. ${person.family}` : form.name;
  return {
    ...form,
    name,
    phone: chance.happens(0.3) ? person.mobile : null,
    company: chance.happens(0.75) ? companyAsTyped(chance, person) : null,
  };
}

const written = ({ given, family }: Person) => ({ name: `${given} ${family}` });

function sameAddress(chance: Chance, population: Population, lead: Person) {
  const form = fromHabits(chance, lead);
  const listed = leadsOf(population, lead)[0]?.email ?? lead.work;
  const habit = chance.weighted({ asIs: 80, capitals: 12, tag: 8 });
  const [box = '', domain = ''] = listed.split('@');
  const spelled = {
    asIs: listed,
    capitals: `${box.charAt(0).toUpperCase()}${box.slice(1)}@${domain.charAt(0).toUpperCase()}${domain.slice(1)}`,
    tag: `${box}+${chance.pick(['cal', 'demo', 'meetings'])}@${domain}`,
  }[habit];
  return { ...form, email: spelled };
}

/** Another address than that of the list: a second one at work, or the personal one with the company said. */
function otherAddress(chance: Chance, lead: Person, category: Category) {
  const atWork = chance.happens(0.4);
  const [given, family] = [plainLetters(lead.given).toLowerCase(), plainLetters(lead.family).toLowerCase()];
  const second = `${given.charAt(0)}${family}.${lead.index % 1000}@${lead.company.domain}`.replace(/[ ']/g, '');
  const email = atWork
    ? second
    : `private${lead.index}@${chance.pick(['gmail.com', 'hotmail.com', 'web.de', 'orange.fr', 'me.com'])}`;
  const saysCompany = !atWork || chance.happens(0.6);
  const plainCompany = [lead.company.root, lead.company.trade].filter(Boolean).join(' ');
  let person = { ...lead, name: `${lead.given} ${lead.family}`, company: saysCompany ? plainCompany : null };
  const kinds = category === 'several' ? twoOf(chance) : [category];
  for (const kind of kinds) person = { ...person, ...disguise(chance, kind, lead, person) };
  return { name: person.name, email, phone: chance.happens(0.2) ? lead.mobile : null, company: person.company };
}

type Disguised = { name: string; company: string | null };

function disguise(
  chance: Chance,
  kind: Category,
  { given, middle, family, company }: Person,
  so: Disguised,
): Partial<Disguised> {
  const swapGiven = (other: string) => ({ name: so.name.replace(given, other) });
  switch (kind) {
    case 'nickname': {
      const known = petForms[given];
      return swapGiven(known ? chance.pick(known) : given.length > 6 ? given.slice(0, 3 + chance.upTo(2)) : given);
    }
    case 'typo':
      return chance.happens(0.4)
        ? swapGiven(mistyped(chance, given))
        : { name: so.name.replace(family, mistyped(chance, family)) };
    case 'spelling':
      return { name: chance.happens(0.5) ? withoutUmlauts(so.name) : plainLetters(so.name).toUpperCase() };
    case 'initial':
      return swapGiven(chance.happens(0.5) ? `${given[0]}.` : `${given[0]}`);
    case 'order':
      return {
        name: chance.pick([
          `${family}, ${given}`,
          `${family.toUpperCase()} ${given}`,
          `Dr. ${so.name}`,
          `${so.name}, MBA`,
          `Mr ${so.name}`,
          `${so.name} (she/her)`,
        ]),
      };
    case 'middle':
      return { name: `${given} ${middle ?? chance.pick(['A.', 'J', 'Maria', 'Lee'])} ${family}` };
    case 'oneName':
      return { name: given };
    case 'company':
      return { company: companyByAnotherName(chance, company) };
    case 'companyTypo':
      return { company: [mistyped(chance, company.root), company.trade].filter(Boolean).join(' ') };
    default:
      return {};
  }
}

function twoOf(chance: Chance): Category[] {
  const name = chance.pick(['nickname', 'typo', 'spelling', 'order', 'middle'] as const);
  return [name, chance.pick(['company', 'companyTypo', 'company'] as const)];
}

function companyAsTyped(chance: Chance, { company }: Person): string {
  return chance.happens(0.7)
    ? [company.root, company.trade].filter(Boolean).join(' ')
    : companyByAnotherName(chance, company);
}

function companyByAnotherName(chance: Chance, company: Person['company']): string {
  const { root, trade, legal, domain } = company;
  const kind = chance.weighted({
    full: 30,
    otherLegal: 15,
    upper: 10,
    rootAlone: 20,
    country: 8,
    domain: 8,
    the: 4,
    apart: 5,
  });
  switch (kind) {
    case 'full':
      return fullCompanyName(company);
    case 'otherLegal':
      return `${root}${trade ? ` ${trade}` : ''}, ${legal === 'Ltd' ? 'Limited' : legal.replace(/\./g, '').toLowerCase()}`;
    case 'upper':
      return fullCompanyName(company).toUpperCase();
    case 'rootAlone':
      return root;
    case 'country':
      return `${root}${trade ? ` ${trade}` : ''} ${chance.pick(['Germany', 'UK', 'Europe', 'International'])}`;
    case 'domain':
      return domain;
    case 'the':
      return `The ${root}${trade ? ` ${trade}` : ''} ${chance.pick(['Company', 'Group'])}`;
    default:
      return `${root}-${trade ?? 'Team'}`;
  }
}
