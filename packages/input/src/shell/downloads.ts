import { readShell, ShellCommand } from './shell';

/** What a script takes from the network, by the tool that fetches it. @public */
export type DownloadTool =
  | 'choco'
  | 'download then run'
  | 'go'
  | 'npm'
  | 'nuget'
  | 'pip';

/** One thing that a script fetches. @public */
export interface Download {
  tool: DownloadTool;
  /** From 1. */
  line: number;
  /** Whether it can only ever be the same content. */
  pinned: boolean;
  text: string;
}

const SHELLS = new Set(['bash', 'dash', 'exec', 'ksh', 'mksh', 'sh', 'su']);
const INTERPRETERS = new Set([
  ...SHELLS,
  'dotnet',
  'java',
  'node',
  'nodejs',
  'nuget',
  'perl',
  'php',
  'python',
  'python2.7',
  'python3',
  'ruby',
]);
const FETCHERS = new Set(['curl', 'gsutil', 'wget']);
const COMMIT = /^[\da-f]{40}$/i;
const MAX_SHELLS_WITHIN = 5;

/**
 * Downloads of a script that OpenSSF's Pinned-Dependencies counts: packages that
 * npm, pip, go, choco and nuget install, and files that are fetched and run.
 *
 * @param fetched - files that earlier scripts of the same job fetched; grows
 * @throws InputError where commands are nested too deep.
 *
 * @public
 */
export function downloadsOf(
  script: string,
  firstLine: number,
  fetched: Set<string> = new Set(),
  depth = 0,
): Download[] {
  const downloads: Download[] = [];
  for (const command of readShell(script, firstLine)) {
    const found = judge(command, fetched);
    if (found) {
      downloads.push({
        ...found,
        line: command.line,
        text: command.words.join(' ').slice(0, 200),
      });
    }
    const inner = commandText(command);
    if (inner !== undefined && depth < MAX_SHELLS_WITHIN) {
      downloads.push(...downloadsOf(inner, command.line, fetched, depth + 1));
    }
    const output = outputOf(command);
    if (output !== undefined && !isPinnedAddress(command)) {
      fetched.add(normal(output));
    }
  }
  return downloads;
}

function judge(
  command: ShellCommand,
  fetched: ReadonlySet<string>,
): Pick<Download, 'tool' | 'pinned'> | undefined {
  if (runsDownload(command) || runsFile(command, fetched)) {
    return { tool: 'download then run', pinned: false };
  }
  const [tool, ...rest] = command.words;
  if (tool === undefined) return undefined;
  switch (baseName(tool)) {
    case 'npm':
      return npm(rest);
    case 'pip':
    case 'pip3':
      return pip(rest);
    case 'python':
    case 'python3':
    case 'python2.7': {
      const module = rest.indexOf('-m');
      return module !== -1 && rest[module + 1] === 'pip'
        ? pip(rest.slice(module + 2))
        : undefined;
    }
    case 'go':
      return go(rest);
    case 'choco':
    case 'choco.exe':
      return choco(rest);
    default:
      return dotnet(baseName(tool), rest);
  }
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1).toLowerCase();
}

function normal(path: string): string {
  return path.replace(/^(?:\.\/)+/, '').toLowerCase();
}

function isFetch({ words }: ShellCommand): boolean {
  const tool = baseName(words[0] ?? '');
  if (FETCHERS.has(tool)) return true;
  return tool === 'aws' && words[1] === 's3api' && words[2] === 'get-object';
}

/** GitHub's raw files at a commit, and nothing else, stay what they are. */
function isPinnedAddress({ words }: ShellCommand): boolean {
  const addresses = words.filter(word =>
    /^[a-z][a-z\d+.-]{1,20}:\/\//i.test(word),
  );
  return (
    addresses.length > 0 &&
    addresses.every(address => {
      const [scheme, , host, , , commit, file] = address.split('/');
      return (
        scheme === 'https:' &&
        host === 'raw.githubusercontent.com' &&
        COMMIT.test(commit ?? '') &&
        file !== undefined
      );
    })
  );
}

/** `curl … | sh`, `sh <(curl …)`, `sh -c "$(curl …)"`. */
function runsDownload(command: ShellCommand): boolean {
  const { pipedTo, words, within } = command;
  const unpinned = (each: ShellCommand) =>
    isFetch(each) && !isPinnedAddress(each);
  if (pipedTo && unpinned(command)) {
    const reader = baseName(pipedTo.words[0] ?? '');
    if (INTERPRETERS.has(reader) && !readsData(pipedTo)) return true;
  }
  const tool = baseName(words[0] ?? '');
  const runs =
    INTERPRETERS.has(tool) ||
    tool === 'eval' ||
    tool === 'source' ||
    tool === '.';
  return runs && within.some(unpinned);
}

/** Whether an interpreter has its program in its words, so that its input is only read. */
function readsData({ words }: ShellCommand): boolean {
  const [tool, ...rest] = words;
  const name = baseName(tool);
  const program = SHELLS.has(name)
    ? /^-(?:[a-z]*c|n)$/
    : /^(?:-[a-z]*[ce]|--eval|-m)$/;
  return (
    name !== 'exec' &&
    rest.some(word => program.test(word) || (name === 'php' && word === '-r'))
  );
}

function runsFile(
  command: ShellCommand,
  fetched: ReadonlySet<string>,
): boolean {
  const inner = commandText(command);
  const [tool, ...rest] = command.words.filter(word => word !== inner);
  if (tool === undefined || fetched.size === 0) return false;
  if (fetched.has(normal(tool))) return true;
  return (
    INTERPRETERS.has(baseName(tool)) &&
    rest.some(word => fetched.has(normal(word)))
  );
}

