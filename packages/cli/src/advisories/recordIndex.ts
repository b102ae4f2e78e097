import {
  type Advisory,
  baseEcosystem,
  normalizePackageName,
} from '@safety-curtain/advisories';
import { createHash } from 'node:crypto';
import { NewestRecords } from './newest';

/** What an index says of its data. */
export interface IndexHeading {
  /** Of the data, in bytes. */
  size: number;
  /** When the data was written, in milliseconds. */
  writtenAt: number;
  /** Of the data. */
  sha256: string;
  records: number;
  /** Lines that are no records. */
  rejected: number;
  /** When the newest record of each ecosystem changed, in milliseconds; without releases. */
  newest: Record<string, number>;
  /** When its publisher wrote it, in milliseconds, where that was told. */
  published?: number;
}

const FORMAT = 'safety-curtain advisory index 3';
const LINE_END = 0x0a;
const TAB = 0x09;

/** Where records lie in a file: offset and length, in bytes. */
export type Span = readonly [offset: number, length: number];

/** What a package is looked up by; without tabs and line ends. */
export function keyOf(ecosystem: string, name: string): string {
  return JSON.stringify([
    baseEcosystem(ecosystem),
    normalizePackageName(ecosystem, name),
  ]);
}

/** The packages that a record names. */
export function keysOf(record: Advisory): Set<string> {
  const keys = new Set<string>();
  for (const { package: named } of record.affected ?? []) {
    if (named) keys.add(keyOf(named.ecosystem, named.name));
  }
  return keys;
}

/** Collects where the records of each package lie. Of records of one id the last counts. */
export class IndexBuilder {
  readonly #spans: Span[] = [];
  readonly #last = new Map<string, number>();
  readonly #byKey = new Map<string, number[]>();
  readonly #newest = new NewestRecords();
  #rejected = 0;

  add(record: Advisory, span: Span): void {
    const place = this.#spans.push(span) - 1;
    this.#last.set(record.id, place);
    this.#newest.add(record);
    for (const key of keysOf(record)) {
      const places = this.#byKey.get(key);
      if (places) places.push(place);
      else this.#byKey.set(key, [place]);
    }
  }

  reject(): void {
    this.#rejected++;
  }

  /**
   * The index: the digest of the rest, a line about the data, and a line for
   * each package in the order of their bytes.
   */
  finish(
    data: Pick<IndexHeading, 'size' | 'writtenAt' | 'sha256' | 'published'>,
  ): Buffer {
    const counted = new Set(this.#last.values());
    const heading: IndexHeading & { format: string } = {
      format: FORMAT,
      ...data,
      records: counted.size,
      rejected: this.#rejected,
      newest: Object.fromEntries([...this.#newest.byEcosystem()].sort()),
    };
    const lines: Buffer[] = [];
    for (const [key, places] of this.#byKey) {
      const spans = places
        .filter(place => counted.has(place))
        .map(place => this.#spans[place].join(':'));
      if (spans.length > 0) {
        lines.push(Buffer.from(`${key}\t${spans.join(',')}\n`));
      }
    }
    lines.sort(Buffer.compare);
    const body = Buffer.concat([
      Buffer.from(`${JSON.stringify(heading)}\n`),
      ...lines,
    ]);
    const digest = createHash('sha256').update(body).digest('hex');
    return Buffer.concat([Buffer.from(`${digest}\n`), body]);
  }
}

/** An index as it was written: packages are looked up in its bytes, which are not parsed. */
export class RecordIndex {
  private constructor(
    readonly heading: IndexHeading,
    private readonly lines: Buffer,
  ) {}

  /** Undefined for anything but an index that is as it was written. */
  static read(bytes: Buffer): RecordIndex | undefined {
    const start = bytes.indexOf(LINE_END) + 1;
    const body = bytes.subarray(start);
    const digest = createHash('sha256').update(body).digest('hex');
    if (start === 0 || bytes.subarray(0, start - 1).toString() !== digest) {
      return undefined;
    }
    const end = body.indexOf(LINE_END);
    const heading = JSON.parse(body.subarray(0, end).toString());
    if (heading.format !== FORMAT) return undefined;
    return new RecordIndex(heading, body.subarray(end + 1));
  }

  /** Where the records of a package lie. */
  spansOf(key: string): Span[] {
    const start = Buffer.from(`${key}\t`);
    const at = this.#find(start);
    if (at === undefined) return [];
    const end = this.lines.indexOf(LINE_END, at);
    return this.lines
      .subarray(at + start.length, end)
      .toString()
      .split(',')
      .map(span => {
        const [offset, length] = span.split(':').map(Number);
        return [offset, length];
      });
  }

  /** Where the line begins that starts so. */
  #find(start: Buffer): number | undefined {
    let low = 0;
    let high = this.lines.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const at = this.lines.lastIndexOf(LINE_END, middle - 1) + 1;
      const line = middle === 0 ? 0 : at;
      const end = this.lines.indexOf(LINE_END, line);
      const tab = this.lines.indexOf(TAB, line);
      const order = Buffer.compare(this.lines.subarray(line, tab + 1), start);
      if (order === 0) return line;
      if (order < 0) low = end + 1;
      else high = line;
    }
    return undefined;
  }
}
