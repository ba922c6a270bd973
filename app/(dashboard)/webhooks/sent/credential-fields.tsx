import { TextField } from '@/app/_components/form/text-field';

interface CredentialFieldsProps {
  kind: 'hubspot' | 'salesforce';
  /** With the Salesforce domain. */
  withAddress?: boolean;
}

/** Credentials for a CRM. */
export function CredentialFields({ kind, withAddress = false }: CredentialFieldsProps) {
  if (kind === 'hubspot')
    return (
      <TextField
        name="access_token"
        type="password"
        label="Access token"
        hint="From a private app that can read and write contacts and their schemas."
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
          label="My Domain URL"
          hint="https://your-company.my.salesforce.com"
          autoComplete="off"
          isRequired
        />
      ) : null}
      <TextField
        name="consumer_key"
        label="Consumer key"
        hint="From a connected app with the client credentials flow."
        autoComplete="off"
        isRequired
      />
      <TextField name="consumer_secret" type="password" label="Consumer secret" autoComplete="off" isRequired />
    </>
  );
}
