/** The workspace. */
export interface EmailBisonAccount {
  token: string;
  workspace: { id: number; name: string };
  campaigns: { id: number; name: string; status: string; leads: SimulatedLead[] }[];
}

export interface SimulatedLead {
  id: number;
  email: string;
  first_name: string;
  last_name: string;
  company: string;
  phone?: string;
  status: 'never_contacted' | 'in_sequence' | 'sequence_finished' | 'replied' | 'bounced';
  /** When the first email was sent. */
  sent_at?: string;
  reply?: { id: number; at: string; interested: boolean; automated?: boolean };
}

/** A small workspace: one campaign with a lead in every state, one with more than a page of leads. */
export function sampleAccount(): EmailBisonAccount {
  const person = (id: number, name: string, rest: Partial<SimulatedLead>): SimulatedLead => ({
    id,
    email: `${name.toLowerCase()}@northpeak.example`,
    first_name: name,
    last_name: 'Sample',
    company: 'Northpeak',
    status: 'in_sequence',
    ...rest,
  });
  return {
    token: '7|sandbox-emailbison-token',
    workspace: { id: 3, name: 'Sandbox workspace' },
    campaigns: [
      {
        id: 11,
        name: 'Founders',
        status: 'Active',
        leads: [
          person(101, 'Nora', { status: 'never_contacted' }),
          person(102, 'Sam', { sent_at: '2026-02-02T09:00:00Z', phone: '+1 202 555 0133' }),
          person(103, 'Rae', {
            status: 'replied',
            sent_at: '2026-02-02T09:05:00Z',
            reply: { id: 901, at: '2026-02-03T10:00:00Z', interested: false },
          }),
          person(104, 'Ines', {
            status: 'replied',
            sent_at: '2026-02-02T09:10:00Z',
            reply: { id: 902, at: '2026-02-04T10:00:00Z', interested: true },
          }),
          person(105, 'Bea', { status: 'bounced', sent_at: '2026-02-02T09:15:00Z' }),
          person(106, 'Otto', {
            sent_at: '2026-02-02T09:20:00Z',
            reply: { id: 903, at: '2026-02-02T09:21:00Z', interested: false, automated: true },
          }),
        ],
      },
      {
        id: 12,
        name: 'Operations',
        status: 'Completed',
        leads: Array.from({ length: 40 }, (_, at) =>
          person(200 + at, `Op${at}`, { status: 'sequence_finished', sent_at: '2026-01-12T09:00:00Z' }),
        ),
      },
    ],
  };
}
