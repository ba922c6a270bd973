import { createHash, randomBytes } from 'node:crypto';

/** What an account has allowed the app. */
interface OAuthGrant {
  readonly accountId: string;
  readonly scopes: readonly string[];
  revoked: boolean;
}

/** A consent on its way back to the app. */
interface ConsentCode {
  readonly accountId: string;
  readonly scopes: readonly string[];
  readonly redirectUri: string;
  /** S256 of the verifier. */
  readonly challenge: string | null;
  /** Whether a refresh token comes with it. */
  readonly offline: boolean;
}

export interface IssuedTokens {
  readonly accessToken: string;
  /** Null where none is given (again). */
  readonly refreshToken: string | null;
  readonly grant: OAuthGrant;
}

interface OAuthMemoryOptions {
  now: () => Date;
  accessSeconds: number;
  /** `kept`: a refresh token stays the same; `rotating`: each refresh brings another one. */
  refreshTokens: 'kept' | 'rotating';
  /** How long a refresh token lives; for good when absent. */
  refreshSeconds?: number;
}

interface Ending<Thing> {
  readonly thing: Thing;
  endsAt: number;
}

const CODE_MS = 10 * 60_000;

/** What an authorization server remembers: codes that work once, grants, and the tokens that stand for them. */
export class OAuthMemory {
  readonly #options: OAuthMemoryOptions;
  #codes = new Map<string, Ending<ConsentCode>>();
  #access = new Map<string, Ending<OAuthGrant>>();
  #refresh = new Map<string, Ending<OAuthGrant>>();
  #grants: OAuthGrant[] = [];

  constructor(options: OAuthMemoryOptions) {
    this.#options = options;
  }

  get accessSeconds(): number {
    return this.#options.accessSeconds;
  }

  get refreshSeconds(): number | undefined {
    return this.#options.refreshSeconds;
  }

  get grants(): readonly OAuthGrant[] {
    return this.#grants;
  }

  reset(): void {
    this.#codes = new Map();
    this.#access = new Map();
    this.#refresh = new Map();
    this.#grants = [];
  }

  makeCode(consent: ConsentCode): string {
    const code = randomText(24);
    this.#codes.set(code, { thing: consent, endsAt: this.#now() + CODE_MS });
    return code;
  }

  /** Uses a code up; null when it does not work. */
  redeem(code: string, redirectUri: string, verifier: string | null): IssuedTokens | null {
    const consent = this.#living(this.#codes, code);
    this.#codes.delete(code);
    const proven = verifier === null ? null : createHash('sha256').update(verifier).digest('base64url');
    if (!consent || consent.redirectUri !== redirectUri || consent.challenge !== proven) return null;
    return this.grant(consent.accountId, consent.scopes, consent.offline);
  }

  /** A grant without the pages, for tests that begin behind them. */
  grant(accountId: string, scopes: readonly string[], offline = true): IssuedTokens {
    const grant: OAuthGrant = { accountId, scopes, revoked: false };
    this.#grants.push(grant);
    return this.#issue(grant, offline ? this.#newRefreshToken(grant) : null);
  }

  /** New tokens for a refresh token; null when it does not work (any more). */
  refresh(token: string): IssuedTokens | null {
    const grant = this.#living(this.#refresh, token);
    if (!grant || grant.revoked) return null;
    return this.#issue(grant, this.#options.refreshTokens === 'rotating' ? this.#newRefreshToken(grant) : null);
  }

  /** The grant behind an access token that works. */
  holder(accessToken: string): OAuthGrant | null {
    const grant = this.#living(this.#access, accessToken);
    return grant?.revoked === false ? grant : null;
  }

  /** Ends the grant behind an access or refresh token; false when there is none. */
  revokeToken(token: string): boolean {
    const grant = this.#access.get(token)?.thing ?? this.#refresh.get(token)?.thing;
    if (!grant || grant.revoked) return false;
    grant.revoked = true;
    return true;
  }

  /** Ends the grants of an account, or all. */
  revoke(accountId?: string): void {
    for (const grant of this.#grants)
      if (accountId === undefined || grant.accountId === accountId) grant.revoked = true;
  }

  /** Takes a revocation back, for tests that go on. */
  restore(accountId?: string): void {
    for (const grant of this.#grants)
      if (accountId === undefined || grant.accountId === accountId) grant.revoked = false;
  }

  /** Lets every access token end now. */
  endAccess(): void {
    for (const token of this.#access.values()) token.endsAt = this.#now();
  }

  /** Lets every refresh token given so far end now; the access tokens live on. */
  endRefresh(): void {
    for (const token of this.#refresh.values()) token.endsAt = this.#now();
  }

  #issue(grant: OAuthGrant, refreshToken: string | null): IssuedTokens {
    const accessToken = `at.${randomText(48)}`;
    this.#access.set(accessToken, { thing: grant, endsAt: this.#now() + this.#options.accessSeconds * 1000 });
    return { accessToken, refreshToken, grant };
  }

  #newRefreshToken(grant: OAuthGrant): string {
    const token = `rt.${randomText(36)}`;
    const { refreshSeconds } = this.#options;
    const endsAt = refreshSeconds === undefined ? Number.POSITIVE_INFINITY : this.#now() + refreshSeconds * 1000;
    this.#refresh.set(token, { thing: grant, endsAt });
    return token;
  }

  #living<Thing>(things: Map<string, Ending<Thing>>, name: string): Thing | null {
    const found = things.get(name);
    return found && found.endsAt > this.#now() ? found.thing : null;
  }

  #now(): number {
    return this.#options.now().getTime();
  }
}

function randomText(bytes: number): string {
  return randomBytes(bytes).toString('base64url');
}
