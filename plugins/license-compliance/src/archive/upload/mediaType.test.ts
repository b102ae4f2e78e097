import { mediaTypeOf } from './mediaType';

it.each([
  ['bom.json', 'application/json'],
  ['shop.cdx.json', 'application/vnd.cyclonedx+json'],
  ['shop.SPDX.JSON', 'application/spdx+json'],
  ['shop.syft.json', 'application/vnd.syft+json'],
  ['shop.spdx.yaml', 'application/spdx+yaml'],
  ['shop.yml', 'application/spdx+yaml'],
  ['bom.xml', 'application/vnd.cyclonedx+xml'],
  ['shop.spdx', 'text/spdx'],
  ['shop.cdx.json.gz', 'application/octet-stream'],
  ['unknown', 'application/octet-stream'],
])('takes %s as %s', (name, type) => {
  expect(mediaTypeOf(name)).toBe(type);
});
