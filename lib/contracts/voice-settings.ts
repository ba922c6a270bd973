import { z } from 'zod';
import { changesSomething, line, nothingChanges } from './shared';

const prompt = z.object({
  /** Stable name that ticks are kept under. */
  key: z
    .string()
    .trim()
    .regex(/^[a-z0-9][a-z0-9_-]{0,39}$/, 'Use lowercase letters, digits, and dashes.'),
  text: line(200),
  required: z.boolean(),
});

const settings = z.object({
  record: z.boolean(),
  transcribe: z.boolean(),
  translate: z.boolean(),
  survey: z.boolean(),
  qa: z.boolean(),
  /** BCP 47, of the voice that reads the texts. */
  language: z.string().regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$/, 'Enter a language code, e.g. en-US.'),
  recording_disclosure: line(500),
  survey_disclosure: line(500),
  translation_disclosure: line(500),
  survey_question: line(500),
  confirmation_prompts: z
    .array(prompt)
    .max(12)
    .refine(
      (prompts) => new Set(prompts.map(({ key }) => key)).size === prompts.length,
      'Give each prompt its own key.',
    ),
});

export const voiceSettingsResponse = z.object({ success: z.literal(true), voice: settings });

export const updateVoiceSettingsBody = settings.partial().strict().refine(changesSomething, nothingChanges);

export type VoiceSettingsWire = z.infer<typeof settings>;
export type UpdateVoiceSettings = z.infer<typeof updateVoiceSettingsBody>;
