import { InputError } from '@safety-curtain/input';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { osRelease } from './osRelease';
import {
  type SystemPackage,
  SystemPackages,
  unreadEntries,
} from './systemPackages';

/** Fields by their letter (apk-tools, "installed database"); those of files are many. */
const FIELDS: ReadonlySet<string> = new Set([...'PVAoLDpC']);
const NAME = /^[A-Za-z0-9_][\w.+-]{0,254}$/;
const VERSION = /^[\w.~-]{1,250}$/;

/** From the list's folder: since the merge of `/usr`, `/lib` may be a link that no archive follows. */
function rootOf(path: string): string {
  return /(?:^|\/)usr\/lib\/apk\/db\/installed$/.test(path)
    ? '../../../../'
    : '../../../';
}

type Entry = ReadonlyMap<string, string>;

function* entries(text: string): Generator<Entry> {
  let fields = new Map<string, string>();
  for (const raw of text.split('\n')) {
    const line = raw.trimEnd();
    if (line === '') {
      if (fields.size > 0) yield fields;
      fields = new Map();
    } else if (!/^[A-Za-z]:/.test(line)) {
      throw new InputError('a line does not begin with the letter of a field');
    } else if (FIELDS.has(line[0])) {
      fields.set(line[0], line.slice(2));
    }
  }
  if (fields.size > 0) yield fields;
}

/** `so:libc.so.6`, `musl>=1.2`, `cmd:sh=1`; a `!` before is what must not be there. */
function namesIn(text = ''): string[] {
  return text
    .split(/\s+/)
    .filter(item => item !== '' && !item.startsWith('!'))
    .map(item => item.replace(/[<>=~@].*$/, ''));
}

function packageOf(fields: Entry): SystemPackage | undefined {
  const name = fields.get('P') ?? '';
  const version = fields.get('V') ?? '';
  if (!NAME.test(name) || !VERSION.test(version)) {
    return undefined;
  }
  const [architecture, upstream, license, integrity] = [...'AoLC'].map(letter =>
    fields.get(letter),
  );
  return {
    name,
    version,
    ...(architecture && { architecture }),
    ...(upstream && upstream !== name && { upstream }),
    ...(license && { license }),
    ...(integrity && { integrity }),
    provides: namesIn(fields.get('p')),
    depends: namesIn(fields.get('D')).map(each => [each]),
  };
}

function read({ path, text, sibling }: ReaderInput): ReaderResult {
  const all = [...entries(text)];
  if (!all.some(fields => fields.has('P'))) {
    throw new InputError('no list of installed packages: it names none');
  }
  const root = rootOf(path);
  const release = osRelease(sibling, root);
  const packages = new SystemPackages({
    type: 'apk',
    namespace: release?.id ?? 'alpine',
    distro: release?.distro,
  });
  if (!release) {
    packages.warnings.add(
      'there is no os-release in the same file system: of which release its packages are is not known',
    );
  }
  let unread = 0;
  for (const fields of all) {
    const found = packageOf(fields);
    if (found) packages.add(found);
    else unread += 1;
  }
  if (unread > 0) {
    packages.warnings.add(unreadEntries(unread));
  }
  const world = sibling(`${root}etc/apk/world`);
  return packages.result(
    world === undefined ? undefined : new Set(namesIn(world)),
  );
}

/** `lib/apk/db/installed` of Alpine and its kin, with `etc/apk/world`, which people have asked for. */
export const apkInstalled: ManifestReader = {
  id: 'apk-installed',
  title: 'installed packages of apk',
  matches: (_, path) => /(?:^|\/)apk\/db\/installed$/.test(path),
  companions: ['os-release', 'world'],
  supersedes: [],
  read,
};
