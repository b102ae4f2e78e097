import { type TokenOption, tokenOf } from '../options';
import { askPortalForJson, type Portal } from '../portal/request';

/** What becomes a release. */
export interface ReleaseOptions extends Portal {
  /** The catalog entity: `component:default/shop`. */
  entity: string;
  /** The id of one of its snapshots; what is in force where absent. */
  snapshot?: string;
}

/**
 * Has a portal make a release of an entity. The same again changes nothing.
 * Resolves to the portal's answer. Throws `BadInputError` where it refuses,
 * `UnavailableError` where it could not be reached.
 */
export async function makeRelease(
  name: string,
  { url, token, entity, snapshot }: ReleaseOptions,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<unknown> {
  const asked = JSON.stringify({
    entityRef: entity,
    name,
    ...(snapshot && { snapshot }),
  });
  return askPortalForJson(
    { url, token },
    {
      path: '/releases',
      query: {},
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: () => ({ stream: new Blob([asked]).stream(), close() {} }),
      what: `The release ${name}`,
    },
    wait,
  );
}

/** Has a portal make a release, and writes what it answers. */
export async function release(
  name: string,
  options: ReleaseOptions & TokenOption,
): Promise<void> {
  const answer = await makeRelease(name, {
    ...options,
    token: tokenOf(options),
  });
  process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`);
}
