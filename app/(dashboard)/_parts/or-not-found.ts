import { notFound } from 'next/navigation';
import { AppError } from '@/lib/core/errors';

/** A query's result; when it finds nothing (or another organization's), the page becomes the 404 page. */
export async function orNotFound<Found>(query: Promise<Found>): Promise<Found> {
  try {
    return await query;
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound();
    throw error;
  }
}
