import { decodeText, InputError, readYaml } from '@safety-curtain/input';
import {
  defaultGatePolicy,
  DefinitionError,
  type GatePolicy,
  gatePolicyFor,
  readGatePolicies,
  readGatePolicy,
} from '@safety-curtain/policy';
import { BadInputError } from '../errors';
import { readRegularFile } from '../input/regularFile';

/**
 * The policy of a file: YAML or JSON, one policy, or `gates` as in a portal's
 * configuration, of which the one with the name, or else the one for every
 * service counts. Without a file the default. Throws `BadInputError`.
 */
export function readPolicyFile(
  file: string | undefined,
  name: string | undefined,
): GatePolicy {
  if (file === undefined) {
    if (name === undefined) return defaultGatePolicy;
    throw new BadInputError('--gate names a policy of the file of --policy');
  }
  try {
    const text = decodeText(readRegularFile(file));
    const [json, ...more] = readYaml(text, { scalars: 'typed' });
    if (more.length > 0) throw new InputError('it has several documents');
    return choose(json, name);
  } catch (error) {
    if (error instanceof InputError || error instanceof DefinitionError) {
      throw new BadInputError(`${file}: ${error.message}`);
    }
    throw error;
  }
}

function choose(json: unknown, name: string | undefined): GatePolicy {
  if (!isList(json)) {
    const policy = readGatePolicy(json, '');
    if (name === undefined || name === policy.name) return policy;
    throw new InputError(`it has no policy '${name}'`);
  }
  const policies = readGatePolicies(json.gates, 'gates');
  if (name === undefined) {
    return gatePolicyFor(policies, { tags: [], owners: [] });
  }
  const found = policies.find(policy => policy.name === name);
  if (found) return found;
  throw new InputError(
    `it has no policy '${name}', but ${policies
      .map(policy => `'${policy.name}'`)
      .join(', ')}`,
  );
}

function isList(json: unknown): json is { gates: unknown } {
  return typeof json === 'object' && json !== null && 'gates' in json;
}
