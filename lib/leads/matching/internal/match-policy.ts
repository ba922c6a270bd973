/** Every number that decides who is matched to whom. Scores run from 0 to 1; an address that agrees scores 1. */
export const matchPolicy = {
  /** From here on a match is made without a person's word. */
  automatic: 0.8,
  /** By how much the best must lead over the next person: namesakes are left to people. */
  margin: 0.1,
  /** From here on somebody is worth showing beside an unmatched attendee. */
  candidate: 0.4,
  /** So many are shown. */
  shownCandidates: 5,
  /** What two words that are not the same are worth as one name. */
  word: {
    form: 0.95,
    shortened: 0.86,
    slip: 0.9,
    slipAtFirstLetter: 0.85,
    twoSlips: 0.82,
    initial: 0.84,
    middleInitial: 0.98,
  },
  name: {
    /** For each word that only one of them has. */
    extraWord: 0.97,
    /** Each has a word that the other has not: Anna Maria, Anna Lena. */
    contradicted: 0.4,
    /** One of them is known by one word alone. */
    oneWord: 0.5,
    /** Words written apart or together: Mc Donald. */
    joined: 0.99,
  },
  company: {
    subset: 0.92,
    otherKind: 0.85,
    slip: 0.9,
    twoSlips: 0.85,
    acronym: 0.75,
    twoWordsOfMore: 0.6,
    firstWordOfMore: 0.6,
    wordOfMore: 0.4,
  },
  organization: { sameDomain: 1, sameRoot: 0.9, companyInDomain: 0.95, companyBeginsDomain: 0.7 },
  /** The share of a name's worth: with nothing beside it, against another company, with a company that agrees fully. */
  beside: { nothing: 0.55, otherCompany: 0.42, sameCompany: 1 },
  /** A telephone that agrees lifts a name that agrees at least so far, and is worth this without one. */
  phone: { nameAtLeast: 0.45, floor: 0.6, alone: 0.45 },
  /** No score but an address's or a person's is 1. */
  mostByScore: 0.99,
} as const;
