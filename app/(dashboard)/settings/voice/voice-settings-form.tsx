'use client';

import { useState } from 'react';
import { Checkbox } from '@/app/_components/form/checkbox';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextArea } from '@/app/_components/form/text-area';
import { TextField } from '@/app/_components/form/text-field';
import { Card } from '@/app/_components/page/card';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useSaveChanges } from '@/app/(dashboard)/_parts/use-save-changes';
import type { VoiceSettingsWire } from '@/lib/contracts/voice-settings';
import { newDrafts, type PromptDraft, PromptsEditor, promptsOf } from './prompts-editor';

interface VoiceSettingsFormProps {
  settings: VoiceSettingsWire;
  mayWrite: boolean;
}

const modules = [
  { name: 'record', label: 'Record', hint: 'Both sides, from the disclosure on.' },
  { name: 'transcribe', label: 'Write down', hint: 'The recording as text, afterwards.' },
  { name: 'translate', label: 'Translate', hint: 'The translation disclosure is said first.' },
  {
    name: 'survey',
    label: 'Ask afterwards',
    hint: 'One question, answered by a key. The survey disclosure is said first.',
  },
  { name: 'qa', label: 'Quality rules', hint: 'The outcome can be declared once every required prompt is ticked.' },
] as const;

const texts = [
  { name: 'recording_disclosure', label: 'First, on every call' },
  { name: 'survey_disclosure', label: 'When a question follows' },
  { name: 'translation_disclosure', label: 'When the call is translated' },
  { name: 'survey_question', label: 'The question after the call' },
] as const;

/** What is said and kept on the organization's calls. */
export function VoiceSettingsForm(props: VoiceSettingsFormProps) {
  // A form of its own for what was saved last: the drafts start from it again.
  return <VoiceForm key={JSON.stringify(props.settings)} {...props} />;
}

function VoiceForm({ settings, mayWrite }: VoiceSettingsFormProps) {
  const save = useSaveChanges('/api/organization/voice');
  const [drafts, setDrafts] = useState<PromptDraft[]>(() => newDrafts(settings.confirmation_prompts));
  const isDisabled = !mayWrite;

  async function send(data: FormData) {
    await save(
      {
        ...Object.fromEntries(modules.map(({ name }) => [name, data.get(name) !== null])),
        ...Object.fromEntries(texts.map(({ name }) => [name, textOf(data, name) ?? ''])),
        language: textOf(data, 'language'),
        confirmation_prompts: promptsOf(drafts),
      },
      settings,
    );
  }

  return (
    <Form onSend={send} aria-label="Voice settings">
      {isDisabled ? <p className="text-text-muted">An owner or admin can change these.</p> : null}
      <Card title="On every call" note="A booking can switch each of these on or off for itself.">
        <div className="grid gap-3 md:grid-cols-2">
          {modules.map(({ name, label, hint }) => (
            <Checkbox
              key={name}
              name={name}
              value="yes"
              defaultSelected={settings[name]}
              hint={hint}
              isDisabled={isDisabled}
            >
              {label}
            </Checkbox>
          ))}
        </div>
      </Card>
      <Card title="What is said" note="Read aloud to the attendee, by a voice.">
        <div className="flex flex-col gap-4">
          {texts.map(({ name, label }) => (
            <TextArea
              key={name}
              name={name}
              label={label}
              rows={2}
              defaultValue={settings[name]}
              maxLength={500}
              isDisabled={isDisabled}
              isRequired
            />
          ))}
          <TextField
            name="language"
            label="Language of the voice"
            hint="As in en-US, de-DE, pt-BR."
            defaultValue={settings.language}
            isDisabled={isDisabled}
            isRequired
            className="max-w-48"
          />
        </div>
      </Card>
      <Card title="Confirmation prompts" note="What the operator ticks while talking.">
        <PromptsEditor drafts={drafts} onChange={setDrafts} isDisabled={isDisabled} />
      </Card>
      {mayWrite ? (
        <div>
          <SubmitButton>Save voice settings</SubmitButton>
        </div>
      ) : null}
    </Form>
  );
}
