'use client';

import { Button } from '@/app/_components/action/button';
import { Menu } from '@/app/_components/action/menu';
import type { Booking } from '@/lib/contracts/bookings';
import type { StaffWire } from '@/lib/contracts/staff';

type Operator = Pick<StaffWire, 'id' | 'name'>;

/** What can be done with several bookings, and who there is to take them. */
export interface BulkActions {
  operators: readonly Operator[];
  onCancel: (bookings: Booking[]) => void;
  onHandOver: (bookings: Booking[], to: Operator) => void;
}

interface BookingBulkProps extends BulkActions {
  chosen: Booking[];
  onDone: () => void;
}

/** The buttons for chosen bookings: only what is pending can still be cancelled or given to somebody else. */
export function BookingBulk({ operators, onCancel, onHandOver, chosen, onDone }: BookingBulkProps) {
  const pending = chosen.filter(({ status }) => status === 'pending');
  if (pending.length === 0)
    return (
      <Button size="small" isDisabled>
        None of these can be changed
      </Button>
    );
  return (
    <>
      <Menu
        label="Whom to give them to"
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
          Give to…
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
