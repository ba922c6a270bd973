'use client';

import { ButtonLink } from '@/app/_components/action/link';
import { api } from '@/app/_components/api';
import { Form } from '@/app/_components/form/form';
import { Select } from '@/app/_components/form/select';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { changesOf, textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import { type CampaignWire, campaignLimits } from '@/lib/contracts/campaigns';
import type { ClientWire } from '@/lib/contracts/clients';

interface CampaignDialogProps {
  edited: CampaignWire | 'new' | null;
  clients: ClientWire[];
  onClose: () => void;
  onSaved: () => void;
}

const NONE = 'none';

/** Creates a campaign, or changes its name and client. */
export function CampaignDialog({ edited, clients, onClose, onSaved }: CampaignDialogProps) {
  const campaign = edited === 'new' ? null : edited;
  const keyOf = useAttemptKey();

  async function send(data: FormData) {
    const chosen = textOf(data, 'client_id') ?? NONE;
    const next = { name: textOf(data, 'name') ?? '', client_id: chosen === NONE ? null : chosen };
    if (campaign === null) {
      await api('/api/campaigns', { method: 'POST', body: next, idempotencyKey: keyOf(next) });
      showToast(`${next.name} created`);
    } else {
      const body = changesOf(next, { name: campaign.name, client_id: campaign.client?.id ?? null });
      if (Object.keys(body).length > 0) await api(`/api/campaigns/${campaign.id}`, { method: 'PATCH', body });
      showToast(`${next.name} saved`);
    }
    onSaved();
    onClose();
  }

  return (
    <Dialog isOpen={edited !== null} onClose={onClose} title={campaign ? campaign.name : 'New campaign'}>
      <Form onSend={send} aria-label={campaign ? `Edit ${campaign.name}` : 'New campaign'}>
        <TextField
          name="name"
          label="Name"
          defaultValue={campaign?.name}
          maxLength={campaignLimits.nameLength}
          autoComplete="off"
          isRequired
          autoFocus={campaign === null}
        />
        <Select
          name="client_id"
          label="Client"
          defaultValue={campaign?.client?.id ?? NONE}
          options={[
            { value: NONE, label: 'No client' },
            ...withCurrent(clients, campaign).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
        <div className="flex flex-wrap justify-end gap-2">
          {campaign ? <ButtonLink href={`/campaigns/leads?campaign=${campaign.id}`}>View leads</ButtonLink> : null}
          <SubmitButton>{campaign ? 'Save' : 'Create campaign'}</SubmitButton>
        </div>
      </Form>
    </Dialog>
  );
}

/** An archived client stays an option where it is selected. */
function withCurrent(clients: ClientWire[], campaign: CampaignWire | null): { id: string; name: string }[] {
  const current = campaign?.client;
  return current && !clients.some(({ id }) => id === current.id) ? [...clients, current] : clients;
}
