import type { Context } from '@/lib/core/context';
import type { Database } from './client';

/** The context as commands take it. */
export type CommandContext = Context<Database>;
