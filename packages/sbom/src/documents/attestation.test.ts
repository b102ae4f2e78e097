import { readSbom } from './readSbom';

const sbom = {
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  components: [{ name: 'zlib', version: '1.3.1' }],
};
const HEX = 'a'.repeat(64);
const statement = (predicate: unknown) => ({
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: 'shop', digest: { sha256: HEX.toUpperCase() } }],
  predicateType: 'https://cyclonedx.org/bom',
  predicate,
});
const envelope = (
  payload: unknown,
  payloadType = 'application/vnd.in-toto+json',
) => ({
  payloadType,
  payload: Buffer.from(JSON.stringify(payload)).toString('base64'),
  signatures: [{ sig: 'x' }],
});
const read = (document: unknown) =>
  readSbom(Buffer.from(JSON.stringify(document)));

describe('an SBOM in an attestation', () => {
  it.each([
    ['a statement', statement(sbom)],
    ['an envelope', envelope(statement(sbom))],
    ['a bundle', { dsseEnvelope: envelope(statement(sbom)) }],
    ['a statement of an early Cosign', statement({ Data: sbom })],
  ])('is read out of %s', (_, document) => {
    expect(read(document)).toMatchObject({
      format: 'CycloneDX',
      components: [{ name: 'zlib' }],
      attests: [`sha256:${HEX}`],
    });
  });

  it('is told apart from one that stands by itself', () => {
    expect(read(sbom)).not.toHaveProperty('attests');
  });

  it.each([
    ['another payload', envelope(sbom), /no in-toto statement/],
    ['another type', envelope(statement(sbom), 'text/plain'), /no in-toto/],
    ['no JSON', { ...envelope({}), payload: '%%%' }, /./],
    ['no SBOM', statement({ builder: 1 }), /neither/],
    ['nothing', statement(undefined), /not a JSON object/],
    [
      'an envelope in an envelope',
      envelope(envelope(statement(sbom))),
      /no in-toto/,
    ],
  ])('is refused where there is %s', (_, document, why) => {
    expect(() => read(document)).toThrow(why);
  });
});
