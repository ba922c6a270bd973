import { createHash, randomBytes } from 'node:crypto';
import { OAuthRefusal } from './refusal';

/** What a user has allowed the app. */
interface Grant {
  readonly userId: string;
  readonly scopes: readonly string[];
  /** The one refresh token that works. */
  refreshToken: string;
  revoked: boolean;
}

interface Code {
  readonly userId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly expiresAt: number;
  used: boolean;
}

export interface IssuedTokens {
  readonly accessToken: string;
  readonly refreshToken: string;
  readonly createdAt: number;
  readonly grant: Grant;
}

type AccessState = { grant: Grant; expiresAt: number };

const CODE_MS = 10 * 60_000;
export const ACCESS_SECONDS = 7200;

/** The authorization server's memory: codes, refresh tokens that work once, access tokens of two hours. */
export class Grants {
  readonly #now: () => Date;
  #codes = new Map<string, Code>();
  #access = new Map<string, AccessState>();
  #grants: Grant[] = [];

  constructor(now: () => Date) {
    this.#now = now;
  }

  get all(): readonly Grant[] {
    return this.#grants;
  }

  reset(): void {
    this.#codes = new Map();
    this.#access = new Map();
    this.#grants = [];
  }

  makeCode(given: Omit<Code, 'expiresAt' | 'used'>): string {
    const code = randomBytes(24).toString('base64url');
    this.#codes.set(code, { ...given, expiresAt: this.#now().getTime() + CODE_MS, used: false });
    return code;
  }

  /** @throws OAuthRefusal `invalid_grant` */
  findCode(code: string): Code {
    const found = this.#codes.get(code);
    if (!found || found.used || found.expiresAt < this.#now().getTime()) throw invalidGrant();
    return found;
  }

  /** Uses a code up. @throws OAuthRefusal `invalid_grant` */
  redeem(code: Code, redirectUri: string, verifier: string | null): IssuedTokens {
    const proven = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url');
    if (code.redirectUri !== redirectUri || code.challenge !== proven) throw invalidGrant();
    code.used = true;
    const grant: Grant = { userId: code.userId, scopes: code.scopes, refreshToken: newRefreshToken(), revoked: false };
    this.#grants.push(grant);
    return this.#issue(grant);
  }

  /** The grant whose current refresh token this is. @throws OAuthRefusal `invalid_grant`, also for one used before */
  findByRefreshToken(token: string): Grant {
    const grant = this.#grants.find((one) => one.refreshToken === token && !one.revoked);
    if (!grant) throw invalidGrant();
    return grant;
  }

  /** A new pair; the refresh token used is dead from now on. */
  rotate(grant: Grant): IssuedTokens {
    grant.refreshToken = newRefreshToken();
    return this.#issue(grant);
  }

  access(token: string): AccessState | null {
    return this.#access.get(token) ?? null;
  }

  /** Ends the grant that an access or refresh token belongs to. */
  revokeToken(token: string): void {
    const grant = this.#access.get(token)?.grant ?? this.#grants.find((one) => one.refreshToken === token);
    if (grant) grant.revoked = true;
  }

  /** Ends the grants of a user, or all. */
  revoke(userId?: string): number {
    const ended = this.#grants.filter((grant) => !grant.revoked && (userId === undefined || grant.userId === userId));
    for (const grant of ended) grant.revoked = true;
    return ended.length;
  }

  /** Takes back a revocation, for tests that go on. */
  restore(userId?: string): void {
    for (const grant of this.#grants) if (userId === undefined || grant.userId === userId) grant.revoked = false;
  }

  /** Lets every access token end now. */
  expireAccess(): void {
    for (const state of this.#access.values()) state.expiresAt = this.#now().getTime();
  }

  #issue(grant: Grant): IssuedTokens {
    const createdAt = Math.floor(this.#now().getTime() / 1000);
    const accessToken = ['eyJhbGciOiJFUzI1NiJ9', randomBytes(220), randomBytes(64)]
      .map((part) => (typeof part === 'string' ? part : part.toString('base64url')))
      .join('.');
    this.#access.set(accessToken, { grant, expiresAt: this.#now().getTime() + ACCESS_SECONDS * 1000 });
    return { accessToken, refreshToken: grant.refreshToken, createdAt, grant };
  }
}

function newRefreshToken(): string {
  return randomBytes(32).toString('base64url');
}

function invalidGrant(): OAuthRefusal {
  return new OAuthRefusal(
    400,
    'invalid_grant',
    'The provided authorization grant is invalid, expired, revoked, or was issued to another client.',
  );
}
