export interface DemoAttendee {
  name: string;
  email: string;
  /** From the ranges kept free for fiction. */
  phone: string;
  timeZone: string;
  /** What the call is about. */
  topic: string;
}

const attendee = (name: string, company: string, phone: string, timeZone: string, topic: string): DemoAttendee => ({
  name,
  email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@${company}.example`,
  phone,
  timeZone,
  topic,
});

const NEW_YORK = 'America/New_York';
const CHICAGO = 'America/Chicago';
const DENVER = 'America/Denver';
const PACIFIC = 'America/Los_Angeles';
const LONDON = 'Europe/London';

/** People who book calls with the demo's organizations. */
export const demoAttendees: readonly DemoAttendee[] = [
  attendee('Maya Fischer', 'northpeak', '+12125550141', NEW_YORK, 'Pricing for 40 seats'),
  attendee('Daniel Osei', 'quarrylane', '+13125550142', CHICAGO, 'Moving from spreadsheets'),
  attendee('Priya Raman', 'bluefern', '+14155550143', PACIFIC, 'Security questions'),
  attendee('Lucas Almeida', 'tidewater', '+16175550144', NEW_YORK, 'Contract renewal'),
  attendee('Hannah Vogel', 'millstone', '+13035550145', DENVER, 'Onboarding plan'),
  attendee('Tomás Herrera', 'cedarworks', '+12065550146', PACIFIC, 'Integration with the CRM'),
  attendee('Grace Okafor', 'lanternco', '+12025550147', NEW_YORK, 'Quarterly review'),
  attendee('Ben Whitaker', 'stonebridge', '+442079460948', LONDON, 'Data residency in the UK'),
  attendee('Yuki Tanaka', 'palisade', '+12135550149', PACIFIC, 'Trial results'),
  attendee('Elena Petrova', 'foxglove', '+17185550170', NEW_YORK, 'Adding a second team'),
  attendee('Noah Sullivan', 'ironwood', '+15125550171', CHICAGO, 'Call quality'),
  attendee('Amara Diallo', 'saltmarsh', '+14045550172', NEW_YORK, 'Getting started'),
  attendee('Oliver Byrne', 'greenhow', '+442079460973', LONDON, 'Volume discount'),
  attendee('Chloe Martin', 'riverbend', '+16125550174', CHICAGO, 'Reporting for the board'),
  attendee('Samuel Ortiz', 'copperhill', '+16025550175', 'America/Phoenix', 'Seats for the summer'),
  attendee('Isabel Novak', 'windrush', '+13055550176', NEW_YORK, 'Follow-up after the webinar'),
  attendee('Ethan Brooks', 'alderpoint', '+18015550177', DENVER, 'Replacing the old dialer'),
  attendee('Fatima Zahra', 'brightwater', '+19725550178', CHICAGO, 'Invoice questions'),
  attendee('Jonas Keller', 'summitry', '+15035550179', PACIFIC, 'Proof of concept'),
  attendee('Leila Haidari', 'oakmere', '+12155550180', NEW_YORK, 'Compliance checklist'),
];
