/** Queued once the attendee has heard the recording notice of a call with transcription on. Payload: `{ callId }`. */
export const TRANSCRIPTION_WANTED = 'transcription-wanted';

/** A carrier's call that should not be there is hung up. */
export const CALL_HANG_UP = 'call-hang-up';
