'use client';

import { Checkbox } from '@/app/_components/form/checkbox';
import { Form } from '@/app/_components/form/form';
import { NumberField } from '@/app/_components/form/number-field';
import { RadioGroup } from '@/app/_components/form/radio-group';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { Card } from '@/app/_components/page/card';
import { numberOf, textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useSaveChanges } from '@/app/(dashboard)/_parts/use-save-changes';
import type { AttendanceRules } from '@/lib/contracts/attendance';

const unmarked = [
  { value: 'pending', label: 'Stays open', hint: 'Until somebody says so.' },
  { value: 'showed', label: 'Counts as showed', hint: 'For teams that mark only who did not come.' },
  { value: 'no_show', label: 'Counts as no-show', hint: 'For teams that mark only who came.' },
];

/** What counts as having come where nobody said so. */
export function AttendanceRulesForm({ rules }: { rules: AttendanceRules }) {
  const save = useSaveChanges('/api/organization/attendance');

  async function send(data: FormData) {
    await save(
      {
        talk_seconds: numberOf(data, 'talk_seconds'),
        unanswered_is_no_show: data.get('unanswered_is_no_show') !== null,
        unmarked: textOf(data, 'unmarked'),
        unmarked_after_hours: numberOf(data, 'unmarked_after_hours'),
      },
      rules,
    );
  }

  return (
    <Card
      title="What counts as having come"
      note="A person’s word always wins. Changes hold for what becomes known from now on."
    >
      <Form onSend={send} aria-label="What counts as having come" key={JSON.stringify(rules)}>
        <div className="grid gap-4 md:grid-cols-2">
          <NumberField
            name="talk_seconds"
            label="Talked on our call for at least"
            hint="Then the attendee showed."
            defaultValue={rules.talk_seconds}
            minValue={1}
            maxValue={3600}
            formatOptions={{ style: 'unit', unit: 'second', unitDisplay: 'long' }}
          />
          <NumberField
            name="unmarked_after_hours"
            label="A meeting that nobody marked is decided after"
            defaultValue={rules.unmarked_after_hours}
            minValue={1}
            maxValue={720}
            formatOptions={{ style: 'unit', unit: 'hour', unitDisplay: 'long' }}
          />
          <RadioGroup
            name="unmarked"
            label="A meeting that nobody marked"
            options={unmarked}
            defaultValue={rules.unmarked}
          />
          <Checkbox name="unanswered_is_no_show" defaultSelected={rules.unanswered_is_no_show}>
            Who does not answer our call, or is busy, after the last try: no-show
          </Checkbox>
        </div>
        <div>
          <SubmitButton>Save what counts</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
