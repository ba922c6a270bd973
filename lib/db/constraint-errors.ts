/** Fields of an error as both drivers report it from the server. */
interface ServerError {
  code: string;
  constraint?: string;
}

const states = {
  uniqueViolation: '23505',
  exclusionViolation: '23P01',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  lockNotAvailable: '55P03',
};

/** Whether a unique constraint or index was broken: any, or the named one. */
export function isUniqueViolation(error: unknown, constraint?: string): boolean {
  return broke(error, states.uniqueViolation, constraint);
}

/** Whether an exclusion constraint was broken: any, or the named one. */
export function isExclusionViolation(error: unknown, constraint?: string): boolean {
  return broke(error, states.exclusionViolation, constraint);
}

/** Whether the transaction lost a race and may be tried again from its start: serialization failure or deadlock. */
export function isSerializationFailure(error: unknown): boolean {
  const code = serverError(error)?.code;
  return code === states.serializationFailure || code === states.deadlockDetected;
}

/** Whether the server waited for a lock as long as the limits allow. */
export function isLockTimeout(error: unknown): boolean {
  return serverError(error)?.code === states.lockNotAvailable;
}

function broke(error: unknown, code: string, constraint: string | undefined): boolean {
  const found = serverError(error);
  return found?.code === code && (constraint === undefined || found.constraint === constraint);
}

/** drizzle wraps what the server said, so the causes are searched. */
function serverError(error: unknown): ServerError | null {
  for (let at = error; at instanceof Error; at = at.cause) {
    if ('code' in at && typeof at.code === 'string' && /^[0-9A-Z]{5}$/.test(at.code)) return at as Error & ServerError;
  }
  return null;
}
