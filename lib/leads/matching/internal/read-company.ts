import { foldText, plainVowels } from './fold-text';

/** What the law adds to a name. Folded, dots closed up. */
const legalForms = new Set(
  `inc incorporated corp corporation co company ltd limited llc llp lp plc pllc pc gmbh mbh ag kg kgaa ohg gbr ug se ev eg sa sas sasu
   sarl eurl sci snc spa srl srls sl slu slp sau lda ltda eireli bv nv vof cv oy oyj ab as asa aps ivs kft zrt doo dd ad spzoo sp zoo
   z oo sro as pty pte pvt private public bhd sdn kk gk jsc ooo zao pao tov sia uab ou inh`.split(/\s+/),
);

/** Words so common in names of companies that sharing them says little. Folded. */
const commonWords = new Set(
  `the a an and & und et y e of der die das group gruppe groupe grupo holding holdings international intl global worldwide europe uk usa us
   solutions services service systems consulting partners associates enterprises industries technologies technology tech software
   digital labs studio studios media agency`.split(/\s+/),
);

/** A company in words. */
export interface ReadCompany {
  /** Without legal forms; never empty. */
  words: readonly string[];
  /** Those of them that set it apart; all of them when none does. */
  distinctive: readonly string[];
}

/** Parses a company name as typed: `ACME Industries, Inc.` → `acme`, `industries`. Null when nothing is left. */
export function readCompany(text: string | null): ReadCompany | null {
  const all = foldText((text ?? '').replace(/\([^)]*\)/g, ' ').replace(/\.(com|io|ai|net|co|de)\b/gi, ' '))
    .split(' ')
    .filter((word) => word !== '')
    .map(plainVowels);
  const named = all.filter((word) => !legalForms.has(word));
  const words = named.length > 0 ? named : all;
  if (words.length === 0) return null;
  const distinctive = words.filter((word) => !commonWords.has(word));
  return { words, distinctive: distinctive.length > 0 ? distinctive : words };
}

/** Under which a company is found: what sets it apart, in one string. Null when there is none. */
export function companyKeyOf(text: string | null): string | null {
  return readCompany(text)?.distinctive.join('') ?? null;
}
