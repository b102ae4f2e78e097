import type { Component, Manifest } from '../model';
import {
  COMPONENT_SLICE,
  readComponents,
  writeComponents,
} from './componentFile';

/**
 * A manifest on its way to another process. Its components are in a file, so that a long list is no
 * message that takes a second to copy, and so that a third process can have them as well; a short
 * list goes along.
 *
 * @public
 */
export interface HandedManifest extends Omit<Manifest, 'components'> {
  file: string;
  components?: Component[];
}

/** @param file - the path of a file that is not there yet */
export async function handOver(
  { components, ...manifest }: Manifest,
  file: string,
): Promise<HandedManifest> {
  await writeComponents(file, components);
  return components.length <= COMPONENT_SLICE
    ? { ...manifest, file, components }
    : { ...manifest, file };
}

/** The manifest that another process handed over. @public */
export async function takeOver({
  file,
  components,
  ...manifest
}: HandedManifest): Promise<Manifest> {
  return {
    ...manifest,
    components: components ?? (await readComponents(file)),
  };
}
