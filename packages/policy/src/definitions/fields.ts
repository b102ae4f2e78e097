/**
 * A scorecard or rule that cannot be used; `path` leads to the fault, as `levels[1].checks[0]`.
 *
 * @public
 */
export class DefinitionError extends Error {
  readonly path: string;
  readonly reason: string;

  constructor(path: string, reason: string) {
    super(path === '' ? reason : `${path}: ${reason}`);
    this.name = 'DefinitionError';
    this.path = path;
    this.reason = reason;
  }
}

const MAX_TEXT = 2000;
const MAX_ITEMS = 1000;

/** The fields of an object, each read once by name; a Map, so that no key meets a prototype. */
export class Fields {
  private constructor(
    readonly path: string,
    private readonly fields: ReadonlyMap<string, unknown>,
  ) {}

  /** @throws DefinitionError where it is no object, or has a field that is not known. */
  static of(value: unknown, path: string, known: readonly string[]): Fields {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new DefinitionError(path, 'must be an object');
    }
    const fields = new Map(Object.entries(value));
    for (const name of fields.keys()) {
      if (!known.includes(name)) {
        throw new DefinitionError(below(path, name), 'is not known here');
      }
    }
    return new Fields(path, fields);
  }

  at(name: string): string {
    return below(this.path, name);
  }

  has(name: string): boolean {
    return this.fields.get(name) !== undefined;
  }

  value(name: string): unknown {
    return this.fields.get(name);
  }

  text(name: string): string {
    return readText(this.fields.get(name), this.at(name));
  }

  optionalText(name: string): string | undefined {
    return this.has(name) ? this.text(name) : undefined;
  }

  /** Lower case with hyphens, as it stands in addresses. */
  name(name: string): string {
    const text = this.text(name);
    if (!/^[a-z\d]+(?:-[a-z\d]+)*$/.test(text) || text.length > 63) {
      throw new DefinitionError(
        this.at(name),
        'must be at most 63 lower-case letters and digits, parted by hyphens',
      );
    }
    return text;
  }

  oneOf<T extends string>(name: string, allowed: readonly T[]): T {
    const found = allowed.find(each => each === this.fields.get(name));
    if (found === undefined) {
      throw new DefinitionError(
        this.at(name),
        `must be one of ${allowed.join(', ')}`,
      );
    }
    return found;
  }

  number(name: string, minimum: number, maximum: number): number {
    return readNumber(this.fields.get(name), this.at(name), minimum, maximum);
  }

  /** True or false; `otherwise` where it is not given. */
  flag<Otherwise extends boolean | undefined>(
    name: string,
    otherwise: Otherwise,
  ): boolean | Otherwise {
    if (!this.has(name)) return otherwise;
    const value = this.fields.get(name);
    if (typeof value !== 'boolean') {
      throw new DefinitionError(this.at(name), 'must be true or false');
    }
    return value;
  }

  /** A day as `2027-03-31`, or a time with its zone: ISO 8601. */
  date(name: string): string {
    const text = this.text(name);
    const day = /^\d{4}-\d{2}-\d{2}$/.test(text);
    const time = /^\d{4}-\d{2}-\d{2}T.{1,20}(?:Z|[+-]\d{2}:\d{2})$/.test(text);
    const parsed = Date.parse(text);
    const real =
      !Number.isNaN(parsed) &&
      (!day || new Date(parsed).toISOString().startsWith(text));
    if (!(day || time) || !real) {
      throw new DefinitionError(
        this.at(name),
        'must be a day as 2027-03-31, or a time with its zone',
      );
    }
    return text;
  }

  list<T>(name: string, read: (value: unknown, path: string) => T): T[] {
    const value = this.fields.get(name);
    if (value === undefined) return [];
    return readList(value, this.at(name), read);
  }

  /** A list that is written is not empty: it would fit nothing, and reads as if it fitted all. */
  some<T>(name: string, read: (value: unknown, path: string) => T): T[] {
    const list = this.list(name, read);
    if (this.has(name) && list.length === 0) {
      throw new DefinitionError(this.at(name), 'is empty');
    }
    return list;
  }

  texts(name: string): string[] {
    return this.list(name, readText);
  }
}

function below(path: string, name: string): string {
  const short = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return path === '' ? short : `${path}.${short}`;
}

export function readText(value: unknown, path: string): string {
  if (typeof value !== 'string' || value.trim() === '') {
    throw new DefinitionError(path, 'must be a text');
  }
  if (value.length > MAX_TEXT) {
    throw new DefinitionError(path, `longer than ${MAX_TEXT} characters`);
  }
  return value;
}

/** A reader of one of some words. */
export function wordIn<T extends string>(words: readonly T[]) {
  return (value: unknown, path: string): T => {
    const word = words.find(each => each === value);
    if (word === undefined) {
      throw new DefinitionError(path, `must be one of ${words.join(', ')}`);
    }
    return word;
  };
}

export function readNumber(
  value: unknown,
  path: string,
  minimum: number,
  maximum: number,
): number {
  if (typeof value !== 'number' || !(value >= minimum) || !(value <= maximum)) {
    throw new DefinitionError(
      path,
      `must be a number from ${minimum} to ${maximum}`,
    );
  }
  return value;
}

export function readList<T>(
  value: unknown,
  path: string,
  read: (value: unknown, path: string) => T,
): T[] {
  if (!Array.isArray(value)) throw new DefinitionError(path, 'must be a list');
  if (value.length > MAX_ITEMS) {
    throw new DefinitionError(path, `more than ${MAX_ITEMS}`);
  }
  return value.map((item, index) => read(item, `${path}[${index}]`));
}

/** @throws DefinitionError at the second of two items with the same key. */
export function refuseTwice(
  keys: readonly string[],
  path: (index: number) => string,
): void {
  const seen = new Set<string>();
  keys.forEach((key, index) => {
    if (seen.has(key)) throw new DefinitionError(path(index), 'is there twice');
    seen.add(key);
  });
}
