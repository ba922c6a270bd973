'use client';

import { useState } from 'react';

/** The id that a drawer shows: while it slides out, the last one, though the address no longer has it. */
export function useLastShown(id: string | null): string | null {
  const [lastId, setLastId] = useState(id);
  if (id !== null && id !== lastId) setLastId(id);
  return lastId;
}
