export const themes = ['system', 'light', 'dark'] as const;

/** `system` follows the machine. */
export type Theme = (typeof themes)[number];

/** Name of the cookie that keeps a person's choice; not secret, read by the root layout. */
export const themeCookie = 'theme';

/** Reads the cookie's value; anything unknown is `system`. */
export function readTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system';
}
