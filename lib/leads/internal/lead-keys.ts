import { companyKeyOf } from '@/lib/leads/matching/internal/read-company';
import { emailKeyOf, mailDomainOf } from '@/lib/leads/matching/internal/read-email';
import { nameKeyOf, readNameParts } from '@/lib/leads/matching/internal/read-name';

/** What matching compares of a lead; stored beside the fields it is derived from. */
interface LeadKeys {
  emailKey: string;
  nameKey: string | null;
  companyKey: string | null;
  /** Of a company's own address; null for addresses of free mail providers. */
  domain: string | null;
}

/** The keys of a lead, from its stored fields. Every writer of leads uses it. */
export function leadKeys(lead: {
  email: string;
  firstName: string | null;
  lastName: string | null;
  company: string | null;
}): LeadKeys {
  const emailKey = emailKeyOf(lead.email);
  return {
    emailKey,
    nameKey: nameKeyOf(readNameParts(lead.firstName, lead.lastName)),
    companyKey: companyKeyOf(lead.company),
    domain: mailDomainOf(emailKey),
  };
}
