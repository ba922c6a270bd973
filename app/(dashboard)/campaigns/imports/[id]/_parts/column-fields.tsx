import { Select } from '@/app/_components/form/select';
import { type ImportDetails, type ImportField, importFields } from '@/lib/contracts/lead-imports';
import { fieldWords } from './field-words';

const LEFT_OUT = 'none';
const EXAMPLES = 3;

interface ColumnFieldsProps {
  one: ImportDetails['import'];
  preview: ImportDetails['preview'];
  onChange: (mapping: Record<string, ImportField>) => void;
}

const options = [
  { value: LEFT_OUT, label: 'Skip' },
  ...importFields.map((value) => ({ value, label: fieldWords[value] })),
];

/** A field for each column of the file, with some of its values. */
export function ColumnFields({ one, preview, onChange }: ColumnFieldsProps) {
  function choose(place: number, value: string) {
    const field = importFields.find((known) => known === value);
    const others = Object.entries(one.mapping).filter(
      // Each field takes one column: the column that had it is skipped now.
      ([other, taken]) => other !== String(place) && (taken !== field || field === 'custom'),
    );
    onChange(Object.fromEntries(field ? [...others, [String(place), field]] : others));
  }

  return (
    <ul aria-label="Columns" className="grid gap-x-6 gap-y-4 md:grid-cols-2">
      {one.columns.map((column, place) => {
        const values = preview.map(({ cells }) => cells[place] ?? '').filter(Boolean);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; two may have one name.
          <li key={place}>
            <Select
              label={column}
              value={one.mapping[place] ?? LEFT_OUT}
              onChange={(value) => choose(place, value)}
              options={options}
              hint={values.length > 0 ? `e.g. ${values.slice(0, EXAMPLES).join(', ')}` : 'Empty in the first rows.'}
            />
          </li>
        );
      })}
    </ul>
  );
}
