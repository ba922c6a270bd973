import { errorName } from '@/lib/core/error-name';
import { connectDefaultTool } from '@/lib/leads/import/connect-default-tool';
import type { EmailToolContext } from '@/lib/leads/import/email-tool-context';
import { importDue } from '@/lib/leads/import/import-email-tools';
import { createEmailBisonClient } from '@/lib/leads/import/providers/emailbison/client';
import type { Deps } from './deps';

/** The email tools' view of the dependencies. */
export function emailToolContext({ db, clock, ids, logger, encryption, config }: Deps): EmailToolContext {
  const emailBison = createEmailBisonClient({ clock });
  return { db, clock, ids, logger, encryption, emailBison, appUrl: config.appUrl, configured: config.emailBison };
}

/** Reads the email tools that are due, the installation's own one included. @returns leads that were new or changed */
export async function importEmailTools(deps: Deps, budgetMs: number): Promise<number> {
  const context = emailToolContext(deps);
  try {
    await connectDefaultTool(context);
  } catch (error) {
    const why = errorName(error);
    deps.logger.warn('the configured email tool was not connected', { why });
  }
  return importDue(context, budgetMs);
}
