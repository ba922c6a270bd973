import { createCipheriv, createDecipheriv } from 'node:crypto';
import type { EncryptionKey } from '@/lib/config/config';
import { randomOctets } from '@/lib/core/ids';

/** Encrypts and decrypts short texts at rest with AES-256-GCM. */
export interface Encryption {
  /**
   * @param boundTo what the text belongs to (`table:rowId:column`): moved to another row it does not decrypt
   * @returns `v1.<keyId>.<nonce>.<ciphertext+tag>`, base64url
   */
  encrypt(text: string, boundTo: string): string;
  /** @throws Error when the key is unknown, or the text was altered or moved */
  decrypt(sealed: string, boundTo: string): string;
  /** True when `sealed` was written with a key other than the first: it is due for rotation. */
  isStale(sealed: string): boolean;
}

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** @param keys the first one writes, all of them read */
export function createEncryption(keys: readonly EncryptionKey[]): Encryption {
  const [writing] = keys;
  if (!writing) throw new Error('At least one encryption key is needed.');
  const byId = new Map(keys.map((key) => [key.id, key]));

  return {
    encrypt(text, boundTo) {
      const nonce = randomOctets(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', writing.key, nonce).setAAD(Buffer.from(boundTo));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return `v1.${writing.id}.${nonce.toString('base64url')}.${body.toString('base64url')}`;
    },
    decrypt(sealed, boundTo) {
      const [version, keyId = '', nonce = '', encoded = ''] = sealed.split('.');
      const key = byId.get(keyId);
      if (version !== 'v1' || !key) throw new Error(`No key ${keyId} to decrypt with.`);
      const body = Buffer.from(encoded, 'base64url');
      const decipher = createDecipheriv('aes-256-gcm', key.key, Buffer.from(nonce, 'base64url'))
        .setAAD(Buffer.from(boundTo))
        .setAuthTag(body.subarray(-TAG_BYTES));
      return Buffer.concat([decipher.update(body.subarray(0, -TAG_BYTES)), decipher.final()]).toString('utf8');
    },
    isStale: (sealed) => sealed.split('.')[1] !== writing.id,
  };
}
