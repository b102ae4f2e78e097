import { GraphBuilder, type PackageFacts } from '../../graph/graphBuilder';
import { withoutByteOrderMark } from '../../input/json';
import { formatPurl } from '../../purl';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { type GoDirective, parseGoMod } from './goModSyntax';

interface Target {
  path: string;
  version: string;
}

function modulePurl(
  path: string,
  version: string,
  qualifiers?: Record<string, string>,
): string {
  const slash = path.lastIndexOf('/');
  return formatPurl({
    type: 'golang',
    namespace: path.slice(0, Math.max(slash, 0)),
    name: path.slice(slash + 1),
    version,
    qualifiers,
  });
}

/** OSV writes Go versions without the leading `v`; purls carry them as Go does. */
function moduleFacts({ path, version }: Target): PackageFacts {
  return {
    purl: modulePurl(path, version),
    name: path,
    version: version.replace(/^v/, ''),
    ecosystem: 'Go',
    packageName: path,
    origin: 'registry',
  };
}

/** A module replaced by a folder: code of the project's own, without a version. */
function folderFacts(path: string, folder: string): PackageFacts {
  return {
    purl: modulePurl(path, '', { download_url: `file:${folder}` }),
    name: path,
    version: '',
    packageName: path,
    origin: 'file',
  };
}

/** The standard library is a package to the Go vulnerability database; `go 1.22` is its version. */
function standardLibrary(version: string): PackageFacts {
  return {
    purl: formatPurl({ type: 'golang', name: 'stdlib', version }),
    name: 'stdlib',
    version,
    ecosystem: 'Go',
    packageName: 'stdlib',
    origin: 'registry',
    unhashable: true,
  };
}

/** Replacements by `path version` for one version, or by `path` for all. */
function replacements(directives: GoDirective[]): Map<string, Target> {
  const found = new Map<string, Target>();
  for (const { verb, words } of directives) {
    const arrow = words.indexOf('=>');
    if (verb === 'replace' && arrow > 0 && words.length > arrow + 1) {
      const [path, version = ''] = words.slice(arrow + 1);
      found.set(words.slice(0, arrow).join(' '), { path, version });
    }
  }
  return found;
}

function isFolder(path: string): boolean {
  return /^(?:\.{1,2}(?:[/\\]|$)|\/|[a-z]:)/i.test(path);
}

/** Checksums of the modules' zip archives, `h1:…`, by `path version`. */
function checksums(goSum: string | undefined): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of goSum?.split('\n') ?? []) {
    const [path, version, hash] = line.trim().split(/\s+/);
    if (hash?.startsWith('h1:') && !version.endsWith('/go.mod')) {
      found.set(`${path} ${version}`, hash);
    }
  }
  return found;
}

/** A required module as what is built in its place. */
function requiredFacts(
  { words: [path, version] }: GoDirective,
  replaced: ReadonlyMap<string, Target>,
  sums: ReadonlyMap<string, string>,
): PackageFacts {
  const target = replaced.get(`${path} ${version}`) ??
    replaced.get(path) ?? { path, version };
  const integrity = sums.get(`${target.path} ${target.version}`);
  return {
    ...(isFolder(target.path)
      ? folderFacts(path, target.path)
      : moduleFacts(target)),
    ...(integrity && { integrity }),
  };
}

function read({ text, sibling }: ReaderInput): ReaderResult {
  const warnings = new Warnings();
  const builder = new GraphBuilder();
  const directives = parseGoMod(withoutByteOrderMark(text));
  const replaced = replacements(directives);
  const sums = checksums(sibling('go.sum'));
  const wordOf = (verb: string) =>
    directives.find(directive => directive.verb === verb)?.words[0];

  for (const directive of directives.filter(d => d.verb === 'require')) {
    const { words, comment } = directive;
    if (words.length < 2) {
      warnings.add(`${quoted(words.join(' '))} has no version`);
      continue;
    }
    const key = words.join(' ');
    builder.add(key, requiredFacts(directive, replaced, sums));
    if (!/^\s*indirect\b/.test(comment)) {
      builder.require(key);
    }
  }
  const toolchain = /^go(\d[\w.]*)/.exec(wordOf('toolchain') ?? '')?.[1];
  const language = toolchain ?? wordOf('go');
  if (language) {
    builder.add('go', standardLibrary(language));
    builder.require('go');
  }
  return {
    root: { name: wordOf('module') },
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: true, ...builder.fixings() },
  };
}

/** `go.mod`; complete for modules of Go 1.17 and later, which list indirect modules too. */
export const goMod: ManifestReader = {
  id: 'go-mod',
  title: 'Go module file',
  ecosystem: 'Go',
  matches: name => name === 'go.mod',
  companions: ['go.sum'],
  supersedes: [],
  read,
};
