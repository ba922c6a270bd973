'use client';

import { useState } from 'react';
import { Checkbox } from '@/app/_components/form/checkbox';
import { Form } from '@/app/_components/form/form';
import { SubmitButton } from '@/app/_components/form/submit-button';
import { TextArea } from '@/app/_components/form/text-area';
import { Card } from '@/app/_components/page/card';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import { useSaveChanges } from '@/app/(dashboard)/_parts/use-save-changes';
import type { VoiceSettingsWire } from '@/lib/contracts/voice-settings';
import { LanguageField } from './language-field';
import { newDrafts, type PromptDraft, PromptsEditor, promptsOf } from './prompts-editor';

interface VoiceSettingsFormProps {
  settings: VoiceSettingsWire;
  mayWrite: boolean;
}

const modules = [
  { name: 'record', label: 'Record', hint: 'Both sides, from the recording notice on.' },
  { name: 'transcribe', label: 'Transcribe', hint: 'Get a transcript of the recording.' },
  { name: 'translate', label: 'Translate', hint: 'Live machine translation; the translation notice plays first.' },
  {
    name: 'survey',
    label: 'Survey',
    hint: 'One question after the call, answered by keypress; the survey notice plays first.',
  },
  { name: 'qa', label: 'QA mode', hint: 'Require the checklist before an outcome.' },
] as const;

const texts = [
  { name: 'recording_disclosure', label: 'Recording notice' },
  { name: 'survey_disclosure', label: 'Survey notice' },
  { name: 'translation_disclosure', label: 'Translation notice' },
  { name: 'survey_question', label: 'Survey question' },
] as const;

/** Announcements, recording and checklist of the organization's calls. */
export function VoiceSettingsForm(props: VoiceSettingsFormProps) {
  // Keyed by the saved settings, so that the drafts restart from them.
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
      {isDisabled ? <p className="text-text-muted">Only owners and admins can change these settings.</p> : null}
      <Card title="On every call" note="Each booking can override these.">
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
      <Card title="Announcements" note="Read to the attendee by text-to-speech.">
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
          <LanguageField defaultValue={settings.language} isDisabled={isDisabled} />
        </div>
      </Card>
      <Card title="Call checklist" note="Items to tick off during the call.">
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
