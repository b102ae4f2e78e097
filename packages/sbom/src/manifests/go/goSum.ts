import { compare, parse } from 'semver';
import { GraphBuilder } from '../../graph/graphBuilder';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings, counted } from '../warnings';
import { moduleFacts, type Target } from './goModule';

/** One version of a module, and the sum of its archive where the file has it. */
interface Sum {
  version: string;
  archive?: string;
}

/** `module version h1:…`, where the version of a go.mod alone ends with `/go.mod`. */
const LINE = /^(\S+) (v\S+?)(\/go\.mod)? (h1:[A-Za-z0-9+/]{43}=)$/;

/**
 * Of the versions that the go command has looked at, it builds with the highest; one whose archive
 * it has fetched comes before one of which it has read the go.mod only.
 */
function isBetter(sum: Sum, than: Sum): boolean {
  if ((sum.archive === undefined) !== (than.archive === undefined)) {
    return sum.archive !== undefined;
  }
  const [left, right] = [parse(sum.version), parse(than.version)];
  return left !== null && (right === null || compare(left, right) > 0);
}

/** Both lines of one version tell of it. */
function modulesOf(text: string, warnings: Warnings): Map<string, Sum[]> {
  const modules = new Map<string, Map<string, Sum>>();
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    const found = LINE.exec(line);
    if (found) {
      const [, path, version, onlyMod, hash] = found;
      const sums = modules.get(path) ?? new Map<string, Sum>();
      modules.set(path, sums);
      const known = sums.get(version);
      const archive = onlyMod ? known?.archive : hash;
      sums.set(version, { version, ...(archive && { archive }) });
    } else if (line !== '') {
      warnings.add(`not a line of a go.sum file: ${quoted(line)}`);
    }
  }
  return new Map(
    [...modules].map(([path, sums]) => [path, [...sums.values()]]),
  );
}

/** Each module of which go.sum has an archive, in the highest version of those. */
export function archivesOf(text: string): Target[] {
  return [...modulesOf(text, new Warnings())].flatMap(([path, sums]) => {
    const { version, archive } = bestOf(sums);
    return archive ? [{ path, version }] : [];
  });
}

function bestOf(sums: readonly Sum[]): Sum {
  return sums.reduce((a, b) => (isBetter(b, a) ? b : a));
}

function read({ text }: ReaderInput): ReaderResult {
  const warnings = new Warnings();
  const builder = new GraphBuilder();
  const modules = modulesOf(text, warnings);
  if (modules.size === 0) {
    throw missing('module version h1:…');
  }
  let others = 0;
  for (const [path, sums] of modules) {
    const best = bestOf(sums);
    others += sums.length - 1;
    builder.add(path, {
      ...moduleFacts({ path, version: best.version }),
      hashed: true,
      ...(best.archive && { integrity: best.archive }),
    });
  }
  builder.leaveDirectOpen();
  warnings.add(
    'no go.mod beside it: it has the sums of all modules that the go command has looked at, ' +
      'and which of them are built is not known',
  );
  if (others > 0) {
    warnings.add(
      counted(
        others,
        'lower version of a module that it has in several was left out',
        'lower versions of modules that it has in several were left out',
      ),
    );
  }
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: builder.fixings(),
  };
}

/** `go.sum` where no go.mod lies beside it. */
export const goSum: ManifestReader = {
  id: 'go-sum',
  title: 'Go checksums',
  ecosystem: 'Go',
  matches: name => name === 'go.sum',
  companions: [],
  supersedes: [],
  read,
};
