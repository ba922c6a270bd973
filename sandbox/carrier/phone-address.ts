const E164 = /^\+[1-9]\d{6,14}$/;
const SIP = /^sips?:[^@\s]+@[^@\s]+$/i;

/** A number in E.164 or a SIP address. */
export function isPhoneAddress(text: string): boolean {
  return E164.test(text) || SIP.test(text);
}

/** `(310) 567-8901` for a North American number, else as it is. */
export function formatNumber(number: string): string {
  const parts = /^\+1(\d{3})(\d{3})(\d{4})$/.exec(number);
  return parts ? `(${parts[1]}) ${parts[2]}-${parts[3]}` : number;
}
