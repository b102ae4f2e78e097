import type { PomState } from '@safety-curtain/sbom';
import type { PomCoordinates } from '../../../outside/registries/PomRegistry';

/** A POM that is not at hand, and why. */
export interface NoPom {
  state: PomState;
  reason: string;
}

/** What Maven takes for ids (its model validator), and for a version in a path. */
const ID = /^[A-Za-z0-9_.-]{1,200}$/;
const VERSION = /^[A-Za-z0-9_.+-]{1,100}$/;

/** The coordinates of `group:artifact:version`, or why it is not asked for. */
export function coordinatesOf(name: string): PomCoordinates | NoPom {
  const [groupId, artifactId, version, more] = name.split(':');
  const isName =
    more === undefined &&
    ID.test(groupId) &&
    ID.test(artifactId ?? '') &&
    VERSION.test(version ?? '');
  if (!isName) {
    return { state: 'refused', reason: 'its name or version is unknown' };
  }
  return /-SNAPSHOT$/i.test(version)
    ? {
        state: 'refused',
        reason: 'snapshot versions, which can change, are not downloaded',
      }
    : { groupId, artifactId, version };
}
