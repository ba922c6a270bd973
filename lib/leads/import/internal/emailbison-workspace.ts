import type { EmailToolContext } from '@/lib/leads/import/email-tool-context';
import type { EmailBisonAccess } from '@/lib/leads/import/providers/emailbison/client';
import { wireUser } from '@/lib/leads/import/providers/emailbison/wire';

/** The workspace a token reads now; some tokens follow their user to another one. @throws as the client */
export async function workspaceOf(
  { emailBison }: Pick<EmailToolContext, 'emailBison'>,
  access: EmailBisonAccess,
): Promise<{ id: string; name: string }> {
  const { items } = await emailBison.page(access, '/users', wireUser, 1);
  const [user] = items;
  return {
    id: user?.workspace?.id ?? user?.id ?? '',
    name: user?.workspace?.name ?? user?.email ?? 'Workspace',
  };
}
