export type ObjectName = 'Contact' | 'Lead' | 'Event';
export type Fields = Record<string, string | boolean | null>;

interface StoredRecord {
  readonly Id: string;
  readonly fields: Fields;
  readonly CreatedDate: Date;
}

const prefixes: Record<ObjectName, string> = { Contact: '003', Lead: '00Q', Event: '00U' };
const own = ['Booking_At__c', 'Booking_Provider__c', 'Booking_Join_URL__c'];
const person = ['FirstName', 'LastName', 'Email', 'Phone'];
const fieldsOf: Record<ObjectName, readonly string[]> = {
  Contact: [...person, ...own],
  Lead: [...person, 'Company', 'IsConverted', 'Slotline_Email__c', ...own],
  Event: [
    'Subject',
    'StartDateTime',
    'EndDateTime',
    'Location',
    'ShowAs',
    'WhoId',
    'Description',
    'Slotline_Booking_Id__c',
  ],
};
/** Field lengths; a longer text rejects the record. */
const longest: Readonly<Record<string, number>> = {
  FirstName: 40,
  LastName: 80,
  Company: 255,
  Email: 80,
  Phone: 40,
  Subject: 255,
  Location: 255,
  Booking_Provider__c: 80,
  Booking_Join_URL__c: 255,
  Slotline_Email__c: 254,
  Slotline_Booking_Id__c: 40,
};
/** Activities can have no external id. */
const externalIds: Partial<Record<ObjectName, string>> = { Lead: 'Slotline_Email__c' };
const required: Record<ObjectName, readonly string[]> = {
  Contact: ['LastName'],
  Lead: ['LastName', 'Company'],
  Event: ['StartDateTime', 'EndDateTime'],
};

/** The records of an organization at Salesforce. */
export class Records {
  all = new Map<ObjectName, StoredRecord[]>();
  #lastId = 0;

  reset(): void {
    this.all = new Map();
  }

  of(object: ObjectName): StoredRecord[] {
    const there = this.all.get(object) ?? [];
    this.all.set(object, there);
    return there;
  }

  find(object: ObjectName, id: string): StoredRecord | undefined {
    return this.of(object).find(({ Id }) => Id === id);
  }

  unknownField(object: ObjectName, fields: Fields): string | undefined {
    return Object.keys(fields).find((name) => !fieldsOf[object].includes(name));
  }

  tooLongField(fields: Fields): string | undefined {
    return Object.entries(fields).find(
      ([name, value]) => String(value ?? '').length > (longest[name] ?? Infinity),
    )?.[0];
  }

  missingField(object: ObjectName, fields: Fields): string | undefined {
    return required[object].find((name) => !fields[name]);
  }

  isExternalId(object: ObjectName, field: string): boolean {
    return externalIds[object] === field;
  }

  add(object: ObjectName, fields: Fields): StoredRecord {
    this.#lastId += 1;
    const record = {
      Id: `${prefixes[object]}${String(this.#lastId).padStart(15, '0')}`,
      fields: { ...(object === 'Lead' ? { IsConverted: false } : {}), ...fields },
      CreatedDate: new Date(),
    };
    this.of(object).push(record);
    return record;
  }

  /** Records whose fields have these values, the oldest first. */
  where(object: ObjectName, conditions: Fields): StoredRecord[] {
    const same = (a: unknown, b: unknown) => String(a ?? '').toLowerCase() === String(b ?? '').toLowerCase();
    return this.of(object).filter(({ fields }) =>
      Object.entries(conditions).every(([name, value]) => same(fields[name], value)),
    );
  }
}
