import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What registries gave for real packages; the README beside the files tells of them. */
function text(name: string): string {
  // eslint-disable-next-line no-restricted-syntax -- tests run unbundled
  return readFileSync(join(__dirname, name), 'utf8');
}

/** Of npm: SLSA provenance v0.2, and what the registry attests; bundles of v0.1. */
export const sigstore130 = {
  kind: 'npm' as const,
  name: 'sigstore',
  version: '1.3.0',
  integrity:
    'sha512-dhdv+jOAi1RgLHw13lxumk3rlgZtumUz9QrCNPTx9MazUnUV3BfAb74oYAMPQQ7uaeogB5vTosbz3POzKbEHUQ==',
  attestations: text('sigstore-1.3.0.json'),
};

/** Of npm: SLSA provenance v1. */
export const sigstore200 = {
  kind: 'npm' as const,
  name: 'sigstore',
  version: '2.0.0',
  integrity:
    'sha512-RtTi90xIdzFmQAAKb9+Ki1nx4IR2Z5c+mFn3dN0xuPHgk3gTt3f7ZqKsZ9UFQP40ZAlm7un8LMyjhwgrTIXNPA==',
  attestations: text('sigstore-2.0.0.json'),
};

/** Of PyPI: who published a file. */
export const pypiAttestations019 = {
  kind: 'pypi' as const,
  file: 'pypi_attestations-0.0.19.tar.gz',
  sha256: '9bb1add04b1b4e182be6b0b80931593f7a291eb49d69b4fd728a5d4cbcdc4bd3',
  provenance: text('pypi_attestations-0.0.19.tar.gz.json'),
};
