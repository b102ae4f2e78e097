import { InputError } from '@backstage/errors';
import { InputError as UnreadableError, readYaml } from '@safety-curtain/input';

const MOST_RULES = 20;

/**
 * The rules of a request that tries some out: a list, or a text that has one,
 * alone or as the configuration has it. Throws `InputError`.
 */
export function rulesToTry(request: {
  rules?: readonly object[];
  text?: string;
}): readonly unknown[] {
  const { rules, text } = request;
  if ((rules === undefined) === (text === undefined)) {
    throw new InputError('Give either rules, or a text that has them');
  }
  if (rules) return rules;
  const list = listIn(read(text!));
  if (list.length === 0) throw new InputError('There is no rule in this text');
  if (list.length > MOST_RULES) {
    throw new InputError(
      `There are ${list.length} rules in this text; at most ${MOST_RULES} are tried out at once`,
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
function listIn(value: unknown): unknown[] {
  let within = value;
  for (const key of ['supplyChain', 'triage', 'rules']) {
    if (isMapping(within) && Object.hasOwn(within, key)) within = within[key];
  }
  if (Array.isArray(within)) return within;
  throw new InputError(
    'This text has no list of rules; give the list, or supplyChain.triage.rules with it',
  );
}

function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
