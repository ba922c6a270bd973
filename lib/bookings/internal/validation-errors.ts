import { AppError, type ErrorCode } from '@/lib/core/errors';

/** Gathers what is wrong with an input, so that a form shows every fault at once. The first one gives the error its code. */
export class ValidationErrors {
  private readonly found: { code: ErrorCode; field: string; message: string }[] = [];

  add(code: ErrorCode, field: string, message: string): void {
    this.found.push({ code, field, message });
  }

  /** @throws AppError when there is any fault */
  throwIfAny(): void {
    const [first] = this.found;
    if (!first) return;
    throw new AppError(first.code, first.message, {
      fields: this.found.map(({ field, message }) => ({ field, message })),
    });
  }
}
