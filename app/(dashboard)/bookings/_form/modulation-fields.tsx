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
  record: 'The attendee is told first.',
  transcribe: 'Get a transcript of the recording.',
  translate: 'Live machine translation. The attendee is told first.',
  survey: 'One question at the end, announced at the start.',
  qa: 'Require the checklist before an outcome.',
};

/** Where this call differs from the organization's voice settings. */
export function ModulationFields({ draft, change, voice }: ModulationFieldsProps) {
  const set = (name: Modulation, isOn: boolean) => {
    const { [name]: _before, ...others } = draft.modulations;
    change({ modulations: isOn === voice[name] ? others : { ...others, [name]: isOn } });
  };
  return (
    <fieldset className="min-w-0">
      <legend className="mb-2 text-table font-medium">Call options</legend>
      <div className="grid gap-x-6 gap-y-3 @xl:grid-cols-2">
        {modulationNames.map((name) => {
          const isOn = draft.modulations[name] ?? voice[name];
          return (
            <Switch
              key={name}
              isSelected={isOn}
              onChange={(next) => set(name, next)}
              hint={isOn === voice[name] ? meaning[name] : `${meaning[name]} Changed for this call.`}
            >
              {modulationWords[name]}
            </Switch>
          );
        })}
      </div>
    </fieldset>
  );
}
