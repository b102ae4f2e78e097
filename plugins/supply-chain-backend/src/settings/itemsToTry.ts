import { InputError } from '@backstage/errors';
import { InputError as UnreadableError, readYaml } from '@safety-curtain/input';

/** Which list of the configuration is tried out. */
export interface Tried {
  /** One of its items, in words: `rule`. */
  one: string;
  many: string;
  /** Keys that lead to it; the last is the name of the list in a request. */
  keys: readonly string[];
  most: number;
}

/**
 * The items of a request that tries some out: a list, or a text that has one,
 * alone or as the configuration has it. Throws `InputError`.
 */
export function itemsToTry(
  request: { items?: readonly object[]; text?: string },
  tried: Tried,
): readonly unknown[] {
  const { items, text } = request;
  const { one, many, keys, most } = tried;
  if ((items === undefined) === (text === undefined)) {
    throw new InputError(`Give either ${keys.at(-1)}, or a text that has them`);
  }
  if (items) return items;
  const list = listIn(read(text!), tried);
  if (list.length === 0) {
    throw new InputError(`There is no ${one} in this text`);
  }
  if (list.length > most) {
    throw new InputError(
      `There are ${list.length} ${many} in this text; at most ${most} are tried out at once`,
    );
  }
  return list;
}

function read(text: string): unknown {
  try {
    const documents = readYaml(text, { scalars: 'typed' });
    if (documents.length > 1) {
      throw new InputError('This text has more than one YAML document');
    }
    return documents[0];
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    throw new InputError(`This text is ${error.message}`);
  }
}

/** The list alone, or below any of the keys that lead to it. */
function listIn(value: unknown, { many, keys }: Tried): unknown[] {
  let within = value;
  for (const key of keys) {
    if (isMapping(within) && Object.hasOwn(within, key)) within = within[key];
  }
  if (Array.isArray(within)) return within;
  throw new InputError(
    `This text has no list of ${many}; give the list, or ${keys.join(
      '.',
    )} with it`,
  );
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
