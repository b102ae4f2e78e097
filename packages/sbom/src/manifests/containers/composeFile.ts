import { InputError, readLocatedYaml } from '@safety-curtain/input';
import { mapEntries, textAt, valueAt } from '../../input/mergedYaml';
import type { Scope } from '../../model';
import { fileNameOf } from '../fileNames';
import { scopeByName } from '../namesOfUse';
import type { ManifestReader, ReaderInput, ReaderResult } from '../reader';
import { addDockerfile } from './dockerfile';
import { Images } from './images';
import { substituted } from './variables';

const NAME = /^(?:docker-)?compose(?:[._-][\w.-]+)?\.ya?ml$/i;

/** What belongs to a compose file beside its services (Compose Specification, "top-level elements"). */
const OTHER_ELEMENTS: readonly string[] = [
  'configs',
  'include',
  'models',
  'name',
  'networks',
  'secrets',
  'version',
  'volumes',
];

/** Of one service, or none where it is built from the source: its `image` is then its own name. */
function read({ text, path }: ReaderInput): ReaderResult {
  const document = readLocatedYaml(text);
  const services = valueAt(document, 'services');
  if (
    services?.kind !== 'map' &&
    !OTHER_ELEMENTS.some(name => valueAt(document, name))
  ) {
    throw new InputError('no compose file: it has no services');
  }
  const images = new Images();
  const scope = scopeOf(path);
  for (const [, { value: service }] of mapEntries(services)) {
    const build = valueAt(service, 'build');
    const image = textAt(service, 'image');
    const inline = textAt(build, 'dockerfile_inline');
    if (inline !== undefined) {
      addDockerfile(images, inline, scope);
    } else if (build === undefined && image !== undefined) {
      // Values of the environment are not read: they may hold what is secret.
      images.add(
        substituted(image, () => undefined),
        scope,
      );
    }
  }
  return images.result();
}

/** Services of a compose file may run at a desk or for customers: only its name tells. */
function scopeOf(path: string): Scope {
  const words = fileNameOf(path).replace(/^(?:docker-)?compose|\.ya?ml$/gi, '');
  return scopeByName(words) ?? 'unknown';
}

/** Compose files: the images of services that are not built from the source. */
export const composeFile: ManifestReader = {
  id: 'compose-file',
  title: 'Compose file',
  surroundings: true,
  matches: name => NAME.test(name),
  companions: [],
  supersedes: [],
  read,
};
