/** Queued once the attendee has heard the recording notice of a call with transcription on. Payload: `{ callId }`. */
export const TRANSCRIPTION_WANTED = 'transcription-wanted';
