const EXTENSIONS: ReadonlyArray<[string, string]> = [
  ['in-toto', 'intoto.json'],
  ['cyclonedx+xml', 'cdx.xml'],
  ['cyclonedx', 'cdx.json'],
  ['syft', 'syft.json'],
  ['spdx+yaml', 'spdx.yaml'],
  ['version=3', 'spdx3.json'],
  ['json', 'spdx.json'],
];

/** How the name of a signature ends, after that of the SBOM that it is of. */
export const ENVELOPE_ENDING = '.dsse.json';

/** File name endings that tools know SBOMs by. */
export function sbomExtension(mediaType: string): string {
  const known = EXTENSIONS.find(([part]) => mediaType.includes(part));
  return known ? known[1] : 'spdx';
}
