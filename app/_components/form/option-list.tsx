'use client';

import { Check } from 'lucide-react';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';

export interface Option {
  value: string;
  label: string;
  /** Second line, muted. */
  hint?: string;
  isDisabled?: boolean;
}

/** Look of a popover that belongs to a field. */
export const optionPopoverStyle =
  'min-w-(--trigger-width) max-w-[min(24rem,calc(100vw-1.5rem))] overflow-auto rounded-card border bg-raised p-1 shadow-float outline-none';

/** Look of one line in a menu or list of options. */
export const optionStyle =
  'flex min-h-8 cursor-default items-start gap-2 rounded-control px-2 py-1.5 text-body outline-none select-none data-focused:bg-hover data-disabled:text-text-muted touch:min-h-10 touch:py-2.5';

/** The options of a Select or ComboBox. */
export function OptionList({ options, emptyText = 'No results' }: { options?: Option[]; emptyText?: string }) {
  return (
    <ListBox
      items={options?.map((option) => ({ ...option, id: option.value }))}
      className="outline-none"
      renderEmptyState={() => <p className="px-2 py-1.5 text-text-muted">{emptyText}</p>}
    >
      {(option: Option & { id: string }) => (
        <ListBoxItem id={option.value} textValue={option.label} isDisabled={option.isDisabled} className={optionStyle}>
          {({ isSelected }) => (
            <>
              <Check
                aria-hidden
                className={isSelected ? 'mt-0.5 size-4 shrink-0 text-accent-text' : 'size-4 shrink-0 opacity-0'}
              />
              <span className="min-w-0 flex-1 break-words">
                {option.label}
                {option.hint ? <span className="block text-caption text-text-muted">{option.hint}</span> : null}
              </span>
            </>
          )}
        </ListBoxItem>
      )}
    </ListBox>
  );
}
