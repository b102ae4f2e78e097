import { InputError } from '@safety-curtain/input';
import { compare, parse } from 'semver';
import { GraphBuilder } from '../../graph/graphBuilder';
import type { PackageFacts } from '../../graph/packageFacts';
import { compared, requirementText, type Step } from '../../locks/comparison';
import { formatPurl } from '../../purl';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { type Checksums, checksums } from './checksums';
import { type GoDirective, parseGoMod } from './goModSyntax';
import { folderFacts, isFolder, moduleFacts, type Target } from './goModule';
import { goWorkspace } from './goWorkspace';
import { namesAll, transitiveModules } from './transitive';

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

/**
 * Replacements by `path version` for one version, or by `path` for all; those of a workspace come
 * last, since they take the place of a module's own.
 */
function replacements(directives: readonly GoDirective[]): Map<string, Target> {
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

/** What is built in the place of a required module. */
function targetOf(
  { words: [path, version] }: GoDirective,
  replaced: ReadonlyMap<string, Target>,
): Target {
  return (
    replaced.get(`${path} ${version}`) ??
    replaced.get(path) ?? { path, version }
  );
}

function requiredFacts(
  { words: [path] }: GoDirective,
  target: Target,
  sums: Checksums,
): PackageFacts {
  if (isFolder(target.path)) {
    return folderFacts(path, target.path);
  }
  const key = `${target.path} ${target.version}`;
  const integrity = sums.archives.get(key);
  return {
    ...moduleFacts(target),
    hashed: sums.modules.has(key),
    ...(integrity && { integrity }),
  };
}

/** `// indirect`, whatever people wrote behind it. */
function isIndirect({ comment }: GoDirective): boolean {
  return /^indirect\b/.test(comment);
}

/**
 * The requirements that count: none that is excluded (Go Modules Reference, "exclude directive"),
 * and of several versions of one module the highest, as minimal version selection takes it.
 */
function requirements(
  directives: readonly GoDirective[],
  warnings: Warnings,
): GoDirective[] {
  const excluded = new Set(
    directives
      .filter(({ verb }) => verb === 'exclude')
      .map(({ words }) => words.slice(0, 2).join(' ')),
  );
  const found = new Map<string, GoDirective>();
  for (const directive of directives) {
    const { verb, words } = directive;
    const [path, version] = words;
    if (verb !== 'require' || path === undefined) {
      continue;
    }
    if (version === undefined) {
      warnings.add(`${quoted(path)} has no version`);
    } else if (excluded.has(`${path} ${version}`)) {
      warnings.add(
        `${quoted(
          `${path} ${version}`,
        )} is required and excluded: which version the go command takes is not known`,
      );
    } else if (isHigher(version, found.get(path)?.words[1])) {
      found.set(path, directive);
    }
  }
  return [...found.values()];
}

function isHigher(version: string, than: string | undefined): boolean {
  if (than === undefined) {
    return true;
  }
  const [left, right] = [parse(version), parse(than)];
  return left !== null && (right === null || compare(left, right) > 0);
}

const nothingMore = () => undefined;

/** Whether go.sum knows every module, without which `go build` stops. */
function goSumInStep(
  targets: readonly Target[],
  goSum: string | undefined,
  { modules }: Checksums,
): Step {
  return compared(nothingMore, comparison => {
    for (const { path, version } of targets) {
      const what = requirementText(path, version);
      if (isFolder(path) || modules.has(`${path} ${version}`)) {
        comparison.agrees();
      } else if (goSum === undefined) {
        comparison.differs(`go.mod asks for ${what}, and there is no go.sum`);
      } else {
        comparison.differs(
          `go.mod asks for ${what}, and go.sum does not have it`,
        );
      }
    }
  });
}

/** The version of Go: a workspace's lines come before those of its modules ("Go toolchains", go.dev). */
function builtWith(directives: readonly GoDirective[] = []) {
  const wordOf = (verb: string) =>
    directives.find(directive => directive.verb === verb)?.words[0];
  const toolchain = /^go(\d[\w.]*)/.exec(wordOf('toolchain') ?? '')?.[1];
  return toolchain ?? wordOf('go');
}

function read(input: ReaderInput): ReaderResult {
  const { text, sibling } = input;
  const warnings = new Warnings();
  const builder = new GraphBuilder('runtime');
  const directives = parseGoMod(text, warnings);
  const wordOf = (verb: string) =>
    directives.find(directive => directive.verb === verb)?.words[0];
  if (wordOf('module') === undefined) {
    throw missing('module');
  }
  const workspace = goWorkspace(input);
  const replaced = replacements([
    ...directives,
    ...(workspace?.directives ?? []),
  ]);
  const goSum = sibling('go.sum');
  const sums = checksums(goSum, workspace?.sums);
  const required = requirements(directives, warnings).filter(
    ({ words: [path] }) => !workspace?.members.has(path),
  );
  if (required.length === 0 && sums.archives.size > 0) {
    throw new InputError(
      `asks for no module, and go.sum beside it has the sums of ${sums.archives.size}: the file is cut off, or \`go mod tidy\` was forgotten`,
    );
  }
  const targets: Target[] = [];
  for (const directive of required) {
    const key = directive.words.join(' ');
    const target = targetOf(directive, replaced);
    targets.push(target);
    builder.add(key, requiredFacts(directive, target, sums));
    if (!isIndirect(directive)) {
      builder.require(key);
    }
  }
  if (!namesAll(wordOf('go'))) {
    const named = new Set([
      ...required.map(({ words: [path] }) => path),
      ...targets.map(({ path }) => path),
      ...(workspace?.members ?? []),
    ]);
    const { modules, warning } = transitiveModules({ sibling, goSum }, named);
    for (const { path, version } of modules) {
      const directive = {
        verb: 'require',
        words: [path, version],
        comment: '',
      };
      const target = targetOf(directive, replaced);
      builder.add(`${path} ${version}`, requiredFacts(directive, target, sums));
    }
    if (required.length > 0) {
      warnings.add(warning);
    }
  }
  const version = builtWith(workspace?.directives) ?? builtWith(directives);
  if (version) {
    builder.add('go', standardLibrary(version));
    builder.require('go');
  }
  return {
    root: { name: wordOf('module') },
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: {
      locked: true,
      ...builder.fixings(),
      ...goSumInStep(targets, goSum, sums),
    },
  };
}

/** `go.mod`; complete for modules of Go 1.17 and later, which list indirect modules too. */
export const goMod: ManifestReader = {
  id: 'go-mod',
  title: 'Go module file',
  ecosystem: 'Go',
  matches: name => name === 'go.mod',
  companions: ['go.sum', 'go.work', 'go.work.sum', 'modules.txt'],
  supersedes: ['go.sum'],
  read,
};
