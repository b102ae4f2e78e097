import { describeCorpora, readCorpus } from '@safety-curtain/testing';
import { parseKev } from '../feeds/kev';

describeCorpora('conformance: the known-exploited catalog', () => {
  it('reads every entry', () => {
    const text = readCorpus('kev/known_exploited_vulnerabilities.json');
    const catalog = parseKev(text);
    expect(catalog.catalogVersion).toBe('2025.08.25');
    expect(catalog.dateReleased).toBe('2025-08-25T17:04:19.9796Z');
    expect(catalog.entries).toHaveLength(JSON.parse(text).count);
    expect(
      catalog.entries.find(entry => entry.cve === 'CVE-2021-44228'),
    ).toMatchObject({
      vendor: 'Apache',
      product: 'Log4j2',
      dateAdded: '2021-12-10',
      dueDate: '2021-12-24',
      ransomware: true,
    });
  });
});
