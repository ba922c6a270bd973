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
  { value: 'pending', label: 'Leave as pending', hint: 'Until someone marks it.' },
  { value: 'showed', label: 'Count as showed', hint: 'For teams that only mark no-shows.' },
  { value: 'no_show', label: 'Count as no-show', hint: 'For teams that only mark who showed up.' },
];

/** How attendance is decided for meetings that nobody marked. */
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
    <Card title="Attendance rules" note="Manual marks always win. Changes apply from now on.">
      <Form onSend={send} aria-label="Attendance rules" key={JSON.stringify(rules)}>
        <div className="grid gap-4 md:grid-cols-2">
          <NumberField
            name="talk_seconds"
            label="Count as showed after at least"
            hint="Talk time on our call."
            defaultValue={rules.talk_seconds}
            minValue={1}
            maxValue={3600}
            formatOptions={{ style: 'unit', unit: 'second', unitDisplay: 'long' }}
          />
          <NumberField
            name="unmarked_after_hours"
            label="Decide unmarked meetings after"
            defaultValue={rules.unmarked_after_hours}
            minValue={1}
            maxValue={720}
            formatOptions={{ style: 'unit', unit: 'hour', unitDisplay: 'long' }}
          />
          <RadioGroup name="unmarked" label="Unmarked meetings" options={unmarked} defaultValue={rules.unmarked} />
          <Checkbox
            name="unanswered_is_no_show"
            defaultSelected={rules.unanswered_is_no_show}
            hint="After the last attempt; includes busy lines."
          >
            Count unanswered calls as no-shows
          </Checkbox>
        </div>
        <div>
          <SubmitButton>Save rules</SubmitButton>
        </div>
      </Form>
    </Card>
  );
}
