'use client';

import { useCallback, useRef, useState } from 'react';

/** The selected rows, by id and in the order of the page. Rows that disappear from the list no longer count. */
export function useRowSelection(ids: string[]) {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const order = useRef(ids);
  order.current = ids;
  const lastToggled = useRef<string | null>(null);

  const chosen = ids.filter((id) => selected.has(id));
  const isAll = ids.length > 0 && chosen.length === ids.length;

  /** Toggles one row, or a range from the last toggled row to this one. */
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
