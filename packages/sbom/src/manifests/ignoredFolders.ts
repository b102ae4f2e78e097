import { isProjectManifest } from './sourceFiles';

/** Of version control, and caches: they hold no packages of a project. */
const NO_PACKAGES: ReadonlySet<string> = new Set([
  '.git',
  '.hg',
  '.svn',
  '.cache',
  '.gradle',
  '.mypy_cache',
  '.next',
  '.terraform',
  '__pycache__',
]);

/** Packages that a tool has put there. */
const INSTALLED: ReadonlySet<string> = new Set([
  '.bundle',
  '.dart_tool',
  '.nox',
  '.pnpm-store',
  '.pub-cache',
  '.tox',
  '.venv',
  '.yarn',
  '_build',
  'bower_components',
  'jspm_packages',
  'node_modules',
  'site-packages',
  'venv',
]);

/** Copies of packages, or a part of the project that has the name. */
const MAYBE_COPIES = 'vendor';

/**
 * What tools put into a folder of copies: the go command, Composer, Bundler (`vendor/bundle`,
 * `vendor/cache`), Rails and cargo.
 */
const MARKS_OF_COPIES: ReadonlySet<string> = new Set([
  'modules.txt',
  'autoload.php',
  'composer',
  'bundle',
  'cache',
  'gems',
  'plugins',
  '.cargo-checksum.json',
]);

/**
 * Folders whose manifests describe other people's code, or that hold no source.
 *
 * @public
 */
export function isIgnoredFolder(name: string): boolean {
  return NO_PACKAGES.has(name) || INSTALLED.has(name) || name === MAYBE_COPIES;
}

interface SeenFolder {
  path: string;
  /** Names of what lies in it. */
  names: Set<string>;
  /** The folder called `vendor` that it lies in. */
  vendor?: SeenFolder;
}

/**
 * Which folders of a source are left out, and what to tell of them. A folder called `vendor` and
 * those directly in it are looked at: one in which a lock file lies and no mark of a tool that copies
 * packages is a part of the project, and its own files are read.
 *
 * @public
 */
export class LeftOutFolders {
  private readonly installed = new Set<string>();
  private readonly doubtful = new Map<string, SeenFolder>();
  /** Folders with a go.mod. */
  private readonly goModules = new Set<string>();

  /** Whether a walk goes past a folder; to be asked from the top down. */
  ignores(path: string): boolean {
    const name = lastOf(path);
    const around = this.doubtful.get(parentOf(path));
    if (around) {
      around.names.add(name);
      if (around.vendor || isIgnoredFolder(name)) return true;
    }
    if (around || name === MAYBE_COPIES) {
      if (!this.doubtful.has(path)) {
        this.doubtful.set(path, { path, names: new Set(), vendor: around });
      }
      return false;
    }
    if (INSTALLED.has(name)) {
      this.installed.add(path);
    }
    return isIgnoredFolder(name);
  }

  /** To be told of every file that the walk comes by. */
  see(path: string): void {
    if (lastOf(path) === 'go.mod') {
      this.goModules.add(parentOf(path));
    }
    this.doubtful.get(parentOf(path))?.names.add(lastOf(path));
  }

  /** Whether a file lies in a folder that may turn out to be left out. */
  isDoubtful(path: string): boolean {
    return this.doubtful.has(parentOf(path));
  }

  /** Whether a file is left out, as is known at the end of the walk. */
  leavesOut(path: string): boolean {
    const around = this.doubtful.get(parentOf(path));
    return around !== undefined && !isOwn(around) && !this.isGoList(path);
  }

  /** The list of what a vendor folder holds, where no go.mod beside that has it. */
  private isGoList(path: string): boolean {
    return (
      lastOf(path) === 'modules.txt' &&
      !this.goModules.has(parentOf(parentOf(path)))
    );
  }

  /** For people, by path. */
  describe(): Array<{ path: string; reason: string }> {
    const own = new Set(
      [...this.doubtful.values()]
        .filter(isOwn)
        .map(folder => folder.vendor ?? folder),
    );
    const all = [
      ...[...this.installed].map(path => ({
        path,
        reason: 'left out: it holds packages that a tool has installed',
      })),
      ...[...this.doubtful.values()]
        .filter(folder => !folder.vendor)
        .map(folder => ({
          path: folder.path,
          reason: own.has(folder)
            ? 'only files beside a lock file were read, no deeper than in folders directly in it: its name is one for copies of packages'
            : 'left out: it holds copies of packages, by its name',
        })),
    ];
    return all.sort((a, b) => (a.path < b.path ? -1 : 1));
  }
}

function isOwn({ names, vendor }: SeenFolder): boolean {
  return (
    [...names].some(isProjectManifest) &&
    !isMarked(names) &&
    !(vendor && isMarked(vendor.names))
  );
}

function isMarked(names: ReadonlySet<string>): boolean {
  return [...names].some(name => MARKS_OF_COPIES.has(name));
}

function lastOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Of a path in the source's own folder: a text that is no path. */
function parentOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash < 0 ? '/' : path.slice(0, slash);
}
