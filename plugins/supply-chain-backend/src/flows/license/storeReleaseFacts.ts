import type { PackageReleaseFacts } from '@safety-curtain/plugin-supply-chain-node';
import type { Knex } from 'knex';
import { inChunks, toText } from '../../database/dialect';
import { readComponents } from '../../records/risks/componentRisks';
import type { StoredRelease } from '../../records/risks/releaseFacts';
import { hashesOfIntegrity } from '../../outside/registries/shortHash';
import { queueComponents } from '../../records/risks/riskQueue';
import type { AskedPackage } from './askSources';

const MAX_TEXT = 500;

/**
 * Keeps how versions came to be published. Of several sources the first that
 * says something counts.
 */
export async function storeReleaseFacts(
  trx: Knex.Transaction,
  asked: readonly AskedPackage[],
): Promise<void> {
  const rows = new Map<number, string>();
  // That a public registry has the name says something of a version that it has not.
  const named = new Map<number, string>();
  for (const { components, again, facts } of asked.flatMap(
    ({ answers }) => answers,
  )) {
    for (const { id, version } of [...components, ...again]) {
      const known = facts?.versions.get(version);
      const told = known ? rows : named;
      if (told.has(id)) continue;
      const release = storable(known?.release ?? {}, facts?.isPublic);
      if (release) told.set(id, release);
    }
  }
  const all = [...new Map([...named, ...rows])].map(([id, release]) => ({
    component_id: id,
    release,
  }));
  for await (const chunk of inChunks(all)) {
    await trx('component_facts')
      .insert(chunk)
      .onConflict('component_id')
      .merge(['release']);
  }
}

/** What says nothing is left out, so that the same facts are the same text. */
function storable(
  facts: PackageReleaseFacts,
  isPublic: boolean | undefined,
): string | undefined {
  const text = (value: unknown) =>
    typeof value === 'string' && value ? toText(value, MAX_TEXT) : undefined;
  const flag = (value: unknown) =>
    typeof value === 'boolean' ? value : undefined;
  const hashes = hashesOfIntegrity(text(facts.integrity) ?? '');
  const release: StoredRelease = {
    hashes: hashes.length > 0 ? hashes : undefined,
    isPublic: flag(isPublic),
    yanked: flag(facts.yanked),
    installScript: flag(facts.installScript),
    publisher: text(facts.publisher),
    publisherBefore: text(facts.publisherBefore),
    newPublisher: flag(facts.newPublisher),
    attested: flag(facts.attested),
    attestedBefore: flag(facts.attestedBefore),
    repository: text(facts.repository),
    repositoryBefore: text(facts.repositoryBefore),
  };
  const json = JSON.stringify(release);
  return json === '{}' ? undefined : json;
}

/** Has package versions judged again of which something else is known after the work. */
export async function judgingWhatChanges(
  trx: Knex.Transaction,
  asked: readonly AskedPackage[],
  work: () => Promise<void>,
): Promise<void> {
  const ids = asked.flatMap(({ claimed }) =>
    claimed.components.map(({ id }) => id),
  );
  const before = await textsOf(trx, ids);
  await work();
  const after = await textsOf(trx, ids);
  await queueComponents(
    trx,
    ids.filter(id => before.get(id) !== after.get(id)),
  );
}

async function textsOf(trx: Knex.Transaction, ids: readonly number[]) {
  const components = await readComponents(trx, ids);
  return new Map(
    components.map(({ id, facts }) => [id, JSON.stringify(facts)]),
  );
}
