'use client';

import { Check, ChevronDown, X } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import { Menu, MenuItem, MenuTrigger } from 'react-aria-components/Menu';
import { Popover } from 'react-aria-components/Popover';
import { cx } from '@/app/_components/cx';
import { type Option, optionPopoverStyle, optionStyle } from '@/app/_components/form/option-list';

export interface FilterDefinition {
  /** Name of the search parameter. */
  param: string;
  label: string;
  options: Option[];
  /** Several values may be chosen. */
  isMultiple?: boolean;
}

interface FilterChipProps {
  filter: FilterDefinition;
  values: string[];
  onChange: (values: string[]) => void;
}

/** One filter: a chip that shows its choice, opens its options, and can be removed. */
export function FilterChip({ filter, values, onChange }: FilterChipProps) {
  const chosen = filter.options.filter((option) => values.includes(option.value));
  const isSet = chosen.length > 0;
  const text = isSet ? `${filter.label}: ${chosen.map((option) => option.label).join(', ')}` : filter.label;
  return (
    <div
      className={cx(
        'inline-flex max-w-full items-stretch rounded-full border',
        isSet ? 'border-accent bg-accent-soft text-accent-text' : 'border-border-strong bg-surface text-text',
      )}
    >
      <MenuTrigger>
        <Button className="inline-flex min-h-7 min-w-0 items-center gap-1 rounded-full px-2.5 text-table font-medium hover:bg-hover touch:min-h-9">
          <span className="truncate">{text}</span>
          {isSet ? null : <ChevronDown aria-hidden className="size-3.5 shrink-0 text-text-muted" />}
        </Button>
        <Popover offset={4} className={optionPopoverStyle}>
          <Menu
            aria-label={filter.label}
            selectionMode={filter.isMultiple ? 'multiple' : 'single'}
            selectedKeys={chosen.map((option) => option.value)}
            onSelectionChange={(keys) => {
              if (keys !== 'all') onChange([...keys].map(String));
            }}
            className="outline-none"
          >
            {filter.options.map((option) => (
              <MenuItem key={option.value} id={option.value} textValue={option.label} className={optionStyle}>
                {({ isSelected }) => (
                  <>
                    <Check
                      aria-hidden
                      className={cx('mt-0.5 size-4 shrink-0 text-accent-text', !isSelected && 'opacity-0')}
                    />
                    <span className="min-w-0 flex-1 break-words">{option.label}</span>
                  </>
                )}
              </MenuItem>
            ))}
          </Menu>
        </Popover>
      </MenuTrigger>
      {isSet ? (
        <Button
          aria-label={`Remove filter ${filter.label}`}
          onPress={() => onChange([])}
          className="inline-flex min-w-6 items-center justify-center rounded-full pr-1 hover:bg-hover touch:min-w-9"
        >
          <X aria-hidden className="size-3.5" />
        </Button>
      ) : null}
    </div>
  );
}
