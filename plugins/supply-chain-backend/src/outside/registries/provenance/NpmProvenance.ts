import { NPM_REGISTRY, NpmRegistries } from '../npm/NpmRegistries';
import { addressBelow } from '../RegistryClient';
import { expectSame, fieldOf, textOf } from '../untrusted';
import type {
  AskedVersion,
  GatheredEvidence,
  ProvenanceRegistry,
} from './ProvenanceRegistry';

/**
 * npm's attestations (its documentation, "Generating provenance statements"):
 * the document of a version tells in `dist` what its tarball is and whether
 * there are attestations, and only then these are asked for, below the
 * configured registry, whatever address it names.
 */
export class NpmProvenance implements ProvenanceRegistry {
  readonly id = 'npm';
  readonly ecosystem = 'npm';
  readonly #registries: NpmRegistries;

  constructor(...options: ConstructorParameters<typeof NpmRegistries>) {
    this.#registries = new NpmRegistries(...options);
  }

  async gather(
    { packageName: name, version }: AskedVersion,
    signal: AbortSignal,
  ): Promise<GatheredEvidence> {
    const { client } = this.#registries;
    const registry = await this.#registries.of(name);
    const url = registry && addressBelow(registry, [name, version]);
    const document = url && (await client.json(url, signal));
    if (document === undefined || registry === undefined) {
      return unchecked('The registry does not know this version.');
    }
    const asked = `${name} ${version}`;
    expectSame(NPM_REGISTRY, asked, name, fieldOf(document, 'name'));
    expectSame(NPM_REGISTRY, asked, version, fieldOf(document, 'version'));
    const dist = fieldOf(document, 'dist');
    if (fieldOf(dist, 'attestations') === undefined) {
      // npm's own registry signs everything: one that tells of neither is another.
      return fieldOf(dist, 'signatures') === undefined
        ? unchecked(
            'The registry does not tell whether there are attestations.',
          )
        : {
            outcome: 'not-signed',
            reason:
              'It was published without provenance, as the registry says.',
          };
    }
    const integrity = textOf(fieldOf(dist, 'integrity'), 1000);
    if (integrity === undefined) {
      return unchecked('The registry does not tell what the package is.');
    }
    const attestations = await client.text(
      addressBelow(registry, [
        '-',
        'npm',
        'v1',
        'attestations',
        `${name}@${version}`,
      ])!,
      'application/json',
      signal,
    );
    return attestations === undefined
      ? unchecked('The registry names attestations, and does not have them.')
      : {
          evidence: [{ kind: 'npm', name, version, integrity, attestations }],
        };
  }
}

function unchecked(reason: string): GatheredEvidence {
  return { outcome: 'unchecked', reason };
}
