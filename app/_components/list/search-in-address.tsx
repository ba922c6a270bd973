'use client';

import { useEffect, useRef, useState } from 'react';
import { SearchField } from '@/app/_components/form/search-field';
import { useAddress } from '@/app/_components/use-address';

interface SearchInAddressProps {
  param: string;
  label: string;
  placeholder?: string;
  fromServer?: boolean;
}

const PAUSE_MS = 250;

/** A search kept in the address, updated when the typing pauses. `/` focuses it. */
export function SearchInAddress({ param, label, placeholder, fromServer }: SearchInAddressProps) {
  const { params, change } = useAddress();
  const asked = params.get(param) ?? '';
  const [typed, setTyped] = useState(asked);
  const lastSent = useRef(asked);

  // "Back", "clear" and links change the address from outside; the field follows.
  useEffect(() => {
    if (asked === lastSent.current) return;
    lastSent.current = asked;
    setTyped(asked);
  }, [asked]);

  const send = (text: string) => {
    if (text.trim() === lastSent.current) return;
    lastSent.current = text.trim();
    change({ [param]: text.trim() || null }, { fromServer });
  };
  const latestSend = useRef(send);
  latestSend.current = send;

  useEffect(() => {
    const timer = setTimeout(() => latestSend.current(typed), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);

  return (
    <SearchField
      label={label}
      placeholder={placeholder ?? label}
      value={typed}
      onChange={setTyped}
      onSubmit={send}
      className="w-64 max-w-full max-md:w-full"
    />
  );
}
