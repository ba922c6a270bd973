'use client';

import { useCallback, useRef, useState } from 'react';

/** Which of the rows (by id, in their order on the page) are chosen. Rows that leave the list are no longer counted. */
export function useRowSelection(ids: string[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const order = useRef(ids);
  order.current = ids;
  const lastToggled = useRef<string | null>(null);

  const chosen = ids.filter((id) => selected.has(id));
  const isAll = ids.length > 0 && chosen.length === ids.length;

  /** Chooses or leaves one row; as a range, everything from the row toggled before to this one. */
  const toggle = useCallback((id: string, isRange: boolean) => {
    const from = isRange && lastToggled.current ? order.current.indexOf(lastToggled.current) : -1;
    const to = order.current.indexOf(id);
    const touched = from === -1 ? [id] : order.current.slice(Math.min(from, to), Math.max(from, to) + 1);
    lastToggled.current = id;
    setSelected((before) => {
      const after = new Set(before);
      const isAdding = !before.has(id);
      for (const one of touched) {
        if (isAdding) after.add(one);
        else after.delete(one);
      }
      return after;
    });
  }, []);

  const clear = useCallback(() => setSelected(new Set()), []);
  const toggleAll = () => setSelected(isAll ? new Set() : new Set(ids));

  return { selected, chosen, isAll, toggle, toggleAll, clear };
}
