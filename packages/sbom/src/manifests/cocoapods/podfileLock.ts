import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  readYaml,
  textOf,
} from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { podPackage, specRepositories } from './podPackage';

const MAX_NAMED = 50;

/** `Name/Subspec (1.0)`: the pod, and what stands in the brackets. */
function parsePod(text: string): { pod: string; version?: string } {
  const [, name = text, version] = /^(\S[^(]*?) \(([^)]*)\)$/.exec(text) ?? [];
  const [pod] = name.split('/', 1);
  return { pod, version };
}

/** A pod or subspec of PODS, and what it depends on. */
interface Spec {
  text: string;
  needs: unknown[];
}

function specsOf(list: unknown): Spec[] {
  return listOf(list).flatMap((item): Spec[] =>
    isFields(item)
      ? entriesOf(item).map(([text, needs]) => ({ text, needs: listOf(needs) }))
      : [{ text: textOf(item) ?? '', needs: [] }],
  );
}

class PodfileLock {
  private readonly builder = new GraphBuilder();
  private readonly warnings = new Warnings();
  private readonly absent = new Set<string>();

  private readonly repositories: ReadonlyMap<string, string>;

  constructor(private readonly lock: Fields) {
    this.repositories = specRepositories(lock['SPEC REPOS']);
  }

  read(): ReaderResult {
    const specs = specsOf(this.lock.PODS);
    specs.forEach(({ text }) => this.add(text));
    for (const { text, needs } of specs) {
      needs.forEach(need => this.connect(parsePod(text).pod, textOf(need)));
    }
    this.requireListed();
    this.warnings.add(
      'the lock file has no targets: whether a pod is only for tests is not known',
    );
    return {
      graph: 'full',
      components: this.builder.components(),
      warnings: this.warnings.list(),
      lock: { locked: true, ...this.builder.fixings() },
      ...this.unresolved(),
    };
  }

  /** Subspecs are parts of one pod, and have its version. */
  private add(text: string): void {
    const { pod, version } = parsePod(text);
    if (!pod || !version) {
      this.warnings.add(`${quoted(text)} has no version`);
      return;
    }
    this.builder.add(
      pod,
      podPackage(pod, version, this.lock, this.repositories),
    );
  }

  private connect(from: string, need: string | undefined): void {
    const { pod } = parsePod(need ?? '');
    if (pod === '') {
      return;
    }
    this.noteAbsent(pod);
    this.builder.connect(from, pod);
  }

  /** CocoaPods writes whole graphs. */
  private noteAbsent(pod: string): void {
    if (!this.builder.has(pod) && !this.absent.has(pod)) {
      this.absent.add(pod);
      this.warnings.add(
        `${quoted(
          pod,
        )} is depended on and has no entry: the file was cut, or merged wrongly`,
      );
    }
  }

  private requireListed(): void {
    const listed = this.lock.DEPENDENCIES;
    if (!Array.isArray(listed)) {
      this.builder.requireUnreferenced();
      this.warnings.add(
        'the file has no DEPENDENCIES: what no other pod depends on is direct, of the rest it is not known',
      );
      return;
    }
    for (const item of listed) {
      const { pod } = parsePod(textOf(item) ?? '');
      this.noteAbsent(pod);
      this.builder.require(pod, 'unknown');
    }
  }

  private unresolved(): Pick<ReaderResult, 'unresolved'> {
    const { size } = this.absent;
    const first = [...this.absent].slice(0, MAX_NAMED);
    return size > 0
      ? { unresolved: { count: size, first, poms: [], cut: true } }
      : {};
  }
}

function read({ text }: ReaderInput): ReaderResult {
  const [lock] = readYaml(text);
  if (!isFields(lock)) {
    throw missing('PODS');
  }
  // CocoaPods writes its version last.
  if (textOf(lock.COCOAPODS) === undefined) {
    throw missing('COCOAPODS');
  }
  return new PodfileLock(lock).read();
}

/** `Podfile.lock` of CocoaPods. */
export const podfileLock: ManifestReader = {
  id: 'podfile-lock',
  title: 'CocoaPods lock file',
  matches: name => name === 'Podfile.lock',
  companions: [],
  supersedes: [],
  read,
};
