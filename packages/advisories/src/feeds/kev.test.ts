import fc from 'fast-check';
import { FeedError } from './feedError';
import { parseKev } from './kev';

const entry = {
  cveID: 'CVE-2021-44228',
  vendorProject: 'Apache',
  product: 'Log4j2',
  vulnerabilityName: 'Remote code execution',
  dateAdded: '2021-12-10',
  shortDescription: 'left out',
  requiredAction: 'Apply updates.',
  dueDate: '2021-12-24',
  knownRansomwareCampaignUse: 'Known',
};

const catalog = (...vulnerabilities: unknown[]) => ({
  catalogVersion: '2025.08.25',
  dateReleased: '2025-08-25T17:04:19Z',
  vulnerabilities,
});

describe('parseKev', () => {
  it('reads the form that CISA publishes, as text or parsed', () => {
    const expected = {
      catalogVersion: '2025.08.25',
      dateReleased: '2025-08-25T17:04:19Z',
      entries: [
        {
          cve: 'CVE-2021-44228',
          vendor: 'Apache',
          product: 'Log4j2',
          name: 'Remote code execution',
          dateAdded: '2021-12-10',
          dueDate: '2021-12-24',
          requiredAction: 'Apply updates.',
          ransomware: true,
        },
      ],
    };
    expect(parseKev(catalog(entry))).toEqual(expected);
    expect(parseKev(JSON.stringify(catalog(entry)))).toEqual(expected);
  });

  it('knows entries without due date, action or ransomware', () => {
    const { dueDate, requiredAction, ...rest } = entry;
    const [read] = parseKev(
      catalog({ ...rest, knownRansomwareCampaignUse: 'Unknown' }),
    ).entries;
    expect(read).not.toHaveProperty('dueDate');
    expect(read).not.toHaveProperty('requiredAction');
    expect(read.ransomware).toBe(false);
  });

  it.each([
    ['{', 'KEV: the text is no JSON'],
    [null, 'KEV: the catalog is no object'],
    [{ ...catalog(), vulnerabilities: {} }, 'KEV: vulnerabilities is no list'],
    [catalog(1), 'KEV: vulnerabilities[0] is no object'],
    [
      catalog(entry, { ...entry, cveID: 'x' }),
      'KEV: vulnerabilities[1].cveID is no CVE id',
    ],
    [
      catalog({ ...entry, dateAdded: 'today' }),
      'KEV: vulnerabilities[0].dateAdded is no day',
    ],
    [
      catalog({ ...entry, product: 'x'.repeat(5_000) }),
      'KEV: vulnerabilities[0].product is no text of at most 4096 characters',
    ],
    [
      { ...catalog(), vulnerabilities: new Array(100_001) },
      'KEV: vulnerabilities has more than 100000 entries',
    ],
  ])('refuses %.60j', (json, message) => {
    expect(() => parseKev(json)).toThrow(message);
  });

  it('throws nothing but FeedError', () => {
    const nearly = fc.record(
      {
        catalogVersion: fc.constant('1'),
        vulnerabilities: fc.array(
          fc.oneof(fc.jsonValue(), fc.record({ cveID: fc.jsonValue() })),
        ),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(nearly, fc.anything()), json => {
        expect(() => {
          try {
            parseKev(json);
          } catch (error) {
            if (!(error instanceof FeedError)) throw error;
          }
        }).not.toThrow();
      }),
    );
  });
});
