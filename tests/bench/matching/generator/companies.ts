import { type Chance, chanceAt } from './random';

/** A company as it is, however people may write it. */
export interface Company {
  index: number;
  /** The word that sets it apart, e.g. `Norvik`. */
  root: string;
  /** What it does, part of its name or not. */
  trade: string | null;
  legal: string;
  domain: string;
  /** Of the switchboard, E.164. */
  phone: string;
}

const onsets = 'b br c cr d dr f fl g gr h j k kr l m n p pl pr qu r s st str t tr v w x z th sh'.split(' ');
const vowels = 'a e i o u ia eo ai ea ou'.split(' ');
const codas = ['', '', 'n', 'r', 'l', 's', 'x', 'm', 'nt', 'rk', 'ck', 'th', 'nd'];
const meanings =
  `Blue, North, Silver, Summit, River, Harbor, Cedar, Granite, Bright, Evergreen, Pioneer, Lighthouse, Keystone, Horizon, Atlas, Apex,
  Beacon, Cascade, Falcon, Iron, Maple, Nova, Orchard, Quantum, Redwood, Sterling, Union, Vertex, Willow, Zenith`.split(
    /,\s*/,
  );
const seconds =
  'peak, bridge, field, line, point, stone, wave, gate, mark, path, works, leaf, spring, forge, crest'.split(', ');
const trades =
  `Logistics, Foods, Health, Energy, Insurance, Robotics, Analytics, Capital, Architects, Motors, Textiles, Pharma, Media, Systems,
  Consulting, Software, Solutions, Group, Partners, Industries, Engineering, Foundation, Travel, Security, Education, Packaging`.split(
    /,\s*/,
  );
const legals = [
  'Inc.',
  'LLC',
  'Ltd',
  'GmbH',
  'AG',
  'S.A.',
  'SAS',
  'B.V.',
  'AB',
  'S.p.A.',
  'Corp',
  'Limited',
  'GmbH & Co. KG',
  'Sp. z o.o.',
  'Pty Ltd',
  '',
];
const endings = ['com', 'com', 'com', 'io', 'de', 'co.uk', 'fr', 'net', 'eu', 'nl'];

export function companyAt(seed: number, index: number): Company {
  const chance = chanceAt(seed, 1, index);
  const isMeaning = chance.happens(0.1);
  const root = isMeaning ? chance.pick(meanings) + chance.pick(seconds) : madeUpRoot(chance);
  const trade = chance.happens(0.65) ? chance.pickCommon(trades) : null;
  const inDomain = trade !== null && chance.happens(0.3) ? `${root}${trade}` : root;
  // Companies share words, not domains.
  const domain = `${inDomain.toLowerCase()}${isMeaning ? index : ''}.${chance.pick(endings)}`;
  const phone = `+1202${String(2_000_000 + (index % 8_000_000)).padStart(7, '0')}`;
  return { index, root, trade, legal: chance.pick(legals), domain, phone };
}

function madeUpRoot(chance: Chance): string {
  const syllable = () => chance.pick(onsets) + chance.pick(vowels) + chance.pick(codas);
  const word = syllable() + syllable() + (chance.happens(0.35) ? syllable() : '');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The name in full, as a register or a bought list has it. */
export function fullCompanyName({ root, trade, legal }: Company): string {
  return [root, trade, legal].filter(Boolean).join(' ');
}
