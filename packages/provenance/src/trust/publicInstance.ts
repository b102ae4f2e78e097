import { isFields, listOf } from '@safety-curtain/input';
import { PublicKey } from '@sigstore/protobuf-specs';
import seeds from '@sigstore/tuf/seeds.json';

/*
 * What Sigstore's client begins with: the files of its update framework as they were when the client
 * was released. Nothing is fetched here; a newer one comes with a newer version of the client, or
 * from the configuration.
 */

const [{ targets }] = Object.values(seeds);

/** The trusted root of Sigstore's public instance, as JSON. */
export const publicRoot: string = decoded('trusted_root.json');

/** The keys by which the npm registry attests that it took a package, by their hints. */
export const npmKeys: Readonly<Record<string, PublicKey>> = readNpmKeys(
  JSON.parse(decoded('registry.npmjs.org%2Fkeys.json')),
);

function decoded(target: keyof typeof targets): string {
  return Buffer.from(targets[target], 'base64').toString('utf8');
}

function readNpmKeys(document: unknown): Record<string, PublicKey> {
  const keys = isFields(document) ? listOf(document.keys) : [];
  return Object.fromEntries(
    keys
      .filter(isFields)
      .filter(({ keyUsage }) => keyUsage === 'npm:attestations')
      .map(({ keyId, publicKey }) => [keyId, PublicKey.fromJSON(publicKey)]),
  );
}
