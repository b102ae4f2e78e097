import type { Sibling } from '../../model';
import { Warnings } from '../warnings';
import type { Target } from './goModule';
import { archivesOf } from './goSum';
import { vendoredIn } from './vendoredModules';

/** Modules that a go.mod does not name, and what is not known of them. */
export interface Transitive {
  modules: readonly Target[];
  warning: string;
}

/**
 * Whether a go.mod names all modules that are built, also those that others bring: from `go 1.17` on
 * (Go Modules Reference, "Module graph pruning"). Without a `go` line it is of Go 1.16.
 */
export function namesAll(language: string | undefined): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(language ?? '') ?? [];
  return Number(major) > 1 || Number(minor) >= 17;
}

/**
 * What is built besides what an older go.mod names: as the vendor folder says, else as go.sum does,
 * which also has what the go command has only looked at.
 */
export function transitiveModules(
  { sibling, goSum }: { sibling: Sibling; goSum: string | undefined },
  named: ReadonlySet<string>,
): Transitive {
  const vendored = sibling('vendor/modules.txt');
  const modules =
    vendored === undefined
      ? archivesOf(goSum ?? '')
      : vendoredIn(vendored, new Warnings())
          .filter(({ packages }) => packages > 0)
          .map(({ path, version }) => ({ path, version }));
  return {
    modules: modules.filter(({ path }) => !named.has(path)),
    warning: warningOf(vendored, goSum),
  };
}

function warningOf(vendored: string | undefined, goSum: string | undefined) {
  const older =
    'before Go 1.17 a go.mod does not name the modules that others bring';
  if (vendored !== undefined) return `${older}: vendor/modules.txt does`;
  return goSum === undefined
    ? `${older}, and neither go.sum nor vendor/modules.txt is there: they are missing`
    : `${older}: those of go.sum are taken, which may be more than what is built`;
}
