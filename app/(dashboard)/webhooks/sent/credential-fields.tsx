import { TextField } from '@/app/_components/form/text-field';

interface CredentialFieldsProps {
  kind: 'hubspot' | 'salesforce';
  /** With the address of the organization at Salesforce. */
  withAddress?: boolean;
}

/** What a CRM is signed in to with. */
export function CredentialFields({ kind, withAddress = false }: CredentialFieldsProps) {
  if (kind === 'hubspot')
    return (
      <TextField
        name="access_token"
        type="password"
        label="Access token"
        hint="Of a private app that may read and write contacts and their schemas."
        autoComplete="off"
        isRequired
      />
    );
  return (
    <>
      {withAddress ? (
        <TextField
          name="url"
          type="url"
          label="My Domain address"
          hint="https://your-company.my.salesforce.com"
          autoComplete="off"
          isRequired
        />
      ) : null}
      <TextField
        name="consumer_key"
        label="Consumer key"
        hint="Of a connected app with the client-credentials flow."
        autoComplete="off"
        isRequired
      />
      <TextField name="consumer_secret" type="password" label="Consumer secret" autoComplete="off" isRequired />
    </>
  );
}
