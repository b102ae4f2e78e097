import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';

const NAME = 'secrets';

/**
 * What secrets are hashed with: made once for an installation, so that all its
 * replicas know a secret again, and nobody else can try guesses.
 */
export async function secretSalt(knex: Knex): Promise<Buffer> {
  const value = randomBytes(32).toString('hex');
  await knex('installation_keys')
    .insert({ name: NAME, value })
    .onConflict('name')
    .ignore();
  const row = await knex('installation_keys').where('name', NAME).first();
  return Buffer.from(row!.value, 'hex');
}
