import { describe, expect, it } from 'vitest';
import { embedAddress, readScheduled } from './embed-message';

const event = { uri: 'https://api.calendly.com/scheduled_events/E1' };
const invitee = { uri: 'https://api.calendly.com/scheduled_events/E1/invitees/I1' };
const data = { event: 'calendly.event_scheduled', payload: { event, invitee } };
const origin = 'https://calendly.com';

describe('what a Calendly frame says', () => {
  it('is a booking when Calendly says that one was scheduled', () => {
    expect(readScheduled({ origin, data })).toEqual({ eventUri: event.uri, inviteeUri: invitee.uri });
  });

  it.each(['https://evil.example', 'https://calendly.com.evil.example', 'http://calendly.com', 'null', ''])(
    'is nothing from %j',
    (other) => {
      expect(readScheduled({ origin: other, data })).toBeNull();
    },
  );

  it.each([
    null,
    'calendly.event_scheduled',
    { event: 'calendly.date_and_time_selected', payload: data.payload },
    { event: 'calendly.event_scheduled' },
    { event: 'calendly.event_scheduled', payload: { event } },
    { event: 'calendly.event_scheduled', payload: { event, invitee: { uri: 7 } } },
  ])('is nothing as %j', (other) => {
    expect(readScheduled({ origin, data: other })).toBeNull();
  });
});

it('the frame shows the shared page as an inline embed of this host', () => {
  expect(embedAddress('https://calendly.com/you/intro?hide_gdpr_banner=1', 'app.example:3000')).toBe(
    'https://calendly.com/you/intro?hide_gdpr_banner=1&embed_domain=app.example%3A3000&embed_type=Inline',
  );
});
