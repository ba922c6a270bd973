'use client';

import { Switch } from '@/app/_components/form/switch';
import { type Modulation, modulationNames, modulationWords } from '@/app/(dashboard)/bookings/_parts/booking-words';
import type { Draft } from './draft';
import type { FormOptions } from './form-options';

interface ModulationFieldsProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  voice: FormOptions['voice'];
}

const meaning: Record<Modulation, string> = {
  record: 'Disclosed to the attendee before it begins',
  transcribe: 'The recording is put into writing',
  translate: 'Disclosed; a machine translates live',
  survey: 'One question at the end, announced at the start',
  qa: 'Required prompts must be ticked before the outcome',
};

/** What this call does differently from the organization's other calls. */
export function ModulationFields({ draft, change, voice }: ModulationFieldsProps) {
  const set = (name: Modulation, isOn: boolean) => {
    const { [name]: _before, ...others } = draft.modulations;
    change({ modulations: isOn === voice[name] ? others : { ...others, [name]: isOn } });
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-table font-medium">On this call</legend>
      <div className="grid gap-x-6 gap-y-3 @xl:grid-cols-2">
        {modulationNames.map((name) => {
          const isOn = draft.modulations[name] ?? voice[name];
          return (
            <Switch
              key={name}
              isSelected={isOn}
              onChange={(next) => set(name, next)}
              hint={`${meaning[name]}. Default: ${voice[name] ? 'on' : 'off'}${isOn === voice[name] ? '' : ', changed for this call'}.`}
            >
              {modulationWords[name]}
            </Switch>
          );
        })}
      </div>
    </fieldset>
  );
}
