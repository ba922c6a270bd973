import type { Leg } from './leg';
import { callDuration } from './leg-fields';
import { formatNumber } from './phone-address';
import { accountPath } from './resource-uris';
import { rfc2822, rfc2822OrNull } from './rfc2822';
import type { World } from './world';

const PRICE_PER_MINUTE = 0.013;

/** The JSON of a call. */
export function callResource(world: World, leg: Leg) {
  const duration = callDuration(world, leg);
  const path = accountPath(world, `Calls/${leg.sid}`);
  const toFormatted = formatNumber(leg.order.to);
  const fromFormatted = formatNumber(leg.order.from);
  return {
    sid: leg.sid,
    account_sid: world.settings.projectId,
    api_version: '2010-04-01',
    annotation: null,
    parent_call_sid: leg.order.parentSid,
    to: leg.order.to,
    formatted_to: toFormatted,
    to_formatted: toFormatted,
    from: leg.order.from,
    formatted_from: fromFormatted,
    from_formatted: fromFormatted,
    phone_number_sid: null,
    status: leg.status,
    direction: leg.order.direction,
    date_created: rfc2822(leg.createdAt),
    date_updated: rfc2822(leg.updatedAt),
    start_time: rfc2822OrNull(leg.dialledAt),
    end_time: rfc2822OrNull(leg.endedAt),
    duration,
    price: leg.endedAt === null ? null : Number((Math.ceil(duration / 60) * PRICE_PER_MINUTE).toFixed(5)),
    price_unit: 'USD',
    answered_by: leg.answeredBy,
    sip_result_code: leg.sipCode === null ? null : String(leg.sipCode),
    forwarded_from: null,
    caller_name: null,
    audio_in_mos: null,
    uri: `${path}.json`,
    subresource_uris: {
      notifications: `${path}/Notifications.json`,
      recordings: `${path}/Recordings.json`,
    },
  };
}
