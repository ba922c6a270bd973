import { type CountryCode, type NumberType, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { zonesOfAreaCode } from './area-codes';
import { countryOfZone } from './country-of-zone';

/** Why a number is never called, regardless of its owner. */
type NumberRefusal =
  | 'not_a_number'
  /** Satellites, international networks and premium lines under a calling code of no country. */
  | 'no_country'
  | 'premium_rate'
  | 'shared_cost'
  /** Personal, company-wide, pager and voicemail numbers: forwarded anywhere, at any price. */
  | 'special_service'
  | 'unknown_kind';

type NumberKind = { country: CountryCode; refusal: null } | { country: CountryCode | null; refusal: NumberRefusal };

const CALLABLE: ReadonlySet<NumberType> = new Set([
  'FIXED_LINE',
  'MOBILE',
  'FIXED_LINE_OR_MOBILE',
  'VOIP',
  'TOLL_FREE',
]);
/** Exchange 976 of every North American area code is premium rate; the metadata calls it a landline. */
const NORTH_AMERICAN_PREMIUM = /^\+1\d{3}976\d{4}$/;

/**
 * What kind of number an E.164 number is, and the country that it belongs to: landlines, mobiles, VoIP and toll-free
 * lines can be called. The Caribbean countries under +1 are countries of their own.
 */
export function kindOfNumber(e164: string): NumberKind {
  const number = parsePhoneNumberFromString(e164, { extract: false });
  if (!number) return { country: null, refusal: 'not_a_number' };
  const country = number.country ?? countryOfNewAreaCode(e164);
  if (!country) return { country: null, refusal: 'no_country' };
  if (NORTH_AMERICAN_PREMIUM.test(e164)) return { country, refusal: 'premium_rate' };
  const type = number.getType() ?? (number.country ? undefined : 'FIXED_LINE_OR_MOBILE');
  if (type && CALLABLE.has(type)) return { country, refusal: null };
  return { country, refusal: refusalOf(type) };
}

function refusalOf(type: NumberType | undefined): NumberRefusal {
  if (type === undefined) return 'unknown_kind';
  if (type === 'PREMIUM_RATE') return 'premium_rate';
  return type === 'SHARED_COST' ? 'shared_cost' : 'special_service';
}

function countryOfNewAreaCode(e164: string): CountryCode | undefined {
  const areaCode = /^\+1([2-9]\d{2})[2-9]\d{6}$/.exec(e164)?.[1];
  const [zone] = (areaCode && zonesOfAreaCode.get(areaCode)) || [];
  return zone ? countryOfZone(zone) : undefined;
}

/** Why no call goes to a number, as a sentence for users. */
export const refusalText: Record<NumberRefusal, string> = {
  not_a_number: 'This is not a phone number.',
  no_country: 'Satellite and international premium numbers can’t be called.',
  premium_rate: 'Premium-rate numbers can’t be called.',
  shared_cost: 'Shared-cost numbers can’t be called.',
  special_service: 'Personal, pager and company-wide numbers can’t be called.',
  unknown_kind: 'This kind of number can’t be called.',
};
