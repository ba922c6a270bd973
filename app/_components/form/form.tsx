'use client';

import {
  createContext,
  type FormEvent,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
} from 'react';
import { Form as AriaForm } from 'react-aria-components/Form';
import { flushSync } from 'react-dom';
import { ApiError } from '@/app/_components/api';
import { cx } from '@/app/_components/cx';
import { FormProblem } from './form-problem';

const FormPending = createContext(false);

/** Whether the surrounding form is being submitted. `SubmitButton` reads it. */
export function useFormPending(): boolean {
  return useContext(FormPending);
}

interface FormProps {
  /**
   * Submits the input. May throw: an `ApiError` with `errors` puts each message under the field of that `name` and
   * focuses the first; every other failure is shown above the fields. The input stays in all cases.
   */
  onSend: (data: FormData) => Promise<void>;
  children: ReactNode;
  /** Follows a failure; by default that the input is kept. */
  problemNote?: string;
  className?: string;
  'aria-label'?: string;
}

type Errors = Record<string, string[]>;

/** A form whose fields (by their `name`) show what the server found wrong with them. Ctrl or ⌘ with Enter submits it. */
export function Form({ onSend, children, problemNote, className, ...props }: FormProps) {
  const form = useRef<HTMLFormElement>(null);
  const [isPending, setPending] = useState(false);
  const [errors, setErrors] = useState<Errors>({});
  const [problem, setProblem] = useState<unknown>(null);
  const [failures, setFailures] = useState(0);

  // The first error can be focused only after the errors have been rendered.
  useEffect(() => {
    if (failures > 0) focusFirstError(form.current);
  }, [failures]);

  // Errors of the last attempt must not keep the browser from sending the next one: they clear only when a field is left,
  // and that is after the press. Enter in a field presses the button, too.
  function forgetErrors({ target }: MouseEvent) {
    if (!(target instanceof Element) || !target.closest('button[type="submit"]')) return;
    if (Object.keys(errors).length > 0) flushSync(() => setErrors({}));
  }

  // An error goes with the first letter typed. If it went when the field is left, everything below would move up: the
  // button, away from under the pointer that presses it.
  function forgetErrorOf({ target }: FormEvent) {
    const isText = target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;
    if (isText && errors[target.name]) setErrors(without(errors, target.name));
  }

  function submitByKeys(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    // A button does what it says.
    if (event.target instanceof Element && event.target.closest('button')) return;
    event.preventDefault();
    // After the field has taken its value over, which some do on Enter.
    setTimeout(() => form.current?.querySelector<HTMLElement>('button[type="submit"]')?.click());
  }

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    const data = new FormData(event.currentTarget, (event.nativeEvent as SubmitEvent).submitter);
    setPending(true);
    setProblem(null);
    setErrors({});
    try {
      await onSend(data);
    } catch (error) {
      const byField = fieldErrors(error, form.current);
      setErrors(byField.known);
      if (byField.hasUnknown || Object.keys(byField.known).length === 0) setProblem(error);
      setFailures((count) => count + 1);
    } finally {
      setPending(false);
    }
  }

  return (
    <div className="contents" onInput={forgetErrorOf} onKeyDownCapture={submitByKeys}>
      <AriaForm
        {...props}
        ref={form}
        onClickCapture={forgetErrors}
        onSubmit={send}
        validationErrors={errors}
        className="flex min-w-0 flex-col gap-4"
      >
        {problem ? <FormProblem problem={problem} note={problemNote} /> : null}
        <FormPending value={isPending}>
          <div className={cx('flex min-w-0 flex-col gap-4', className)}>{children}</div>
        </FormPending>
      </AriaForm>
    </div>
  );
}

function without(errors: Errors, name: string): Errors {
  const { [name]: _corrected, ...others } = errors;
  return others;
}

function fieldErrors(error: unknown, form: HTMLFormElement | null): { known: Errors; hasUnknown: boolean } {
  const known: Errors = {};
  let hasUnknown = false;
  for (const { field, message } of error instanceof ApiError ? error.errors : []) {
    if (form?.elements.namedItem(field)) known[field] = [...(known[field] ?? []), message];
    else hasUnknown = true;
  }
  return { known, hasUnknown };
}

function focusFirstError(form: HTMLFormElement | null) {
  const first = form?.querySelector<HTMLElement>(
    '[data-form-problem], input[aria-invalid="true"], textarea[aria-invalid="true"], [data-invalid] button, [data-invalid] [role="spinbutton"], [data-invalid] input:not([type="hidden"])',
  );
  first?.focus();
}
