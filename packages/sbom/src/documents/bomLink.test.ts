import { bomLinkOf, canonicalBomLink, linkOfSbom } from './bomLink';
import { readSbom } from './readSbom';

const SERIAL = 'urn:uuid:3E671687-395b-41f5-a30f-a58921a69b79';
const LINK = 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/2';

const linkIn = (fields: object) =>
  linkOfSbom(
    readSbom(
      Buffer.from(
        JSON.stringify({
          bomFormat: 'CycloneDX',
          specVersion: '1.6',
          components: [],
          ...fields,
        }),
      ),
    ),
  );

it('names a document by its serial number and version', () => {
  expect(bomLinkOf({ serialNumber: SERIAL, version: '2' })).toBe(LINK);
  expect(linkIn({ serialNumber: SERIAL, version: 2 })).toBe(LINK);
  expect(linkIn({ serialNumber: SERIAL })).toBe(LINK.replace(/2$/, '1'));
  expect(linkIn({})).toBeUndefined();
  expect(linkIn({ serialNumber: 'none' })).toBeUndefined();
});

it('reads a document in XML alike', () => {
  const xml = `<bom xmlns="http://cyclonedx.org/schema/bom/1.6" serialNumber="${SERIAL}" version="2"><components/></bom>`;
  expect(linkOfSbom(readSbom(Buffer.from(xml)))).toBe(LINK);
});

it.each([
  [`${LINK}#pkg%3Anpm%2Flodash%404.17.0`, `${LINK}#pkg:npm/lodash@4.17.0`],
  [`${LINK.toUpperCase().replace('URN:CDX', 'urn:cdx')}#A`, `${LINK}#A`],
  [`${LINK}#50%`, `${LINK}#50%`],
  [LINK, LINK],
  ['urn:cdx:x', 'urn:cdx:x'],
])('spells %s in one way', (link, canonical) => {
  expect(canonicalBomLink(link)).toBe(canonical);
});
