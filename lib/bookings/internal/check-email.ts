import { emailAddress } from '@/lib/contracts/shared';
import type { ValidationErrors } from './validation-errors';

/** Adds a fault when an email address was sent that is not one. */
export function checkEmail(email: string | null | undefined, faults: ValidationErrors): void {
  if (email && !emailAddress.safeParse(email).success)
    faults.add('validation_failed', 'attendee_email', 'Enter a valid email address, e.g. name@company.com.');
}
