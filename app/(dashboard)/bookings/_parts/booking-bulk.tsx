'use client';

import { Button } from '@/app/_components/action/button';
import { Menu } from '@/app/_components/action/menu';
import type { Booking } from '@/lib/contracts/bookings';
import type { StaffWire } from '@/lib/contracts/staff';

type Operator = Pick<StaffWire, 'id' | 'name'>;

/** What can be done with several bookings, and the operators to reassign them to. */
export interface BulkActions {
  operators: readonly Operator[];
  onCancel: (bookings: Booking[]) => void;
  onHandOver: (bookings: Booking[], to: Operator) => void;
}

interface BookingBulkProps extends BulkActions {
  chosen: Booking[];
  onDone: () => void;
}

/** The buttons for selected bookings: only pending ones can be cancelled or reassigned. */
export function BookingBulk({ operators, onCancel, onHandOver, chosen, onDone }: BookingBulkProps) {
  const pending = chosen.filter(({ status }) => status === 'pending');
  if (pending.length === 0)
    return (
      <Button size="small" isDisabled>
        You can’t change any of these
      </Button>
    );
  return (
    <>
      <Menu
        label="Operators"
        placement="top start"
        entries={operators.map((operator) => ({
          id: operator.id,
          label: operator.name,
          onAction: () => {
            onDone();
            onHandOver(pending, operator);
          },
        }))}
      >
        <Button size="small" isDisabled={operators.length === 0}>
          Reassign…
        </Button>
      </Menu>
      <Button
        size="small"
        onPress={() => {
          onDone();
          onCancel(chosen);
        }}
      >
        {pending.length === 1 ? 'Cancel 1 booking' : `Cancel ${pending.length} bookings`}
      </Button>
    </>
  );
}
