'use client';

import { CircleAlert } from 'lucide-react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';

/** What every field has around its control. */
export interface FieldParts {
  label: string;
  /** Hides the label from sight where its place makes it clear (a search in a toolbar). */
  labelHidden?: boolean;
  /** One line under the field: format, consequence, where to find it. */
  hint?: string;
}

/** Column of label, control, hint and error. */
export const fieldStyle = 'flex min-w-0 flex-col gap-1';

export function FieldLabel({ label, labelHidden }: FieldParts) {
  return <Label className={labelHidden ? 'sr-only' : 'text-table font-medium break-words'}>{label}</Label>;
}

/** Hint, then what is wrong and how to fix it. The server's messages appear here too, by the field's name. */
export function FieldNotes({ hint }: { hint?: string }) {
  return (
    <>
      {hint ? (
        <Text slot="description" className="text-caption text-text-muted">
          {hint}
        </Text>
      ) : null}
      <FieldError className="flex items-start gap-1 text-caption text-bad">
        {({ validationErrors }) => (
          <>
            <CircleAlert aria-hidden className="mt-0.5 size-3 shrink-0" />
            <span className="min-w-0 break-words">{validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  );
}
