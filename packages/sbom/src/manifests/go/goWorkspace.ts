import { joinPath } from '../../input/relativePath';
import { limits } from '../../limits';
import { Warnings } from '../warnings';
import type { ReaderInput } from '../reader';
import { type GoDirective, parseGoMod } from './goModSyntax';

/** The workspace that a module is built in. */
export interface GoWorkspace {
  directives: readonly GoDirective[];
  /** Paths of all its modules: they are the project, whoever requires them. */
  members: ReadonlySet<string>;
  /** The sums that go.sum files of members lack. */
  sums: string | undefined;
}

/** Modules of one workspace that are looked at. */
const MAX_MEMBERS = 1000;

/** The folder of a manifest as seen from so many folders above; undefined where its path is shorter. */
function folderFrom(path: string, levels: number): string | undefined {
  const folders = path.split('/').slice(0, -1);
  return levels > folders.length
    ? undefined
    : folders.slice(folders.length - levels).join('/');
}

function usedFolders(directives: readonly GoDirective[]): string[] {
  return directives
    .filter(({ verb, words }) => verb === 'use' && words.length > 0)
    .slice(0, MAX_MEMBERS)
    .flatMap(({ words }) => joinPath('', words[0]) ?? []);
}

function directivesOf(text: string): GoDirective[] {
  try {
    return parseGoMod(text, new Warnings());
  } catch {
    return [];
  }
}

/**
 * The go.work in the module's folder or above that uses it (Go Modules Reference, "Workspaces"), as
 * the go command finds it: the first that is there counts, even where it does not use the module.
 */
export function goWorkspace({
  path,
  sibling,
}: ReaderInput): GoWorkspace | undefined {
  for (let levels = 0; levels < limits.includes; levels++) {
    const own = folderFrom(path, levels);
    if (own === undefined) {
      return undefined;
    }
    const up = '../'.repeat(levels);
    const text = sibling(`${up}go.work`);
    if (text === undefined) {
      continue;
    }
    const directives = directivesOf(text);
    const used = usedFolders(directives);
    if (!used.includes(own)) {
      return undefined;
    }
    const members = used.flatMap(folder => {
      const mod = sibling(`${up}${folder ? `${folder}/` : ''}go.mod`);
      return /^module[ \t]+"?([^\s"]+)/m.exec(mod ?? '')?.[1] ?? [];
    });
    const sums = sibling(`${up}go.work.sum`);
    return { directives, members: new Set(members), sums };
  }
  return undefined;
}
