'use client';

import { useRouter } from 'next/navigation';
import { api } from '@/app/_components/api';
import { Checkbox } from '@/app/_components/form/checkbox';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextField } from '@/app/_components/form/text-field';
import { Dialog } from '@/app/_components/overlay/dialog';
import { showToast } from '@/app/_components/overlay/toast';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { changesOf, textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useAttemptKey } from '@/app/(dashboard)/_parts/use-attempt-key';
import { ZoneField } from '@/app/(dashboard)/settings/_parts/zone-field';
import type { StaffWire } from '@/lib/contracts/staff';

interface StaffDialogProps {
  edited: StaffWire | 'new' | null;
  /** May edit everyone, and who is bookable. */
  mayWrite: boolean;
  onClose: () => void;
}

/** Adds or edits a staff member. */
export function StaffDialog({ edited, mayWrite, onClose }: StaffDialogProps) {
  const title = edited === 'new' ? 'Add staff' : `Edit ${edited?.name ?? ''}`;
  return (
    <Dialog isOpen={edited !== null} onClose={onClose} title={title}>
      {edited === 'new' ? <NewStaffForm onDone={onClose} /> : null}
      {edited && edited !== 'new' ? <StaffForm person={edited} mayWrite={mayWrite} onDone={onClose} /> : null}
    </Dialog>
  );
}

function NewStaffForm({ onDone }: { onDone: () => void }) {
  const { organization } = useSession();
  const router = useRouter();
  const keyOf = useAttemptKey();

  async function send(data: FormData) {
    const fields = ['name', 'email', 'phone', 'time_zone'] as const;
    const body = Object.fromEntries(
      fields.flatMap((name) => {
        const value = textOf(data, name);
        return value === null ? [] : [[name, value]];
      }),
    );
    await api('/api/staff', { method: 'POST', body, idempotencyKey: keyOf(body) });
    showToast(`${textOf(data, 'name')} added`);
    router.refresh();
    onDone();
  }

  return (
    <Form onSend={send} aria-label="Add staff">
      <TextField name="name" label="Name" autoComplete="off" isRequired autoFocus />
      <TextField name="email" type="email" label="Email (optional)" autoComplete="off" />
      <PhoneField />
      <ZoneField label="Time zone" defaultValue={organization.timeZone} />
      <Footer>Add</Footer>
    </Form>
  );
}

function StaffForm({ person, mayWrite, onDone }: { person: StaffWire; mayWrite: boolean; onDone: () => void }) {
  const router = useRouter();

  async function send(data: FormData) {
    const next = {
      name: textOf(data, 'name'),
      phone: textOf(data, 'phone'),
      time_zone: textOf(data, 'time_zone'),
      ...(mayWrite ? { active: data.get('active') !== null } : {}),
    };
    const body = changesOf(next, person);
    if (Object.keys(body).length > 0) {
      await api(`/api/staff/${person.id}`, { method: 'PATCH', body });
      showToast(`${next.name} saved`);
      router.refresh();
    }
    onDone();
  }

  return (
    <Form onSend={send} aria-label={`Edit ${person.name}`}>
      <TextField name="name" label="Name" defaultValue={person.name} autoComplete="off" isRequired />
      <PhoneField defaultValue={person.phone ?? ''} />
      <ZoneField label="Time zone" defaultValue={person.time_zone} />
      {mayWrite ? (
        <Checkbox name="active" value="yes" defaultSelected={person.active} hint="Existing bookings aren’t affected.">
          Bookable
        </Checkbox>
      ) : null}
      <Footer>Save</Footer>
    </Form>
  );
}

function PhoneField({ defaultValue }: { defaultValue?: string }) {
  return (
    <TextField
      name="phone"
      type="tel"
      label="Phone (optional)"
      hint="With country code, e.g. +1 202 555 0100"
      defaultValue={defaultValue}
      autoComplete="off"
    />
  );
}

function Footer({ children }: { children: string }) {
  return (
    <div className="flex justify-end">
      <SubmitButton>{children}</SubmitButton>
    </div>
  );
}
