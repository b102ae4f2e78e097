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
import { printNotes } from '../output/streams';

/** A policy, and what is to be said of the choice. */
interface Chosen {
  policy: GatePolicy;
  note?: string;
}

/**
 * The policy of a file: YAML or JSON, one policy, or `gates` as in a portal's
 * configuration, of which the one with the name, or else the one for every
 * service counts; which service is built is not known here. Without a file the
 * default. Throws `BadInputError`, also where none of a list is for every service.
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
    const { policy, note } = choose(json, name);
    if (note !== undefined) printNotes([`${file}: ${note}`]);
    return policy;
  } catch (error) {
    if (error instanceof InputError || error instanceof DefinitionError) {
      throw new BadInputError(`${file}: ${error.message}`);
    }
    throw error;
  }
}

function choose(json: unknown, name: string | undefined): Chosen {
  if (!isList(json)) {
    const policy = readGatePolicy(json, '');
    if (name === undefined || name === policy.name) return { policy };
    throw new InputError(`it has no policy '${name}'`);
  }
  const other = Object.keys(json).find(key => key !== 'gates');
  if (other) throw new DefinitionError(other, 'is not known beside gates');
  const policies = readGatePolicies(json.gates, 'gates');
  const quoted = (of: readonly GatePolicy[]) =>
    of.map(policy => `'${policy.name}'`).join(', ');
  if (name === undefined) return forEvery(policies, quoted);
  const found = policies.find(policy => policy.name === name);
  if (found) return { policy: found };
  throw new InputError(`it has no policy '${name}', but ${quoted(policies)}`);
}

/** Those for some services could be meant: the default in their place might let pass what they block. */
function forEvery(
  policies: readonly GatePolicy[],
  quoted: (of: readonly GatePolicy[]) => string,
): Chosen {
  if (policies.length === 0)
    throw new DefinitionError('gates', 'has no policy');
  const policy = gatePolicyFor(policies, { tags: [], owners: [] });
  const others = policies.filter(each => each !== policy);
  if (others.length === policies.length) {
    throw new DefinitionError(
      'gates',
      `has no policy for every service, and which service this is is not known here: choose one with --gate (${quoted(
        policies,
      )}), or add one without services as the last`,
    );
  }
  if (others.length === 0) return { policy };
  return {
    policy,
    note: `${quoted([policy])} judges, which is for every service; ${quoted(
      others,
    )} ${others.length === 1 ? 'is' : 'are'} for some, and --gate chooses ${
      others.length === 1 ? 'it' : 'them'
    }`,
  };
}

function isList(json: unknown): json is { gates: unknown } {
  return typeof json === 'object' && json !== null && 'gates' in json;
}
