import { listedExceptions, listedLicenses } from '../list/licenseList';
import { licenseText } from '../list/licenseText';
import { NoticeEntry } from './notices';
import { NoticeFormat, writeNotices } from './writeNotices';

function entry(name: string, expression?: string): NoticeEntry {
  return {
    purl: `pkg:npm/${name}@1.0.0`,
    name,
    version: '1.0.0',
    ...(expression ? { state: 'known', expression } : { state: 'unknown' }),
  };
}

function write(entries: Iterable<NoticeEntry>, format: NoticeFormat): string {
  const input = {
    subject: 'Shop <1>',
    release: '2.4',
    generatedAt: '2026-01-02T03:04:05Z',
    entries,
  };
  return [...writeNotices(input, format)].join('');
}

const times = (text: string, part: string) => text.split(part).length - 1;

describe('licenseText', () => {
  it('is there for every listed license and exception', () => {
    const missing = [...listedLicenses, ...listedExceptions].filter(
      ({ id }) => (licenseText(id) ?? '').length < 20,
    );
    expect(missing).toEqual([]);
  });

  it('is not there for what is not listed', () => {
    expect(licenseText('LicenseRef-own')).toBeUndefined();
    expect(licenseText('../package')).toBeUndefined();
  });
});

describe.each(['text', 'html'] as const)('writeNotices as %s', format => {
  it('has each text once, with its packages in order', () => {
    const document = write(
      [entry('zebra', 'MIT'), entry('ant', 'MIT OR ISC'), entry('bee', 'mit')],
      format,
    );
    expect(times(document, 'Permission is hereby granted')).toBe(1);
    expect(times(document, 'ant 1.0.0')).toBe(2);
    const names = document.match(/\b(?:ant|bee|zebra) 1\.0\.0/g);
    expect(names).toEqual(
      ['ant', 'ant', 'bee', 'zebra'].map(n => `${n} 1.0.0`),
    );
    expect(document).toContain('MIT License');
  });

  it('counts one package as one', () => {
    const document = write([entry('ant')], format);
    expect(document).toContain('1 package. Written');
    expect(document).toContain('License not settled: 1 package');
    expect(document).not.toContain('1 packages');
  });

  it('joins ids of one text and adds exceptions', () => {
    const document = write(
      [
        entry('a', 'GPL-2.0-only WITH Classpath-exception-2.0'),
        entry('b', 'GPL-2.0+'),
      ],
      format,
    );
    expect(times(document, 'GNU GENERAL PUBLIC LICENSE')).toBe(
      times(licenseText('GPL-2.0-only')!, 'GNU GENERAL PUBLIC LICENSE'),
    );
    expect(times(document, 'Linking this library statically')).toBe(1);
  });

  it('says at the head what is not settled', () => {
    const document = write(
      [
        entry('mystery'),
        { ...entry('vague'), state: 'ambiguous' },
        { ...entry('torn'), state: 'conflicting' },
        entry('closed', 'NONE'),
        entry('silent', 'NOASSERTION'),
        entry('wrong', 'MIT OR'),
        entry('fine', 'MIT'),
      ],
      format,
    );
    const head = document.slice(0, document.indexOf('MIT License'));
    expect(head).toContain('License not settled: 6 packages');
    expect(head).toContain('mystery 1.0.0: no license is known');
    expect(head).toContain('vague 1.0.0: what is said fits several licenses');
    expect(head).toContain('torn 1.0.0: sources name different licenses');
    expect(head).toContain('closed 1.0.0: no license is granted');
    expect(head).toContain('silent 1.0.0: no license is known');
    expect(head).toContain('wrong 1.0.0: no license is known');
    expect(head).not.toContain('fine 1.0.0');
  });

  it('says where the text of a license is not listed', () => {
    expect(write([entry('own', 'LicenseRef-own')], format)).toContain(
      'The text of this license comes with the packages.',
    );
  });

  it('is the same for the same packages in another order', () => {
    const entries = [entry('a', 'MIT'), entry('b', 'ISC'), entry('c')];
    expect(write([...entries].reverse(), format)).toBe(write(entries, format));
  });

  it('takes many packages, in pieces of a bounded size', () => {
    const entries = Array.from({ length: 10_000 }, (_, i) =>
      entry(`package-${i}`, i % 3 ? 'MIT' : 'Apache-2.0 AND ISC'),
    );
    const input = { subject: 's', generatedAt: 'now', entries };
    let longest = 0;
    let pieces = 0;
    for (const piece of writeNotices(input, format)) {
      longest = Math.max(longest, piece.length);
      pieces++;
    }
    expect(pieces).toBeGreaterThan(13_000);
    expect(longest).toBeLessThan(20_000);
  });
});

describe('hostile packages', () => {
  const hostile: NoticeEntry = {
    purl: 'pkg:npm/x@1',
    name: '<script>alert(1)</script>',
    version: '1"\'&\u0000',
    state: 'known',
    expression: 'MIT',
    copyright: '</pre><img src=x onerror=alert(1)>\n====\nanother',
    homepage: ['javascript', 'alert(1)'].join(':'),
  };

  it('put no markup into the page', () => {
    const page = write(
      [hostile, { ...hostile, homepage: 'https://x/"onclick="alert(1)' }],
      'html',
    );
    expect(page).not.toMatch(/<(?:script|img)|javascript:"|"onclick/);
    expect(page).not.toContain('href="javascript');
    expect(page).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt; 1&quot;&#39;&amp;',
    );
    expect(page).toContain('<title>Third-party notices: Shop &lt;1&gt;');
  });

  it('draw no lines into the text', () => {
    const text = write([{ ...hostile, name: 'a\n======\nMIT' }], 'text');
    expect(text).toContain('\na ====== MIT 1"\'& (MIT)\n');
    expect(text).toContain('\n  ====\n');
  });
});
