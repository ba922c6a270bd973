import { AppError } from '@/lib/core/errors';
import { isUniqueViolation } from '@/lib/db/constraint-errors';

/** Runs a write of a service; a slug that another one has is told beside its field. @throws AppError `conflict` */
export async function withFreeSlug<Result>(write: () => PromiseLike<Result>): Promise<Result> {
  try {
    return await write();
  } catch (error) {
    if (!isUniqueViolation(error, 'services_slug')) throw error;
    const message = 'Another service uses this short name. Choose a different one.';
    throw new AppError('conflict', message, { fields: [{ field: 'slug', message }], cause: error });
  }
}
