import {
  entriesOf,
  type Fields,
  isFields,
  listOf,
  textOf,
} from '@safety-curtain/input';
import { requireVersion } from '../lockVersion';
import { parseSpecifier } from './denoPackage';

/** A package of npm or JSR in a lock file. */
export interface DenoEntry {
  key: string;
  kind: 'npm' | 'jsr';
  name: string;
  version: string;
  fields: Fields;
}

/** `name@version`, which peers may follow: `name@version_peer@version`. */
function splitId(id: string): { name: string; version: string } | undefined {
  const at = id.indexOf('@', 1);
  if (at < 0) {
    return undefined;
  }
  const [version] = id.slice(at + 1).split('_', 1);
  return version === '' ? undefined : { name: id.slice(0, at), version };
}

/**
 * The packages of a deno.lock of any version. From version 4 on they stand in the file itself, in 3
 * under `packages`, and in 2 there is npm only.
 */
export class DenoEntries {
  readonly all: DenoEntry[] = [];
  /** Keys of entries that are no name and version. */
  readonly odd: string[] = [];
  /** What is asked for, as it is written, and the key of what it comes to. */
  readonly specifiers = new Map<string, string>();
  private readonly byKey = new Map<string, DenoEntry>();
  /** Keys by name; several versions have several. */
  private readonly byName = new Map<string, string[]>();

  constructor(lock: Fields) {
    requireVersion(lock.version, 'version', /^[2-5]$/, '2 to 5');
    const version = Number(lock.version);
    const packages = version === 3 ? lock.packages : lock;
    const parts = isFields(packages) ? packages : {};
    const npm = isFields(parts.npm) ? parts.npm : {};
    this.addAll('npm', version === 2 ? npm.packages : npm);
    this.addAll('jsr', parts.jsr);
    const specifiers = version === 2 ? npm.specifiers : parts.specifiers;
    for (const [text, value] of entriesOf(specifiers)) {
      this.addSpecifier(version === 2 ? `npm:${text}` : text, value);
    }
  }

  get(key: string | undefined): DenoEntry | undefined {
    return key === undefined ? undefined : this.byKey.get(key);
  }

  private addAll(kind: DenoEntry['kind'], entries: unknown): void {
    for (const [id, value] of entriesOf(entries)) {
      const found = splitId(id);
      if (!found || !isFields(value)) {
        this.odd.push(id);
        continue;
      }
      const key = `${kind}:${id}`;
      const entry = { key, kind, ...found, fields: value };
      this.all.push(entry);
      this.byKey.set(key, entry);
      const named = `${kind}:${found.name}`;
      this.byName.set(named, [
        ...(this.byName.get(named) ?? []).slice(0, 2),
        key,
      ]);
    }
  }

  /** The value is the whole id up to version 3, and its version (with peers) from then on. */
  private addSpecifier(text: string, value: unknown): void {
    const specifier = parseSpecifier(text);
    const resolved = textOf(value)?.replace(/^(?:npm|jsr):/, '');
    if (!specifier || resolved === undefined) {
      return;
    }
    const { kind, name } = specifier;
    const key = [`${kind}:${resolved}`, `${kind}:${name}@${resolved}`].find(
      each => this.byKey.has(each),
    );
    if (key !== undefined) {
      this.specifiers.set(text, key);
    }
  }

  /** Keys of what an entry depends on; what has none is given as it is written. */
  dependenciesOf(entry: DenoEntry, list: string): string[] {
    const value = entry.fields[list];
    if (entry.kind === 'jsr') {
      return listOf(value).flatMap(
        item => this.bySpecifier(textOf(item)) ?? [],
      );
    }
    return isFields(value)
      ? entriesOf(value).flatMap(([, id]) => `npm:${textOf(id) ?? ''}`)
      : listOf(value).flatMap(item => this.npmKey(textOf(item) ?? '') ?? []);
  }

  /** A specifier as code has it, or the name alone where all ask for the same. */
  bySpecifier(text: string | undefined): string | undefined {
    if (text === undefined) {
      return undefined;
    }
    const specifier = parseSpecifier(text);
    const known = this.specifiers.get(text) ?? this.specifiers.get(`${text}@*`);
    return known ?? (specifier && this.only(specifier.kind, specifier.name));
  }

  /** `name`, `name@version`, or `alias@npm:name@version`. */
  private npmKey(text: string): string | undefined {
    const id = text.replace(/^.[^@]*@npm:/, '');
    return this.byKey.has(`npm:${id}`) ? `npm:${id}` : this.only('npm', id);
  }

  /** The only version of a name. */
  private only(kind: DenoEntry['kind'], name: string): string | undefined {
    const keys = this.byName.get(`${kind}:${name}`) ?? [];
    return keys.length === 1 ? keys[0] : undefined;
  }
}
