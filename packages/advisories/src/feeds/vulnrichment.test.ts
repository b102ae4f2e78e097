import fc from 'fast-check';
import { readVulnrichment } from './vulnrichment';

const record = (options: object[], changes: object = {}) => ({
  dataType: 'CVE_RECORD',
  cveMetadata: { cveId: 'CVE-2024-1000' },
  containers: {
    cna: {},
    adp: [
      { title: 'CVE Program Container' },
      {
        title: 'CISA ADP Vulnrichment',
        metrics: [
          { cvssV3_1: {} },
          {
            other: {
              type: 'ssvc',
              content: { timestamp: '2024-05-01T10:00:00Z', options },
            },
          },
        ],
      },
    ],
  },
  ...changes,
});

describe('readVulnrichment', () => {
  it('reads what SSVC says', () => {
    expect(
      readVulnrichment(
        record([
          { Exploitation: 'active' },
          { Automatable: 'Yes' },
          { 'Technical Impact': 'total' },
        ]),
      ),
    ).toEqual({
      cve: 'CVE-2024-1000',
      exploitation: 'active',
      automatable: true,
      technicalImpact: 'total',
      timestamp: '2024-05-01T10:00:00Z',
    });
  });

  it('leaves out what it says in words of its own', () => {
    expect(
      readVulnrichment(
        record([{ Automatable: 'perhaps' }, { 'Technical Impact': 'partial' }]),
      ),
    ).toEqual({
      cve: 'CVE-2024-1000',
      technicalImpact: 'partial',
      timestamp: '2024-05-01T10:00:00Z',
    });
  });

  it('gives nothing for a record without SSVC', () => {
    expect(readVulnrichment(record([], { containers: { cna: {} } }))).toBe(
      undefined,
    );
  });

  it.each([
    [undefined],
    ['text'],
    [[]],
    [{}],
    [record([], { cveMetadata: { cveId: 'GHSA-1' } })],
  ])('refuses what is no CVE record: %j', value => {
    expect(() => readVulnrichment(value)).toThrow('it is no CVE record');
  });

  it('gives an entry of the CVE or nothing, whatever else the record holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (containers, option) => {
        for (const given of [
          record([], { containers }),
          record([option as object]),
        ]) {
          const { cve = 'CVE-2024-1000' } = readVulnrichment(given) ?? {};
          expect(cve).toBe('CVE-2024-1000');
        }
      }),
    );
  });
});
