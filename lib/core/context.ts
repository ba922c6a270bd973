import type { IdSource } from './ids';

declare const orgIdBrand: unique symbol;

/** An organization's id, minted only where a credential is verified (or a job row is claimed). Every query takes one. */
export type OrgId = string & { readonly [orgIdBrand]: true };

/** The roles of a membership, most powerful first. */
export const roles = ['owner', 'admin', 'supervisor', 'operator', 'analyst', 'viewer'] as const;
export type Role = (typeof roles)[number];

/** Who acts. Written into histories and audit rows as it stands. */
export type Actor =
  | { kind: 'user'; userId: string; role: Role }
  | { kind: 'apiKey'; keyId: string; userId: string; role: Role; scopes: readonly string[] }
  | { kind: 'cron'; name: string }
  | { kind: 'provider'; name: string };

/** What every command gets first: whose data, who acts, when, and the means to write. */
export interface Context<Database> {
  org: OrgId;
  actor: Actor;
  requestId: string;
  /** Sampled once at the edge of the request. */
  now: Date;
  ids: IdSource;
  db: Database;
}

/** Brands an organization's id. Only for code that has just verified a credential or claimed a row of that organization. */
export function trustedOrgId(id: string): OrgId {
  return id as OrgId;
}
