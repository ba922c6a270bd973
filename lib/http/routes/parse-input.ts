import type { z } from 'zod';
import { AppError, type ErrorCode } from '@/lib/core/errors';
import { fieldMessage } from './field-message';

/**
 * Parses one part of a request. A schema may name a more specific code for a fault with
 * `ctx.addIssue({ code: 'custom', params: { code: 'invalid_phone' } })`.
 * @throws AppError with a field error for each fault
 */
export function parseInput<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  if (holdsNul(value)) throw new AppError('validation_failed', 'Remove the character U+0000.');
  const result = schema.safeParse(value, { error: fieldMessage });
  if (result.success) return result.data;
  const fields = result.error.issues.map((issue) => ({
    field: issue.path.join('.') || 'body',
    message: issue.message,
  }));
  throw new AppError(codeOf(result.error.issues), sentence(fields), { fields });
}

/** PostgreSQL cannot store it. */
function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0');
  return typeof value === 'object' && value !== null && Object.entries(value).flat().some(holdsNul);
}

function codeOf(issues: z.core.$ZodIssue[]): ErrorCode {
  const [first] = issues;
  const named = first?.code === 'custom' ? first.params?.code : undefined;
  return issues.length === 1 && typeof named === 'string' ? (named as ErrorCode) : 'validation_failed';
}

function sentence(fields: { field: string; message: string }[]): string {
  const [first] = fields;
  if (!first) return 'The request is not valid.';
  return fields.length === 1 ? first.message : `Fix ${fields.length} fields.`;
}
