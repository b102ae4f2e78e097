import { normalizePackageName } from '@safety-curtain/advisories';
import type { PypiEvidence } from '@safety-curtain/provenance';
import { addressBelow, type RegistryClient } from '../RegistryClient';
import { expectSame, fieldOf, listOf, textOf } from '../untrusted';
import { clientOf, type WebRegistryOptions } from '../WebRegistry';
import type {
  AskedVersion,
  GatheredEvidence,
  ProvenanceRegistry,
} from './ProvenanceRegistry';

const TITLE = 'PyPI';
const SIMPLE = 'application/vnd.pypi.simple.v1+json';
/** Files of one version that are asked for. */
const MOST_FILES = 100;
/** Where so many have nothing, no others are asked for: nobody signs the rest alone. */
const ENOUGH_WITHOUT = 5;
/** Characters of what is told of one version; they are sent to another process. */
const MOST_TEXT = 16 * 1024 * 1024;

interface ReleaseFile {
  file: string;
  sha256: string;
}

/**
 * PyPI's integrity interface (its documentation, "Integrity API"; PEP 740): the
 * document of a version names its files, and each may have attestations. All are
 * asked for: which one is installed depends on who installs it. An index that has none may lack the
 * interface: there is nothing only where its simple index says so, too (PEP 740, `provenance`).
 */
export class PypiProvenance implements ProvenanceRegistry {
  readonly id = 'pypi';
  readonly ecosystem = 'PyPI';
  readonly #client: RegistryClient;
  readonly #base: string;

  constructor(options: Omit<WebRegistryOptions, 'concurrency'>) {
    this.#client = clientOf(TITLE, options);
    this.#base = options.url;
  }

  async gather(
    asked: AskedVersion,
    signal: AbortSignal,
  ): Promise<GatheredEvidence> {
    const { packageName: name, version } = asked;
    const document = await this.#json(['pypi', name, version, 'json'], signal);
    if (document === undefined) {
      return unchecked('The registry does not know this version.');
    }
    const told = fieldOf(fieldOf(document, 'info'), 'name');
    expectSame(TITLE, `${name} ${version}`, name, told, sameName);
    const files = filesOf(document);
    if (files.length === 0) {
      return unchecked('The registry has no files of this version.');
    }
    const evidence = await this.#evidenceOf(asked, files, signal);
    if (evidence.every(({ provenance }) => provenance === undefined)) {
      const doubt = await this.#doubtIn(name, evidence, signal);
      return doubt === undefined
        ? { outcome: 'not-signed', reason: withoutAny(evidence, files) }
        : unchecked(doubt);
    }
    const leftOut =
      evidence.length < files.length &&
      `Only ${evidence.length} of ${files.length} files were looked at.`;
    return { evidence, ...(leftOut && { leftOut }) };
  }

  /** Of the files in turn, up to where it is enough. */
  async #evidenceOf(
    { packageName: name, version }: AskedVersion,
    files: readonly ReleaseFile[],
    signal: AbortSignal,
  ): Promise<PypiEvidence[]> {
    const evidence: PypiEvidence[] = [];
    let length = 0;
    let without = 0;
    for (const { file, sha256 } of files.slice(0, MOST_FILES)) {
      const provenance = await this.#provenanceOf(name, version, file, signal);
      length += provenance?.length ?? 0;
      if (length > MOST_TEXT) break;
      if (provenance === undefined) without++;
      evidence.push({
        kind: 'pypi',
        file,
        sha256,
        ...(provenance !== undefined && { provenance }),
      });
      if (without === ENOUGH_WITHOUT && without === evidence.length) break;
    }
    return evidence;
  }

  async #provenanceOf(
    name: string,
    version: string,
    file: string,
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const url = addressBelow(this.#base, [
      'integrity',
      name,
      version,
      file,
      'provenance',
    ]);
    return url
      ? (await this.#client.text(url, 'application/json', signal)) || undefined
      : undefined;
  }

  /** Why it is not known that none of the files have attestations; undefined where it is. */
  async #doubtIn(
    name: string,
    looked: readonly PypiEvidence[],
    signal: AbortSignal,
  ): Promise<string | undefined> {
    const project = normalizePackageName('PyPI', name);
    const url = addressBelow(this.#base, ['simple', project]);
    const index = url
      ? await this.#client.json(`${url}/`, signal, SIMPLE)
      : undefined;
    const told = new Map(
      listOf(fieldOf(index, 'files')).map(file => [
        fieldOf(file, 'filename'),
        fieldOf(file, 'provenance'),
      ]),
    );
    const says = looked.map(({ file }) => told.get(file));
    if (says.every(provenance => provenance === null)) return undefined;
    return says.some(provenance => typeof provenance === 'string')
      ? 'The registry names attestations, and does not have them.'
      : 'The registry does not tell whether there are attestations.';
  }

  async #json(segments: readonly string[], signal: AbortSignal) {
    const url = addressBelow(this.#base, segments);
    return url ? this.#client.json(url, signal) : undefined;
  }
}

/** The source first, as others may be built from it. */
function filesOf(document: unknown): ReleaseFile[] {
  return listOf(fieldOf(document, 'urls'))
    .flatMap(one => {
      const file = textOf(fieldOf(one, 'filename'), 300);
      const sha256 = textOf(fieldOf(fieldOf(one, 'digests'), 'sha256'), 64);
      return file && sha256 && /^[0-9a-f]{64}$/.test(sha256)
        ? [{ file, sha256 }]
        : [];
    })
    .sort((a, b) => rank(a.file) - rank(b.file) || (a.file < b.file ? -1 : 1));
}

function withoutAny(
  looked: readonly PypiEvidence[],
  files: readonly ReleaseFile[],
): string {
  return looked.length === files.length
    ? 'It was published without attestations, as the registry says.'
    : `It was published without attestations, as the registry says of ${looked.length} of ${files.length} files.`;
}

function unchecked(reason: string): GatheredEvidence {
  return { outcome: 'unchecked', reason };
}

function sameName(a: string, b: string): boolean {
  return normalizePackageName('PyPI', a) === normalizePackageName('PyPI', b);
}

function rank(file: string): number {
  return file.endsWith('.tar.gz') ? 0 : 1;
}
