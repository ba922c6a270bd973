import type { EventType, Invitee, LocationKind, Meeting, Subscription, User } from './model';
import { instant, inviteeUri, meetingUri, uri } from './uris';
import type { World } from './world';

/** A conference's link is there so long after the booking. */
const PUSHED_AFTER_MS = 8_000;

export function userOutput(user: User): object {
  return {
    uri: uri('users', user.uuid),
    name: user.name,
    slug: user.slug,
    email: user.email,
    scheduling_url: `https://calendly.com/${user.slug}`,
    timezone: user.timeZone,
    time_notation: '12h',
    avatar_url: null,
    created_at: '2024-01-02T03:04:05.678123Z',
    updated_at: '2026-01-07T06:05:04.321123Z',
    current_organization: uri('organizations', user.organizationId),
    resource_type: 'User',
    locale: 'en',
  };
}

export function eventTypeOutput(world: World, type: EventType): object {
  const owner = world.user(type.hostIds[0] ?? '');
  return {
    uri: uri('event_types', type.uuid),
    name: type.name,
    active: type.active,
    booking_method: type.bookingMethod,
    slug: type.slug,
    scheduling_url: `https://calendly.com/${type.slug ? `${owner.slug}/${type.slug}` : `d/${type.uuid.slice(-8)}`}`,
    duration: type.duration,
    duration_options: type.durationOptions,
    kind: type.kind,
    is_paid: type.isPaid,
    pooling_type: type.pooling,
    type: type.type,
    color: '#0069ff',
    created_at: instant(type.createdAt),
    updated_at: instant(type.createdAt),
    internal_note: null,
    description_plain: null,
    description_html: null,
    profile: type.team
      ? { type: 'Team', name: type.team.name, owner: uri('groups', type.team.uuid) }
      : { type: 'User', name: owner.name, owner: uri('users', owner.uuid) },
    secret: type.secret,
    deleted_at: null,
    admin_managed: type.adminManaged,
    locations: type.locations.length > 0 ? type.locations : null,
    position: type.position,
    custom_questions: type.questions,
    locale: 'en',
  };
}

export function meetingOutput(world: World, meeting: Meeting): object {
  const invitees = world.inviteesOf(meeting);
  return {
    uri: meetingUri(meeting.uuid),
    name: meeting.name,
    meeting_notes_plain: null,
    meeting_notes_html: null,
    status: meeting.cancellation ? 'canceled' : 'active',
    start_time: instant(meeting.start),
    end_time: instant(meeting.end),
    event_type: uri('event_types', meeting.eventTypeId),
    location: locationOutput(world, meeting),
    invitees_counter: {
      total: invitees.length,
      active: invitees.filter(({ cancellation }) => cancellation === null).length,
      limit: meeting.seats,
    },
    created_at: instant(meeting.createdAt),
    updated_at: instant(lastChangeOf(world, meeting)),
    event_memberships: meeting.hostIds.map((id) => {
      const { email, name } = world.user(id);
      return { user: uri('users', id), user_email: email, user_name: name };
    }),
    event_guests: meeting.guests.map((email) => ({
      email,
      created_at: instant(meeting.createdAt),
      updated_at: instant(meeting.createdAt),
    })),
    ...(meeting.cancellation ? { cancellation: meeting.cancellation } : {}),
  };
}

export function inviteeOutput(invitee: Invitee, pages: string): object {
  return {
    uri: inviteeUri(invitee.meetingId, invitee.uuid),
    email: invitee.email,
    first_name: invitee.firstName,
    last_name: invitee.lastName,
    name: invitee.name,
    status: invitee.cancellation ? 'canceled' : 'active',
    questions_and_answers: invitee.answers,
    timezone: invitee.timeZone,
    event: meetingUri(invitee.meetingId),
    created_at: instant(invitee.createdAt),
    updated_at: instant(invitee.updatedAt),
    tracking: invitee.tracking,
    text_reminder_number: invitee.textReminderNumber,
    rescheduled: invitee.rescheduled,
    old_invitee: invitee.oldInvitee,
    new_invitee: invitee.newInvitee,
    cancel_url: `${pages}/cancellations/${invitee.uuid}`,
    reschedule_url: `${pages}/reschedulings/${invitee.uuid}`,
    routing_form_submission: null,
    ...(invitee.cancellation ? { cancellation: invitee.cancellation } : {}),
    payment: null,
    no_show: invitee.noShow
      ? { uri: uri('invitee_no_shows', invitee.noShow.uuid), created_at: instant(invitee.noShow.createdAt) }
      : null,
    reconfirmation: null,
    scheduling_method: invitee.method,
    invitee_scheduled_by: invitee.scheduledBy && uri('users', invitee.scheduledBy),
  };
}

export function subscriptionOutput(subscription: Subscription): object {
  return {
    uri: uri('webhook_subscriptions', subscription.uuid),
    callback_url: subscription.url,
    created_at: instant(subscription.createdAt),
    updated_at: instant(subscription.updatedAt),
    retry_started_at: subscription.retryStartedAt && instant(subscription.retryStartedAt),
    state: subscription.state,
    events: subscription.events,
    scope: subscription.scope,
    organization: uri('organizations', subscription.organizationId),
    user: subscription.userId && uri('users', subscription.userId),
    group: null,
    creator: uri('users', subscription.creatorId),
  };
}

/** On its way out a location says `type`, and two kinds have other names. */
function locationOutput(world: World, { location, uuid, createdAt }: Meeting): object | null {
  if (!location) return null;
  const type = OUTPUT_NAMES[location.kind] ?? location.kind;
  if (!CONFERENCES.has(location.kind)) return { type, location: location.text, additional_info: null };
  return isPushed(world, createdAt)
    ? { type, status: 'pushed', join_url: `https://meet.example.test/${uuid}`, data: {} }
    : { type, status: 'processing', join_url: null, data: null };
}

function isPushed(world: World, createdAt: Date): boolean {
  return world.now().getTime() - createdAt.getTime() >= PUSHED_AFTER_MS;
}

/** The conference's link is a change as well. */
function lastChangeOf(world: World, { location, createdAt, updatedAt }: Meeting): Date {
  if (!location || !CONFERENCES.has(location.kind) || !isPushed(world, createdAt)) return updatedAt;
  return new Date(Math.max(updatedAt.getTime(), createdAt.getTime() + PUSHED_AFTER_MS));
}

const OUTPUT_NAMES: Partial<Record<LocationKind, string>> = {
  zoom_conference: 'zoom',
  gotomeeting_conference: 'gotomeeting',
};
const CONFERENCES: ReadonlySet<LocationKind> = new Set([
  'google_conference',
  'gotomeeting_conference',
  'microsoft_teams_conference',
  'webex_conference',
  'zoom_conference',
]);
