'use client';

import { useState } from 'react';
import { api } from '@/app/_components/api';
import { Checkbox } from '@/app/_components/form/checkbox';
import { Form } from '@/app/_components/form/form';
import { Segmented } from '@/app/_components/form/segmented';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { changesOf, textOf } from '@/app/(dashboard)/_parts/form-changes';
import { ShownOnce } from '@/app/(dashboard)/_parts/shown-once';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import {
  type EndpointKindWire,
  endpointLimits,
  type WebhookEndpoint,
  webhookEventTypes,
} from '@/lib/contracts/webhook-endpoints';
import { CredentialFields } from './credential-fields';
import { endpointName, kindWords } from './endpoint-words';

interface EndpointDialogProps {
  edited: WebhookEndpoint | 'new' | null;
  onClose: () => void;
}

interface Created {
  webhook_endpoint: WebhookEndpoint;
  secret: string | null;
}

/** Creates an endpoint and shows its secret once, or edits one. */
export function EndpointDialog({ edited, onClose }: EndpointDialogProps) {
  const [secret, setSecret] = useState<string | null>(null);
  const close = () => {
    setSecret(null);
    onClose();
  };
  const title = secret
    ? 'Copy the signing secret'
    : edited === 'new'
      ? 'New endpoint'
      : edited
        ? `Edit ${endpointName(edited)}`
        : '';
  return (
    <Dialog isOpen={edited !== null} onClose={close} title={title} mustAcknowledge={secret !== null}>
      {secret ? (
        <ShownOnce what="signing secret" secret={secret} onDone={close}>
          Use it to verify that events come from Slotline. You won’t see it again.
        </ShownOnce>
      ) : edited === 'new' ? (
        <NewEndpointForm onCreated={(made) => (made ? setSecret(made) : close())} />
      ) : edited ? (
        <EditForm endpoint={edited} onDone={close} />
      ) : null}
    </Dialog>
  );
}

const kindOptions = (['standard', 'hubspot', 'salesforce'] as const).map((value) => ({
  value,
  label: kindWords[value],
}));

function NewEndpointForm({ onCreated }: { onCreated: (secret: string | null) => void }) {
  const [kind, setKind] = useState<EndpointKindWire>('standard');
  const keyOf = useAttemptKey();

  async function send(data: FormData) {
    const body = {
      kind,
      description: textOf(data, 'description') ?? '',
      event_types: data.getAll('event_types'),
      ...Object.fromEntries(
        ['url', 'access_token', 'consumer_key', 'consumer_secret']
          .filter((name) => data.has(name))
          .map((name) => [name, textOf(data, name) ?? '']),
      ),
    };
    const made = await api<Created>('/api/webhook-endpoints', { method: 'POST', body, idempotencyKey: keyOf(body) });
    if (!made.secret) showToast(`${endpointName(made.webhook_endpoint)} created`);
    onCreated(made.secret);
  }

  return (
    <Form onSend={send} aria-label="New endpoint">
      <Segmented
        label="Type"
        options={kindOptions}
        value={kind}
        onChange={(value) => setKind(value as EndpointKindWire)}
      />
      {kind === 'standard' ? (
        <TextField
          name="url"
          type="url"
          label="URL"
          hint="A public https:// URL. We post events to it as JSON."
          placeholder="https://example.com/hooks/slotline"
          maxLength={endpointLimits.urlLength}
          autoComplete="off"
          isRequired
        />
      ) : (
        <CredentialFields key={kind} kind={kind} withAddress />
      )}
      <DescriptionField />
      <EventFields chosen={webhookEventTypes.map(({ value }) => value)} />
      <div className="flex justify-end">
        <SubmitButton>Create endpoint</SubmitButton>
      </div>
    </Form>
  );
}

function EditForm({ endpoint, onDone }: { endpoint: WebhookEndpoint; onDone: () => void }) {
  async function send(data: FormData) {
    const next = {
      ...(endpoint.url === null ? {} : { url: textOf(data, 'url') ?? '' }),
      description: textOf(data, 'description') ?? '',
      event_types: data.getAll('event_types') as WebhookEndpoint['event_types'],
    };
    const body = changesOf<Partial<WebhookEndpoint>>(next, endpoint);
    if (Object.keys(body).length > 0) {
      await api(`/api/webhook-endpoints/${endpoint.id}`, { method: 'PATCH', body });
      showToast('Saved');
    }
    onDone();
  }

  return (
    <Form onSend={send} aria-label={`Edit ${endpointName(endpoint)}`}>
      {endpoint.url === null ? null : (
        <TextField name="url" type="url" label="URL" defaultValue={endpoint.url} autoComplete="off" isRequired />
      )}
      <DescriptionField value={endpoint.description} />
      <EventFields chosen={endpoint.event_types} />
      <div className="flex justify-end">
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  );
}

function DescriptionField({ value }: { value?: string }) {
  return (
    <TextField
      name="description"
      label="Description (optional)"
      defaultValue={value}
      maxLength={endpointLimits.descriptionLength}
      autoComplete="off"
    />
  );
}

function EventFields({ chosen }: { chosen: readonly string[] }) {
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-table font-medium">Events</legend>
      {webhookEventTypes.map(({ value, label, told }) => (
        <Checkbox key={value} name="event_types" value={value} defaultSelected={chosen.includes(value)} hint={told}>
          {label}
        </Checkbox>
      ))}
    </fieldset>
  );
}
