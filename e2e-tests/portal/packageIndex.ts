import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const FILE = 'pypi_attestations-0.0.19.tar.gz';
const ATTESTATIONS = path.resolve(
  __dirname,
  '../../packages/testing/src/attestations',
  `${FILE}.json`,
);

/** What PyPI has of one real package version. */
export const attested = {
  purl: 'pkg:pypi/pypi-attestations@0.0.19',
  name: 'pypi-attestations',
  version: '0.0.19',
  source: 'https://github.com/trailofbits/pypi-attestations',
};

/** An index of Python packages on loopback that knows that package, and no other. */
export async function startPackageIndex() {
  const document = {
    info: { name: attested.name },
    urls: [
      {
        filename: FILE,
        digests: {
          sha256:
            '9bb1add04b1b4e182be6b0b80931593f7a291eb49d69b4fd728a5d4cbcdc4bd3',
        },
      },
    ],
  };
  const { name, version } = attested;
  const answers = new Map([
    [`/pypi/${name}/${version}/json`, JSON.stringify(document)],
    [
      `/integrity/${name}/${version}/${FILE}/provenance`,
      readFileSync(ATTESTATIONS, 'utf8'),
    ],
  ]);
  const server = createServer((request, response) => {
    const answer = answers.get(request.url ?? '');
    response.writeHead(answer === undefined ? 404 : 200).end(answer);
  });
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>(resolve => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