/** The file that a fetch writes. */
function outputOf(command: ShellCommand): string | undefined {
  if (!isFetch(command)) return undefined;
  const { words, output } = command;
  if (output !== undefined) return output;
  const tool = baseName(words[0]);
  const named = (flags: readonly string[]) => {
    const at = words.findIndex(word => flags.includes(word));
    return at === -1 ? undefined : words[at + 1];
  };
  const address = words.find(word => /^https?:/i.test(word));
  const remote = address === undefined ? undefined : lastSegment(address);
  switch (tool) {
    case 'curl':
      return (
        named(['-o', '--output']) ??
        (words.some(word => /^-[a-zA-Z]*O$|^--remote-name$/.test(word))
          ? remote
          : undefined)
      );
    case 'wget':
      return named(['-O', '--output-document']) ?? remote;
    default: {
      const target = words[words.length - 1];
      const from = words[words.length - 2] ?? '';
      if (target === '.' || target === './') return lastSegment(from);
      return target.endsWith('/') ? `${target}${lastSegment(from)}` : target;
    }
  }
}

function lastSegment(address: string): string {
  const path = address.split(/[?#]/, 1)[0];
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The script that a shell is given as an argument. */
function commandText({ words }: ShellCommand): string | undefined {
  if (!SHELLS.has(baseName(words[0] ?? ''))) return undefined;
  const at = words.findIndex(word => /^-[a-z]*c$/.test(word));
  return at === -1 ? undefined : words[at + 1];
}

const NPM_COMMANDS = new Set(['ci', 'i', 'install', 'install-test', 'update']);

/** https://docs.npmjs.com/cli/commands/npm-ci: only that holds to the hashes of the lock file. */
function npm(words: readonly string[]) {
  const asked = words.map(word => word.toLowerCase());
  if (!asked.some(word => NPM_COMMANDS.has(word))) return undefined;
  const commit = words.some(
    word =>
      /^(?:github:|git:\/\/|git\+https?:\/\/)/.test(word) &&
      COMMIT.test(word.split('#')[1] ?? ''),
  );
  return { tool: 'npm' as const, pinned: asked.includes('ci') || commit };
}

/** Hashes, wheels, or an editable install of a local folder or commit without its dependencies. */
function pip(words: readonly string[]) {
  if (words[0]?.toLowerCase() !== 'install') return undefined;
  const rest = words.slice(1);
  const tool = 'pip' as const;
  if (rest.includes('--require-hashes')) return { tool, pinned: true };
  const packages = rest.filter(word => !word.startsWith('-'));
  if (rest.some(word => word === '-e' || word === '--editable')) {
    const fixed = packages
      .filter(word => !word.endsWith('.whl'))
      .every(
        word =>
          !/^(?:git|svn|hg|bzr)./.test(word) ||
          /^git(?:\+(?:https?|ssh|git))?:\/\/[^@]{1,500}@[\da-f]{40}(?:#egg=.*)?$/i.test(
            word,
          ),
      );
    return { tool, pinned: rest.includes('--no-deps') && fixed };
  }
  return {
    tool,
    pinned:
      packages.length > 0 && packages.every(word => word.endsWith('.whl')),
  };
}

/** Go checks full versions against a log of hashes: https://go.dev/ref/mod#authenticating */
function go(words: readonly string[]) {
  if (words[0] !== 'get' && words[0] !== 'install') return undefined;
  const rest = words.slice(1);
  if (rest.length === 0) return undefined;
  const insecure = rest.includes('-insecure');
  const packages = rest.filter(word => !word.startsWith('-'));
  const pinned = packages.every(word => {
    const [path, version] = word.split('@');
    if (!/\w\.\w+\//.test(path)) return true;
    if (version === undefined) return false;
    if (version === 'none' || /^[\da-f]{40,}$/i.test(version)) return true;
    return !insecure && /^v\d+\.\d+\.\d+(?:[-+][\w.+-]+)?$/.test(version);
  });
  return { tool: 'go' as const, pinned };
}

function choco(words: readonly string[]) {
  if (words[0]?.toLowerCase() !== 'install') return undefined;
  const checked = new Set([
    '--requirechecksum',
    '--requirechecksums',
    '--require-checksums',
  ]);
  return {
    tool: 'choco' as const,
    pinned: words.some(word => checked.has(word.toLowerCase().split('=')[0])),
  };
}

function dotnet(name: string, words: readonly string[]) {
  const tool = 'nuget' as const;
  const asked = words.map(word => word.toLowerCase());
  const has = (...flags: string[]) => asked.some(word => flags.includes(word));
  switch (name.replace(/\.exe$/, '')) {
    case 'nuget':
      if (asked[0] === 'restore') return { tool, pinned: has('-lockedmode') };
      if (asked[0] !== 'install') return undefined;
      return {
        tool,
        pinned:
          asked.length === 1 ||
          asked[1].endsWith('packages.config') ||
          has('-version'),
      };
    case 'dotnet':
      if (asked[0] === 'restore') return { tool, pinned: has('--locked-mode') };
      if (asked[0] !== 'add' || !asked.slice(1, 3).includes('package')) {
        return undefined;
      }
      return { tool, pinned: has('-v', '--version') };
    case 'msbuild':
      if (!has('/t:restore')) return undefined;
      return { tool, pinned: has('/p:restorelockedmode=true') };
    default:
      return undefined;
  }
}
