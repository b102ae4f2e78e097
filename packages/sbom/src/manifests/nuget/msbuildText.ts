import { contentOf, isFields } from '@safety-curtain/input';

/** Longer than any value of a property that people write. */
const MAX_VALUE = 2_000;
const REFERENCE = /\$\(([A-Za-z_][\w.-]*)\)/g;

/**
 * Properties of MSBuild, by name in lower case, as far as their values can be told: one that depends
 * on what is not known has none, and is told apart from one that was never set.
 */
export class Properties {
  private readonly values = new Map<string, string | undefined>();

  get(name: string): string | undefined {
    return this.values.get(name.toLowerCase());
  }

  isTrue(name: string): boolean {
    return this.get(name)?.trim().toLowerCase() === 'true';
  }

  /** @param certain - whether the property is set in any case */
  set(name: string, value: string, certain = true): void {
    const key = name.toLowerCase();
    const all = this.expand(value);
    const expanded = (all?.length ?? 0) > MAX_VALUE ? undefined : all;
    const isSame = this.values.has(key) && this.values.get(key) === expanded;
    this.values.set(key, certain || isSame ? expanded : undefined);
  }

  isSet(name: string): boolean {
    return this.values.has(name.toLowerCase());
  }

  /** A text without references to properties; undefined where one of them is not known. */
  expand(text: string): string | undefined {
    if (!text.includes('$(')) {
      return text;
    }
    if (text.length > MAX_VALUE) {
      return undefined;
    }
    let isKnown = true;
    const expanded = text.replace(REFERENCE, (_, name: string) => {
      const value = this.get(name);
      isKnown &&= value !== undefined;
      return value ?? '';
    });
    return isKnown && !expanded.includes('$(') ? expanded : undefined;
  }
}

const COMPARISON = /^\s*'([^']*)'\s*(==|!=)\s*'([^']*)'\s*$/;

/**
 * Whether a condition holds (MSBuild, "Conditions"): comparisons of two texts only. Undefined for
 * all others, and where a property is not known: it may be set from outside.
 */
export function holds(
  condition: string | undefined,
  properties: Properties,
): boolean | undefined {
  if (condition === undefined || condition.trim() === '') {
    return true;
  }
  if (condition.length > MAX_VALUE) {
    return undefined;
  }
  const [, left, operator, right] = COMPARISON.exec(condition) ?? [];
  const a = left === undefined ? undefined : properties.expand(left);
  const b = right === undefined ? undefined : properties.expand(right);
  return a === undefined || b === undefined
    ? undefined
    : (a.toLowerCase() === b.toLowerCase()) === (operator === '==');
}

/** `'$(Name)' == ''`: a value for a property that has none. */
export function isDefaultOf(
  condition: string | undefined,
  name: string,
): boolean {
  const [, asked] =
    /^\s*'\$\(([\w.-]+)\)'\s*==\s*''\s*$/.exec(
      condition?.slice(0, MAX_VALUE) ?? '',
    ) ?? [];
  return asked?.toLowerCase() === name.toLowerCase();
}

/** Metadata of an item, as an attribute or an element; their names have no case. */
export function metadataOf(element: unknown, name: string): string | undefined {
  const wanted = name.toLowerCase();
  for (const [key, value] of isFields(element) ? Object.entries(element) : []) {
    if (key.replace(/^@/, '').toLowerCase() === wanted) {
      const first = Array.isArray(value) ? value[value.length - 1] : value;
      return contentOf(first);
    }
  }
  return undefined;
}
