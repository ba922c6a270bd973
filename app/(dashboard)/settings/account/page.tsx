import type { Metadata } from 'next';
import { KeyValueList } from '@/app/_components/data/key-value-list';
import { Card } from '@/app/_components/page/card';
import { currentSession } from '@/lib/http/session/page-session';
import { PasswordForm } from './password-form';

export const metadata: Metadata = { title: 'Account' };

export default async function AccountPage() {
  const { user, role } = await currentSession();
  return (
    <div className="flex flex-col gap-4">
      <Card title="Profile">
        <KeyValueList
          items={[
            { label: 'Name', value: user.name },
            { label: 'Email', value: user.email },
            { label: 'Role', value: <span className="capitalize">{role}</span> },
          ]}
        />
      </Card>
      <Card title="Password" note="Changing your password signs you out everywhere else.">
        <PasswordForm />
      </Card>
    </div>
  );
}
