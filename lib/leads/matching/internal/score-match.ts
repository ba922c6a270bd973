import { compareCompanies } from './compare-companies';
import { compareNames } from './compare-names';
import { matchPolicy } from './match-policy';
import type { MatchSide } from './match-side';

/** One comparison, shown beside a score. */
export interface MatchReason {
  field: 'email' | 'name' | 'company' | 'domain' | 'phone';
  /** `differs` only if both are known. */
  verdict: 'same' | 'similar' | 'differs';
}

interface MatchScore {
  /** 0 to 1. */
  score: number;
  reasons: MatchReason[];
}

/** How likely an attendee and a lead are the same person. Symmetric. */
export function scoreMatch(a: MatchSide, b: MatchSide): MatchScore {
  const reasons: MatchReason[] = [];
  const compare = (field: MatchReason['field'], known: boolean, agreed: number) => {
    if (known) reasons.push({ field, verdict: agreed >= 0.999 ? 'same' : agreed > 0 ? 'similar' : 'differs' });
  };
  if (a.emailKey !== null && a.emailKey === b.emailKey) {
    compare('email', true, 1);
    compare('name', hasName(a) && hasName(b), compareNames(a.name, b.name));
    return { score: 1, reasons };
  }
  const name = compareNames(a.name, b.name);
  const company = a.company && b.company ? compareCompanies(a.company, b.company) : 0;
  const domain = compareDomains(a, b);
  const phone = a.phone !== null && a.phone === b.phone;
  compare('name', hasName(a) && hasName(b), name);
  compare('company', a.company !== null && b.company !== null, company);
  compare('domain', a.domain !== null && b.domain !== null ? true : domain > 0, domain);
  compare('phone', a.phone !== null && b.phone !== null, phone ? 1 : 0);
  compare('email', a.emailKey !== null && b.emailKey !== null, 0);
  return { score: Math.min(weigh(a, b, { name, company, domain, phone }), matchPolicy.maxByScore), reasons };
}

interface Evidence {
  name: number;
  company: number;
  domain: number;
  phone: boolean;
}

function weigh(a: MatchSide, b: MatchSide, { name, company, domain, phone }: Evidence): number {
  const { beside, phone: byPhone } = matchPolicy;
  if (name === 0) return phone ? byPhone.alone : 0;
  const organization = Math.max(company, domain);
  const agrees = beside.nothing + (beside.sameCompany - beside.nothing) * organization;
  const isElsewhere = (a.company && b.company) || (a.domain && b.domain);
  const byWork = name * (organization > 0 ? agrees : isElsewhere ? beside.otherCompany : beside.nothing);
  if (!phone || name < byPhone.nameAtLeast) return byWork;
  return Math.max(byWork, byPhone.floor + (1 - byPhone.floor) * name);
}

/** How far domains suggest the same employer: compared with the other's domain, or its company. */
function compareDomains(a: MatchSide, b: MatchSide): number {
  const worth = matchPolicy.organization;
  if (a.domain !== null && a.domain === b.domain) return worth.sameDomain;
  if (a.domainRoot !== null && a.domainRoot === b.domainRoot) return worth.sameRoot;
  return Math.max(companyInDomain(a, b), companyInDomain(b, a));
}

function companyInDomain({ company }: MatchSide, { domainRoot: root }: MatchSide): number {
  if (company === null || root === null) return 0;
  const worth = matchPolicy.organization;
  const [whole, distinctive] = [company.words.join(''), company.distinctive.join('')];
  if (root === whole || root === distinctive) return worth.companyInDomain;
  return distinctive.length >= 5 && (root.startsWith(distinctive) || distinctive.startsWith(root)) && root.length >= 5
    ? worth.companyBeginsDomain
    : 0;
}

function hasName({ name }: MatchSide): boolean {
  return name.words.length > 0;
}
