import { boundMemory } from '@safety-curtain/input';
import { GraphBuilder } from '../../graph/graphBuilder';
import { missing } from '../lockVersion';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { quoted, Warnings, counted } from '../warnings';
import { hackagePackage, PACKAGE, VERSION } from './hackagePackage';

/** A constraint takes a comma. */
const COSTS = { ',': 200, '\n': 64 };
const MAX_NAMED = 50;

/**
 * The text of the fields called `constraints`. No parser of YAML or the like reads Cabal's layout: a
 * field goes on over all lines that are indented.
 */
function constraintsIn(text: string): string | undefined {
  const found: string[] = [];
  let isInside = false;
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.trim();
    if (line === '' || line.startsWith('--')) {
      continue;
    }
    const [, field, rest] = /^([a-z][a-z-]*)[ \t]*:(.*)$/i.exec(raw) ?? [];
    if (field !== undefined) {
      isInside = field.toLowerCase() === 'constraints';
      if (isInside) {
        found.push(`,${rest}`);
      }
    } else if (isInside && /^\s/.test(raw)) {
      found.push(line);
    } else {
      isInside = false;
    }
  }
  return found.length > 0 ? found.join(' ') : undefined;
}

/** `any.name ==1.0 || ==1.1`; also `name`, `setup.name` and `name:setup.other`. */
function packageOf(constraint: string): { name: string; rest: string } {
  const [qualified] = constraint.split(/[\s=<>^]/, 1);
  const name = qualified.slice(
    Math.max(qualified.lastIndexOf('.'), qualified.lastIndexOf(':')) + 1,
  );
  return { name, rest: constraint.slice(qualified.length).trim() };
}

/** The versions of `==1.0 || ==1.1`; none where the constraint is a range. */
function exactVersions(rest: string): string[] {
  const versions = rest
    .split('||')
    .map(part => /^==\s*(\S+)$/.exec(part.trim())?.[1] ?? '');
  return versions.every(version => VERSION.test(version)) ? versions : [];
}

function read({ text }: ReaderInput): ReaderResult {
  boundMemory(text, COSTS);
  const constraints = constraintsIn(text);
  if (constraints === undefined) {
    throw missing('constraints');
  }
  const builder = new GraphBuilder();
  const warnings = new Warnings();
  const open = new Set<string>();
  let hasRange = false;
  for (const item of constraints.split(',')) {
    const constraint = item.trim();
    const { name, rest } = packageOf(constraint);
    const versions = exactVersions(rest);
    if (constraint === '' || /^[+-]\S/.test(rest)) {
      // Flags of a package.
      continue;
    }
    if (!PACKAGE.test(name)) {
      warnings.add(`not a constraint of a package: ${quoted(constraint)}`);
    } else if (versions.length === 0) {
      open.add(name);
      hasRange ||= rest !== 'installed';
    }
    for (const version of PACKAGE.test(name) ? versions : []) {
      builder.add(`${name} ${version}`, hackagePackage(name, version));
    }
  }
  if (open.size > 0) {
    warnings.add(
      `${counted(
        open.size,
        'package comes with the compiler or has',
        'packages come with the compiler or have',
      )} no exact version, the first is ${quoted(
        [...open][0],
      )}: their versions are not in the file`,
    );
  }
  builder.leaveDirectOpen();
  return {
    graph: 'flat',
    components: builder.components(),
    warnings: warnings.list(),
    lock: { locked: !hasRange, ...builder.fixings(false) },
    ...(open.size > 0 && {
      unresolved: {
        count: open.size,
        first: [...open].slice(0, MAX_NAMED),
        poms: [],
      },
    }),
  };
}

/** `cabal.project.freeze` (Cabal, "cabal freeze"). */
export const cabalFreeze: ManifestReader = {
  id: 'cabal-project-freeze',
  title: 'Cabal freeze file',
  ecosystem: 'Hackage',
  matches: name => name.endsWith('.project.freeze'),
  companions: [],
  supersedes: [],
  read,
};
