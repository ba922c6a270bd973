const NORTH_AMERICAN = /^\+1(\d{3})(\d{3})(\d{4})$/;

/** An E.164 number as people write it where that is one fixed pattern: `+1 (212) 555-0141`. Others stay as they are. */
export function phoneText(phone: string): string {
  return phone.replace(NORTH_AMERICAN, '+1 ($1) $2-$3');
}
