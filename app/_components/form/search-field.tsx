'use client';

import { Search, X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Group } from 'react-aria-components/Group';
import { Input } from 'react-aria-components/Input';
import {
  SearchField as AriaSearchField,
  type SearchFieldProps as AriaSearchFieldProps,
} from 'react-aria-components/SearchField';
import { cx } from '@/app/_components/cx';
import { FieldLabel, type FieldParts } from './field-parts';

interface SearchFieldProps
  extends Omit<AriaSearchFieldProps, 'className' | 'children' | 'style'>,
    Pick<FieldParts, 'label'> {
  placeholder?: string;
  className?: string;
}

/** A search. `/` focuses the first one on a page, Esc clears it. */
export function SearchField({ label, placeholder, className, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField {...props} className={cx('group min-w-0', className)}>
      <FieldLabel label={label} labelHidden />
      <Group className="control flex items-center">
        <Search aria-hidden className="ml-2.5 size-4 shrink-0 text-text-muted" />
        <Input
          data-search
          placeholder={placeholder}
          className="min-w-0 flex-1 bg-transparent px-2 py-1 outline-none [&::-webkit-search-cancel-button]:hidden"
        />
        <Button className="mr-1 flex size-6 shrink-0 items-center justify-center rounded-control text-text-muted hover:bg-hover group-data-empty:invisible touch:size-8">
          <X aria-hidden className="size-3.5" />
        </Button>
      </Group>
    </AriaSearchField>
  );
}
