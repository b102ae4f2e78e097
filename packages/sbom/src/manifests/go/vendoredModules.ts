import { boundMemory } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { folderFacts, isFolder, moduleFacts, type Target } from './goModule';

/** A line may be a module. */
const COSTS = { '\n': 300 };

/** A module that `go mod vendor` notes, and how many packages of it were copied. */
export interface Vendored extends Target {
  /** What it is replaced by. */
  replaced?: Target;
  packages: number;
}

/** `# path version [=> path [version]]`. */
function headerOf(line: string): Vendored | undefined {
  const words = line.slice(2).trim().split(/\s+/, 6);
  const arrow = words.indexOf('=>');
  const [path, version = ''] = arrow < 0 ? words : words.slice(0, arrow);
  const [target, at = ''] = arrow < 0 ? [] : words.slice(arrow + 1);
  if (!path || (target === undefined && !/^v\d/.test(version))) {
    return undefined;
  }
  const replaced = target ? { path: target, version: at } : undefined;
  return { path, version, packages: 0, ...(replaced && { replaced }) };
}

/** A module, what is noted of it with `##`, and the packages that were copied. */
export function vendoredIn(text: string, warnings: Warnings): Vendored[] {
  const found: Vendored[] = [];
  let current: Vendored | undefined;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line.startsWith('# ')) {
      current = headerOf(line);
      if (current) {
        found.push(current);
      } else {
        warnings.add(`not a module: ${quoted(line)}`);
      }
    } else if (line !== '' && !line.startsWith('##') && current) {
      current.packages += 1;
    }
  }
  return found;
}

function read({ text }: ReaderInput): ReaderResult {
  boundMemory(text, COSTS);
  const warnings = new Warnings();
  const builder = new GraphBuilder();
  const modules = vendoredIn(text, warnings);
  if (modules.length === 0) {
    throw missing('# module version');
  }
  // Modules without packages are named for go.mod's sake: nothing of them is built.
  for (const { path, version, replaced } of modules.filter(
    ({ packages }) => packages > 0,
  )) {
    builder.add(
      `${path} ${version}`,
      replaced && isFolder(replaced.path)
        ? folderFacts(path, replaced.path)
        : moduleFacts(replaced ?? { path, version }),
    );
  }
  builder.leaveDirectOpen();
  warnings.add(
    'no go.mod beside the vendor folder: which modules are direct is not known',
  );
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings(false) },
  };
}

const PLACE = /(?:^|\/)vendor\/modules\.txt$/;

/** `vendor/modules.txt` (Go Modules Reference, "Vendoring"), where no go.mod says the same. */
export const goVendoredModules: ManifestReader = {
  id: 'go-vendor',
  title: 'Go vendored modules',
  ecosystem: 'Go',
  matches: (_, path) => PLACE.test(path),
  companions: [],
  supersedes: [],
  givesWayTo: (path, all) => {
    const mod = path.replace(/vendor\/modules\.txt$/, 'go.mod');
    return all.find(other => other === mod);
  },
  read,
};
