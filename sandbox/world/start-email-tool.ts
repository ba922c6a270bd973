import { type EmailBison, startEmailBison } from '@/sandbox/emailbison/start-emailbison';
import type { UndoStack } from './undo-stack';
import type { Variables } from './world-environment';

/**
 * Starts a simulated EmailBison, whose workspace the first organization reads. One for which the user has set anything is
 * left alone. @returns it, or null, and the variables that lead the app there
 */
export async function startEmailTool({
  given,
  undo,
}: {
  given: Variables;
  undo: UndoStack;
}): Promise<{ emailBison: EmailBison | null; environment: Variables }> {
  if (given.EMAILBISON_API_URL?.trim() || given.EMAILBISON_API_TOKEN?.trim())
    return { emailBison: null, environment: {} };
  const emailBison = await startEmailBison();
  undo.add(() => emailBison.stop());
  return {
    emailBison,
    environment: {
      EMAILBISON_API_URL: emailBison.url,
      EMAILBISON_API_TOKEN: emailBison.account.token,
      EMAILBISON_WEBHOOK_TOKEN: 'sandbox-emailbison-webhook-token',
    },
  };
}
