/** Every number that decides matches. Scores run from 0 to 1; the same email scores 1. */
export const matchPolicy = {
  /** Matched automatically from this score. */
  automatic: 0.8,
  /** Lead of the best over the next person; namesakes are left to people. */
  margin: 0.1,
  /** Suggested to people from this score. */
  candidate: 0.4,
  shownCandidates: 5,
  /** What two different words are worth as the same name. */
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
    /** Each has a word that the other lacks: Anna Maria, Anna Lena. */
    contradicted: 0.4,
    /** One of them has one word only. */
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
  /** Weight of a name: without a company, with another company, with the same company. */
  beside: { nothing: 0.55, otherCompany: 0.42, sameCompany: 1 },
  /** The same phone raises a name from `nameAtLeast`, and is worth `alone` without one. */
  phone: { nameAtLeast: 0.45, floor: 0.6, alone: 0.45 },
  /** Only an email or a person scores 1. */
  maxByScore: 0.99,
} as const;
