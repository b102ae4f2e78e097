import { InputError } from '@safety-curtain/input';
import { type Block, blockIn, textIn } from '../../input/indentedText';
import type { Unresolved } from '../../model';
import { judgeMissing, unresolvedEntries } from '../npm/missingEntries';
import { isFileSpecifier } from '../npm/npmPackage';
import type { PackageJson } from '../npm/packageJson';
import { quoted, type Warnings } from '../warnings';
import { splitDescriptor } from './descriptor';

/** The entries of a yarn.lock of any format, and which of them answers what. */
export class Entries {
  /** By header. */
  readonly all = new Map<string, Block>();
  /** Header of the entry that answers a pattern. */
  readonly headers = new Map<string, string>();
  private readonly headersOfName = new Map<string, Set<string>>();
  private readonly forced: ReadonlyMap<string, string>;
  private readonly knowsForced: boolean;

  /**
   * @param resolutions - what the project's package.json forces: entries that ask for such a package
   * still show the range that was replaced; undefined where no package.json is known
   */
  constructor(
    private readonly lock: Block,
    resolutions: PackageJson['resolutions'] | undefined,
  ) {
    this.knowsForced = resolutions !== undefined;
    this.forced = new Map(
      resolutions?.map(({ name, specifier }) => [name, specifier]),
    );
    for (const [header, entry] of lock) {
      if (header !== '__metadata' && entry instanceof Map) {
        this.all.set(header, entry);
        for (const pattern of header.split(/, */)) {
          this.note(pattern, header);
        }
      }
    }
  }

  private note(pattern: string, header: string): void {
    this.headers.set(pattern, header);
    const { name } = splitDescriptor(pattern);
    const known = this.headersOfName.get(name);
    if (known) {
      known.add(header);
    } else {
      this.headersOfName.set(name, new Set([header]));
    }
  }

  /** The header of the entry for a dependency as another entry or a package.json has it. */
  answering(name: string, range: string | Block): string | undefined {
    if (typeof range !== 'string') {
      return undefined;
    }
    const candidates = this.headersOfName.get(name);
    return (
      this.headers.get(`${name}@${range}`) ??
      this.headers.get(`${name}@npm:${range}`) ??
      this.forcedEntry(name) ??
      (candidates?.size === 1 ? [...candidates][0] : undefined)
    );
  }

  private forcedEntry(name: string): string | undefined {
    const forced = this.forced.get(name);
    return forced === undefined
      ? undefined
      : this.headers.get(`${name}@${forced}`) ??
          this.headers.get(`${name}@npm:${forced}`);
  }

  /**
   * Refuses a file that is none of yarn's, or that was cut short. Gives what is missing elsewhere.
   *
   * @param fields - what every entry has, and what comes so late that the last entry lacks it alone
   * where the file ends within it
   * @param members - names of the workspace's own packages, which need no entry
   * @param text - of the whole file
   */
  refuseDamage(
    fields: { every: readonly string[]; last: string },
    members: ReadonlySet<string>,
    warnings: Warnings,
    text: string,
  ): Unresolved | undefined {
    for (const [header, value] of this.lock) {
      if (typeof value === 'string') {
        throw new InputError(`${quoted(header)} is no entry of a lock file`);
      }
    }
    let last = '';
    const missing = new Set<string>();
    for (const [header, entry] of this.all) {
      this.refuseHalf(header, entry, fields.every);
      last = splitDescriptor(header).name;
      for (const list of ['dependencies', 'optionalDependencies']) {
        for (const [name, range] of blockIn(entry, list)) {
          if (!this.isAnswered(name, range, members)) {
            missing.add(name);
          }
        }
      }
    }
    this.refuseHalfAtEnd(fields.last);
    judgeMissing(missing, last, warnings, !text.endsWith('\n'));
    return unresolvedEntries(missing);
  }

  /**
   * Whether there is an entry for exactly what is asked for. What a resolution forces, what a member
   * of the workspace is, and what a protocol leads to (`catalog:`, `patch:`, `file:`), may be called
   * otherwise.
   */
  private isAnswered(
    name: string,
    range: string | Block,
    members: ReadonlySet<string>,
  ): boolean {
    const isBound = /^(?!npm:)[a-z][a-z+]*:/.test(String(range));
    return (
      members.has(name) ||
      (isBound && this.headersOfName.has(name)) ||
      this.headers.has(`${name}@${String(range)}`) ||
      this.headers.has(`${name}@npm:${String(range)}`) ||
      (this.headersOfName.has(name) &&
        (!this.knowsForced || this.forced.has(name)))
    );
  }

  private refuseHalfAtEnd(field: string): void {
    const [header, entry] = [...this.all].pop() ?? [];
    const { range } = splitDescriptor(header ?? '');
    if (
      entry &&
      textIn(entry, field) === undefined &&
      !isFileSpecifier(range) &&
      [...this.all.values()].some(each => textIn(each, field) !== undefined)
    ) {
      throw new InputError(
        `the file ends within the entry ${quoted(
          header!,
        )}, before its ${field}`,
      );
    }
  }

  private refuseHalf(
    header: string,
    entry: Block,
    fields: readonly string[],
  ): void {
    const lacking = fields.find(field => textIn(entry, field) === undefined);
    if (lacking !== undefined) {
      throw new InputError(`the entry ${quoted(header)} has no ${lacking}`);
    }
    for (const [field, value] of entry) {
      if (value instanceof Map && value.size === 0) {
        throw new InputError(
          `the entry ${quoted(header)} ends in the middle of ${quoted(field)}`,
        );
      }
    }
  }
}
