import { GraphBuilder, type PackageFacts } from '../../graph/graphBuilder';
import { hexHash, integrityHashes } from '../../input/hashes';
import { type Block, blockIn, textIn } from '../../input/indentedText';
import type { Hash } from '../../model';
import {
  filePackage,
  gitPackage,
  isFileSpecifier,
  isGitArchive,
  isGitSpecifier,
  isUrlSpecifier,
  parseAlias,
  registryPackage,
  urlPackage,
} from '../npm/npmPackage';
import { packageJsonBeside } from '../npm/packageJson';
import type { ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings } from '../warnings';
import { classicInStep } from './classicStep';
import { splitDescriptor } from './descriptor';

function identity(
  pattern: string,
  version: string,
  resolved: string,
): PackageFacts | undefined {
  const { name, range } = splitDescriptor(pattern);
  const alias = parseAlias(range);
  if (alias) {
    return registryPackage(alias.name, version);
  }
  if (isFileSpecifier(range)) {
    return filePackage(name, version, range.replace(/^(?:file|link):/, ''));
  }
  if (isGitSpecifier(resolved) || isGitArchive(resolved)) {
    return gitPackage(name, version, resolved);
  }
  if (isGitSpecifier(range)) {
    return gitPackage(name, version, range);
  }
  if (isUrlSpecifier(range)) {
    return urlPackage(name, version, range);
  }
  return /^[a-z][a-z+.-]*:/.test(range)
    ? undefined
    : registryPackage(name, version);
}

/** The integrity field, or for old files the SHA-1 that follows the archive's address. */
function hashesOf(entry: Block, resolved: string): Hash[] {
  const hashes = integrityHashes(textIn(entry, 'integrity'));
  if (hashes.length > 0) {
    return hashes;
  }
  const hash = hexHash('sha1', resolved.slice(resolved.indexOf('#') + 1));
  return hash ? [hash] : [];
}

function addEntry(
  builder: GraphBuilder,
  warnings: Warnings,
  header: string,
  entry: Block,
): void {
  const [first] = header.split(', ');
  const resolved = textIn(entry, 'resolved') ?? '';
  const facts = identity(first, textIn(entry, 'version') ?? '', resolved);
  if (!facts) {
    warnings.add(`${quoted(first)} comes from an unknown kind of source`);
    return;
  }
  const hashes = hashesOf(entry, resolved);
  builder.add(header, {
    ...facts,
    hashed: hashes.length > 0,
    ...(facts.origin === 'registry' && hashes.length > 0 && { hashes }),
  });
}

function requireListed(
  { sibling }: ReaderInput,
  builder: GraphBuilder,
  headers: ReadonlyMap<string, string>,
  warnings: Warnings,
): ReaderResult['root'] {
  const project = packageJsonBeside(sibling);
  for (const { name, specifier, scope } of project?.requirements ?? []) {
    const header = headers.get(`${name}@${specifier}`);
    if (header) {
      builder.require(header, scope);
    }
  }
  if (!project) {
    builder.requireUnreferenced();
    warnings.add(
      'no package.json beside the lock file: what no other package asks for counts as direct',
    );
  } else if (project.workspaces.length > 0) {
    // The lock file does not say which members there are.
    builder.requireUnreferenced();
  }
  return project && { name: project.name, version: project.version };
}

/** Reads the entries of yarn's first lock file format. */
export function readClassic(lock: Block, input: ReaderInput): ReaderResult {
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const headers = new Map<string, string>();
  for (const [header, entry] of lock) {
    if (entry instanceof Map) {
      addEntry(builder, warnings, header, entry);
      for (const pattern of header.split(', ')) {
        headers.set(pattern, header);
      }
    }
  }
  for (const [header, entry] of lock) {
    if (!(entry instanceof Map)) {
      continue;
    }
    for (const list of ['dependencies', 'optionalDependencies'] as const) {
      for (const [name, range] of blockIn(entry, list)) {
        const target = headers.get(`${name}@${range}`);
        if (target) {
          const kind = list === 'dependencies' ? 'runtime' : 'optional';
          builder.connect(header, target, kind);
        }
      }
    }
  }
  const root = requireListed(input, builder, headers, warnings);
  return {
    root,
    graph: 'full',
    components: builder.components(),
    warnings: warnings.list(),
    lock: {
      locked: true,
      ...builder.fixings(),
      ...classicInStep(headers, input.sibling),
    },
  };
}
