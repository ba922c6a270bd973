'use client';

import { Button, type ButtonProps } from '@/app/_components/action/button';
import { useFormPending } from './form';

/** Submits the form around it. Its label says what happens: "Book call for Tue 14:30", not "Submit". */
export function SubmitButton({ variant = 'primary', isPending, ...props }: Omit<ButtonProps, 'type'>) {
  const isSending = useFormPending();
  return <Button {...props} type="submit" variant={variant} isPending={isPending || isSending} />;
}
