import type { Context } from '@/lib/core/context';
import type { Database } from './client';

/** The context as commands take it. */
export type CommandContext = Context<Database>;

/** What a query takes: the database and whose rows it may read. */
export type ReadContext = Pick<CommandContext, 'db' | 'org'>;
