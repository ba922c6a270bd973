const MP3_FRAME_BYTES = 36;
const MP3_FRAME_MS = 36;
const WAV_RATE = 8_000;
const TONE_HZ = 440;
const MAX_SECONDS = 30;

// MPEG-2 layer III, 8 kbit/s, 16 kHz, mono: with side information all zero, every decoder hears silence.
function silentMp3(seconds: number): Buffer {
  const frames = Math.max(1, Math.ceil((seconds * 1000) / MP3_FRAME_MS));
  const frame = Buffer.alloc(MP3_FRAME_BYTES);
  frame.set([0xff, 0xf3, 0x18, 0xc4]);
  return Buffer.concat(Array.from({ length: frames }, () => frame));
}

function toneWav(seconds: number): Buffer {
  const samples = Math.round(seconds * WAV_RATE);
  const bytes = Buffer.alloc(44 + samples * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(WAV_RATE, 24);
  bytes.writeUInt32LE(WAV_RATE * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples * 2, 40);
  for (let sample = 0; sample < samples; sample += 1) {
    const value = Math.sin((2 * Math.PI * TONE_HZ * sample) / WAV_RATE) * 8_000;
    bytes.writeInt16LE(Math.round(value), 44 + sample * 2);
  }
  return bytes;
}

/** Playable audio of about the given length (at most 30 s): silence as MP3, a soft tone as WAV. */
export function audioOf(format: 'mp3' | 'wav', seconds: number): { bytes: Buffer; contentType: string } {
  const length = Math.min(MAX_SECONDS, Math.max(1, seconds));
  return format === 'mp3'
    ? { bytes: silentMp3(length), contentType: 'audio/mpeg' }
    : { bytes: toneWav(length), contentType: 'audio/wav' };
}
