import {
  type Fields,
  InputError,
  isFields as isObject,
  JsonList,
  textOf,
} from '@safety-curtain/input';
import type { Warnings } from '../manifests/warnings';

/** Lists that are not made at once are no objects. */
function isFields(value: unknown): value is Fields {
  return isObject(value) && !(value instanceof JsonList);
}

function isList(value: unknown): value is unknown[] | JsonList {
  return Array.isArray(value) || value instanceof JsonList;
}

/** An object of a document that knows where it lies, so that what is wrong with it can be found. */
export class Part {
  constructor(
    private readonly fields: Fields,
    /** For people: `components[12]`; empty for the document itself. */
    readonly path: string,
    private readonly warnings: Warnings,
  ) {}

  /** The path of one of its fields. */
  at(name: string): string {
    return this.path ? `${this.path}.${name}` : name;
  }

  has(name: string): boolean {
    return this.fields[name] !== undefined && this.fields[name] !== null;
  }

  warn(name: string, problem: string): void {
    this.warnings.add(`${this.at(name)} ${problem}`);
  }

  /** The non-empty string of a name; anything else than a string is left out with a warning. */
  text(name: string): string | undefined {
    if (this.has(name) && typeof this.fields[name] !== 'string') {
      this.warn(name, 'is not a string');
    }
    return textOf(this.fields[name]);
  }

  /** The number of a name, or undefined. */
  number(name: string): number | undefined {
    const value = this.fields[name];
    return typeof value === 'number' ? value : undefined;
  }

  /** The object of a name; an empty one if there is none. */
  part(name: string): Part {
    const value = this.fields[name];
    if (this.has(name) && !isFields(value)) {
      this.warn(name, 'is not an object');
    }
    return new Part(isFields(value) ? value : {}, this.at(name), this.warnings);
  }

  isPart(name: string): boolean {
    return isFields(this.fields[name]);
  }

  /** The items of a list; none if it is absent or, with a warning, no list. */
  list(name: string): unknown[] {
    const value = this.fields[name];
    if (isList(value)) {
      return Array.isArray(value) ? value : [...value];
    }
    if (this.has(name)) {
      this.warn(name, 'is not a list');
    }
    return [];
  }

  /** The objects of a list. */
  parts(name: string): Part[] {
    return [...this.partsIn(name, this.list(name))];
  }

  private *partsIn(name: string, list: Iterable<unknown>): Generator<Part> {
    let index = 0;
    for (const item of list) {
      if (isFields(item)) {
        const path = `${this.at(name)}[${index}]`;
        yield new Part(item, path, this.warnings);
      } else {
        this.warn(`${name}[${index}]`, 'is not an object');
      }
      index += 1;
    }
  }

  /** The strings of a list. */
  texts(name: string): string[] {
    return this.list(name).filter(item => typeof item === 'string');
  }

  /**
   * The objects of a list that says what the document is about, one after the other: they need not be
   * in memory together.
   *
   * @throws InputError where it is no list
   */
  content(name: string): Generator<Part> {
    const value = this.fields[name];
    if (this.has(name) && !isList(value)) {
      throw new InputError(`${this.at(name)} is not a list`);
    }
    return this.partsIn(name, isList(value) ? value : []);
  }
}
