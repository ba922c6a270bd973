import { companyKeyOf, type ReadCompany, readCompany } from './read-company';
import { domainRoot, emailKeyOf, mailboxWords, mailDomainOf } from './read-email';
import { nameKeysOf, type ReadName, readName, readNameParts } from './read-name';

/** A person as matching compares them: an attendee or a lead. */
export interface MatchSide {
  emailKey: string | null;
  name: ReadName;
  company: ReadCompany | null;
  /** Of a company's own address. */
  domain: string | null;
  domainRoot: string | null;
  /** E.164. */
  phone: string | null;
}

export interface AttendeeFields {
  name: string;
  email: string | null;
  phone: string | null;
  company: string | null;
}

/** Stored with an attendee, so leads that arrive later find it by index. */
export interface AttendeeKeys {
  emailKey: string | null;
  nameKeys: string[];
  companyKey: string | null;
  domain: string | null;
}

export function sideOfAttendee({ name, email, phone, company }: AttendeeFields): MatchSide {
  const emailKey = email ? emailKeyOf(email) : null;
  const domain = emailKey === null ? null : mailDomainOf(emailKey);
  return {
    emailKey,
    name: fullerName(readName(name.includes('@') ? '' : name), emailKey),
    company: readCompany(company),
    domain,
    domainRoot: domainRoot(domain),
    phone,
  };
}

export function keysOfAttendee(fields: AttendeeFields): AttendeeKeys {
  const { emailKey, name, domain } = sideOfAttendee(fields);
  return { emailKey, nameKeys: nameKeysOf(name), companyKey: companyKeyOf(fields.company), domain };
}

export interface LeadFields {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
  phone: string | null;
  emailKey: string;
  nameKey: string | null;
  domain: string | null;
}

export function sideOfLead({ firstName, lastName, company, phone, emailKey, domain }: LeadFields): MatchSide {
  return {
    emailKey,
    name: readNameParts(firstName, lastName),
    company: readCompany(company),
    domain,
    domainRoot: domainRoot(domain),
    phone,
  };
}

/** The full name of a person who gave one word or none, if the email has it: `jane.doe@…`. */
function fullerName(name: ReadName, emailKey: string | null): ReadName {
  if (name.words.length >= 2 || emailKey === null) return name;
  const fromBox = readName(mailboxWords(emailKey).join(' '));
  const given = name.words[0];
  return fromBox.words.length >= 2 && (given === undefined || fromBox.words.includes(given)) ? fromBox : name;
}
