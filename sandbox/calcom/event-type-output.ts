import type { EventType } from './model';
import type { World } from './world';

/** An event type as the API shows it, personal or of a team. */
export function eventTypeOutput(world: World, type: EventType): object {
  const common = {
    id: type.id,
    lengthInMinutes: type.lengthInMinutes,
    ...(type.lengthOptions.length > 0 ? { lengthInMinutesOptions: type.lengthOptions } : {}),
    title: type.title,
    slug: type.slug,
    description: type.description,
    locations: type.locations,
    bookingFields: fieldsOf(type),
    disableGuests: false,
    slotInterval: null,
    minimumBookingNotice: type.minimumBookingNotice,
    beforeEventBuffer: type.beforeEventBuffer,
    afterEventBuffer: type.afterEventBuffer,
    recurrence: type.recurring ? { interval: 1, occurrences: 10, frequency: 'weekly' } : null,
    metadata: {},
    price: type.price,
    currency: 'usd',
    lockTimeZoneToggleOnBookingPage: false,
    seatsPerTimeSlot: type.seats,
    forwardParamsSuccessRedirect: null,
    successRedirectUrl: null,
    isInstantEvent: false,
    seatsShowAvailabilityCount: null,
    scheduleId: null,
    hidden: type.hidden,
    bookingRequiresAuthentication: false,
    ...(type.requiresConfirmation
      ? { confirmationPolicy: { type: 'always', blockUnconfirmedBookingsInBooker: true } }
      : {}),
    ...(type.seats === null
      ? {}
      : { seats: { seatsPerTimeSlot: type.seats, showAttendeeInfo: false, showAvailabilityCount: true } }),
  };
  return type.teamId === null ? { ...common, ...personal(world, type) } : { ...common, ...ofTeam(world, type) };
}

function personal(world: World, type: EventType): object {
  const owner = world.user(type.ownerId ?? 0);
  return {
    ownerId: owner.id,
    users: [{ id: owner.id, name: owner.name, username: owner.username, avatarUrl: null, weekStart: 'Sunday' }],
    bookingUrl: `https://cal.com/${owner.username}/${type.slug}`,
  };
}

function ofTeam(world: World, type: EventType): object {
  const team = world.teams.get(type.teamId ?? 0);
  return {
    teamId: type.teamId,
    ownerId: null,
    parentEventTypeId: type.parentEventTypeId,
    schedulingType: type.schedulingType,
    assignAllTeamMembers: false,
    hosts: type.hostIds.map((id) => {
      const { name, username } = world.user(id);
      return { userId: id, name, username, mandatory: false, priority: 'medium', avatarUrl: null };
    }),
    team: {
      id: team?.id,
      slug: team?.slug,
      name: team?.name,
      bannerUrl: '',
      logoUrl: '',
      weekStart: 'Sunday',
      brandColor: '',
      darkBrandColor: '',
      theme: '',
    },
  };
}

function fieldsOf(type: EventType): object[] {
  const own = type.questions.map(({ slug, required }) => ({
    isDefault: false,
    type: 'text',
    slug,
    label: slug,
    required,
    placeholder: '',
    hidden: false,
  }));
  return [
    { isDefault: true, type: 'name', slug: 'name', label: 'your_name', required: true, placeholder: '' },
    { isDefault: true, type: 'email', slug: 'email', label: 'email_address', required: true, placeholder: '' },
    { isDefault: true, type: 'textarea', slug: 'notes', label: 'additional_notes', required: false, hidden: false },
    ...own,
  ];
}
