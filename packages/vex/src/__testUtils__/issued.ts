import fc from 'fast-check';
import { type Analysis, analysisWords } from '../model/analysis';
import type { IssuedDocument } from '../model/issued';

const at = fc
  .date({
    min: new Date('2020-01-01'),
    max: new Date('2030-01-01'),
    noInvalidDate: true,
  })
  .map(date =>
    new Date(Math.floor(date.getTime() / 1000) * 1000).toISOString(),
  );

/** Any analysis that can be made: a justification goes with what is not affected alone. */
const analysis: fc.Arbitrary<Analysis> = fc
  .record({
    state: fc.constantFrom(...analysisWords.states),
    justification: fc.option(fc.constantFrom(...analysisWords.justifications), {
      nil: undefined,
    }),
    responses: fc.uniqueArray(fc.constantFrom(...analysisWords.responses)),
    detail: fc.option(fc.constantFrom('Behind a gateway.', 'Two\nlines.'), {
      nil: undefined,
    }),
    lastUpdated: at,
  })
  .map(({ justification, detail, ...rest }) => ({
    ...rest,
    firstIssued: rest.lastUpdated,
    ...(rest.state === 'not_affected' && justification && { justification }),
    ...(detail && { detail }),
  }));

/** Documents of a service, with decisions of some vulnerabilities in some packages. */
export const issuedDocuments: fc.Arbitrary<IssuedDocument> = fc
  .uniqueArray(
    fc.record({
      vulnerability: fc.integer({ min: 1, max: 3 }),
      component: fc.integer({ min: 1, max: 3 }),
      analysis,
    }),
    {
      minLength: 1,
      maxLength: 6,
      selector: one => `${one.vulnerability} ${one.component}`,
    },
  )
  .map(decisions => ({
    product: {
      name: 'checkout',
      version: '1.4.0',
      bomLink: 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1',
    },
    author: { name: 'Example Shop', namespace: 'https://shop.example' },
    tool: { name: 'Safety Curtain', version: '0.1.0' },
    uuid: '7f2d0e5c-6a0c-4b7e-9f55-3b6a7f0a1c11',
    version: 1,
    issuedAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-02-01T00:00:00.000Z',
    decisions: decisions.map(one => ({
      vulnerability: {
        id: `CVE-2026-100${one.vulnerability}`,
        aliases: [`GHSA-aaaa-bbbb-cc0${one.vulnerability}`],
        description: 'Something is wrong.',
      },
      component: {
        purl: `pkg:npm/%40shop/part-${one.component}@1.0.${one.component}`,
        group: '@shop',
        name: `part-${one.component}`,
        version: `1.0.${one.component}`,
      },
      analysis: one.analysis,
    })),
  }));
