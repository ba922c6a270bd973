import { foldText, plainVowels } from './fold-text';

/** Legal forms, folded, without dots. */
const legalForms = new Set(
  `inc incorporated corp corporation co company ltd limited llc llp lp plc pllc pc gmbh mbh ag kg kgaa ohg gbr ug se ev eg sa sas sasu
   sarl eurl sci snc spa srl srls sl slu slp sau lda ltda eireli bv nv vof cv oy oyj ab as asa aps ivs kft zrt doo dd ad spzoo sp zoo
   z oo sro as pty pte pvt private public bhd sdn kk gk jsc ooo zao pao tov sia uab ou inh`.split(/\s+/),
);

/** Words too common in company names to distinguish them. Folded. */
const commonWords = new Set(
  `the a an and & und et y e of der die das group gruppe groupe grupo holding holdings international intl global worldwide europe uk usa us
   solutions services service systems consulting partners associates enterprises industries technologies technology tech software
   digital labs studio studios media agency`.split(/\s+/),
);

/** A company in words. */
export interface ReadCompany {
  /** Without legal forms; never empty. */
  words: readonly string[];
  /** Those that distinguish it; all words if none does. */
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

/** The key of a company: its distinctive words joined. Null without any. */
export function companyKeyOf(text: string | null): string | null {
  return readCompany(text)?.distinctive.join('') ?? null;
}
