export type ObjectType = 'contacts' | 'meetings';

interface StoredObject {
  readonly id: string;
  readonly properties: Record<string, string>;
  readonly createdAt: Date;
  updatedAt: Date;
}

/** The default properties of every account, and which are unique. */
const standard: Record<ObjectType, { names: string[]; unique: string[] }> = {
  contacts: { names: ['email', 'firstname', 'lastname', 'phone', 'company'], unique: ['email'] },
  meetings: {
    names: [
      'hs_timestamp',
      'hs_meeting_title',
      'hs_meeting_body',
      'hs_meeting_start_time',
      'hs_meeting_end_time',
      'hs_meeting_external_url',
      'hs_meeting_outcome',
    ],
    unique: [],
  },
};

/** The records of a HubSpot account. */
export class HubSpotStore {
  objects!: Record<ObjectType, Map<string, StoredObject>>;
  associations!: Set<string>;
  #known!: Record<ObjectType, Set<string>>;
  #unique!: Record<ObjectType, Set<string>>;
  #lastId = 0;

  constructor() {
    this.reset();
  }

  reset(): void {
    this.objects = { contacts: new Map(), meetings: new Map() };
    this.associations = new Set();
    this.#known = { contacts: new Set(standard.contacts.names), meetings: new Set(standard.meetings.names) };
    this.#unique = { contacts: new Set(standard.contacts.unique), meetings: new Set(standard.meetings.unique) };
  }

  knows(type: ObjectType, property: string): boolean {
    return this.#known[type].has(property);
  }

  isUnique(type: ObjectType, property: string): boolean {
    return this.#unique[type].has(property);
  }

  addProperty(type: ObjectType, name: string, isUnique: boolean): void {
    this.#known[type].add(name);
    if (isUnique) this.#unique[type].add(name);
  }

  find(type: ObjectType, property: string, value: string): StoredObject | undefined {
    return [...this.objects[type].values()].find(
      ({ properties }) => properties[property]?.toLowerCase() === value.toLowerCase(),
    );
  }

  upsert(
    type: ObjectType,
    idProperty: string,
    id: string,
    properties: Record<string, string>,
  ): [StoredObject, boolean] {
    const now = new Date();
    const there = this.find(type, idProperty, id);
    if (there) {
      Object.assign(there.properties, properties);
      there.updatedAt = now;
      return [there, false];
    }
    this.#lastId += 1;
    const object = {
      id: String(1000 + this.#lastId),
      properties: { [idProperty]: id, ...properties },
      createdAt: now,
      updatedAt: now,
    };
    this.objects[type].set(object.id, object);
    return [object, true];
  }
}
