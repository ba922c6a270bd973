import type { ImportField } from '@/lib/contracts/lead-imports';
import type { ColumnMapping } from '@/lib/db/schema/lead-imports';

/** Column names in use, in lower case, letters only. */
const names: Record<Exclude<ImportField, 'custom'>, readonly string[]> = {
  email: ['email', 'emailaddress', 'mail', 'workemail', 'businessemail', 'leademail', 'contactemail', 'emailadresse'],
  first_name: ['firstname', 'first', 'givenname', 'forename', 'vorname', 'prenom'],
  last_name: ['lastname', 'last', 'surname', 'familyname', 'nachname', 'nom'],
  full_name: ['name', 'fullname', 'contactname', 'contact', 'leadname', 'person'],
  company: ['company', 'companyname', 'organization', 'organisation', 'account', 'accountname', 'employer', 'firma'],
  title: ['title', 'jobtitle', 'position', 'role', 'headline'],
  phone: ['phone', 'phonenumber', 'mobile', 'mobilephone', 'telephone', 'tel', 'cell', 'directdial', 'workphone'],
  timezone: ['timezone', 'tz', 'zone'],
  external_id: ['id', 'leadid', 'externalid', 'contactid', 'recordid', 'uuid'],
  status: ['status', 'leadstatus', 'campaignstatus', 'state', 'stage'],
  sent_at: ['sent', 'sentat', 'datesent', 'emailsent', 'emailssent', 'contactedat', 'contacted', 'firstcontacted'],
  delivered_at: ['delivered', 'deliveredat', 'emaildelivered'],
  replied_at: ['replied', 'repliedat', 'replydate', 'reply', 'replies', 'responded', 'respondedat', 'datereplied'],
  interested_at: ['interested', 'interestedat', 'positivereply', 'isinterested', 'positive', 'dateinterested'],
  bounced_at: ['bounced', 'bouncedat', 'bounce', 'isbounced'],
  unsubscribed_at: ['unsubscribed', 'unsubscribedat', 'optedout', 'unsubscribe', 'isunsubscribed'],
};

const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const NUMBER = /^\+?[\d\s().-]{8,20}$/;

/** The likely fields of columns: by name, else by their values. */
export function guessMapping(columns: readonly string[], sample: readonly string[][]): ColumnMapping {
  const mapping: ColumnMapping = {};
  const assigned = new Set<string>();
  const assign = (place: number, field: ImportField) => {
    mapping[place] = field;
    assigned.add(field);
  };
  for (const [place, column] of columns.entries()) {
    const word = column
      .toLowerCase()
      .normalize('NFKD')
      .replace(/[^a-z]/g, '');
    const field = (Object.keys(names) as (keyof typeof names)[]).find(
      (one) => !assigned.has(one) && names[one].includes(word),
    );
    if (field) assign(place, field);
  }
  for (const [place] of columns.entries()) {
    if (mapping[place]) continue;
    const values = sample.map((cells) => cells[place]?.trim() ?? '').filter(Boolean);
    if (mostly(values, ADDRESS) && !assigned.has('email')) assign(place, 'email');
    else if (mostly(values, NUMBER) && values.some((value) => value.startsWith('+')) && !assigned.has('phone'))
      assign(place, 'phone');
  }
  // A full name is only used without first and last names.
  if (assigned.has('first_name') || assigned.has('last_name'))
    for (const [place, field] of Object.entries(mapping)) if (field === 'full_name') delete mapping[place];
  return mapping;
}

function mostly(values: readonly string[], pattern: RegExp): boolean {
  return values.length > 0 && values.filter((value) => pattern.test(value)).length / values.length > 0.8;
}
