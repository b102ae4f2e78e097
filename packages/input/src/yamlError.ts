import { YAMLException } from 'js-yaml';
import { InputError } from './InputError';

/** What of a parser's error is for people: the reason where it is a bound, and the line. */
export function yamlError(error: unknown): InputError {
  if (!(error instanceof YAMLException)) {
    return new InputError('not valid YAML');
  }
  const line = error.mark ? error.mark.line + 1 : undefined;
  if (/maxDepth/.test(error.reason)) {
    return new InputError('nested too deep', line);
  }
  return /maxAliases/.test(error.reason)
    ? new InputError('YAML aliases are not accepted', line)
    : new InputError('not valid YAML', line);
}
