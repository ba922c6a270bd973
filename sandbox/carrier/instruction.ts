/** Where to fetch the next document, with what fields beside the usual ones. */
export interface Instruction {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly fields?: ReadonlyArray<readonly [string, string]>;
  readonly fallback?: { readonly url: string; readonly method: 'GET' | 'POST' };
}

/** A place to report to. `events` holds the names of what it wants to hear. */
export interface CallbackTarget {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly events: ReadonlySet<string>;
}

export function httpMethod(text: string | undefined | null): 'GET' | 'POST' {
  return text?.toUpperCase() === 'GET' ? 'GET' : 'POST';
}

export function isAbsoluteUrl(text: string): boolean {
  return /^https?:\/\/[^/]/.test(text) && URL.canParse(text);
}
