import type { Identity, Subject } from '../model/statement';
import { type Occurrence, readSubject } from './appliesTo';

const named = (purl: string, versions?: Identity['versions']): Identity => ({
  text: purl,
  purl,
  ...(versions && { versions }),
});

/** A component that is reached through some packages, on each way. */
function occurrence(
  purl: string,
  paths: string[][] = [[]],
  more: Partial<Occurrence> = {},
): Occurrence {
  return {
    purl,
    servicePurls: ['pkg:docker/shop/checkout@1.4.0'],
    bomLinks: [],
    pathsThrough: fits => {
      const through = paths.filter(path => path.some(fits)).length;
      if (through === 0) return 'none';
      return through === paths.length ? 'every' : 'some';
    },
    ...more,
  };
}

function ask(subject: Subject, of: Occurrence) {
  const test = readSubject(subject);
  if (typeof test === 'string') throw new Error(test);
  return test(of);
}

describe('readSubject', () => {
  it.each([
    ['pkg:npm/left-pad@1.3.0', 'pkg:npm/left-pad@1.3.0', 'applies'],
    ['pkg:npm/left-pad@1.3.0', 'pkg:npm/left-pad@1.3.1', 'no'],
    ['pkg:npm/left-pad', 'pkg:npm/left-pad@1.3.1', 'applies'],
    ['pkg:npm/left-pad', 'pkg:npm/%40a/left-pad@1.3.1', 'no'],
    ['pkg:npm/left-pad', 'pkg:pypi/left-pad@1.3.1', 'no'],
    // The same names and versions in other spellings.
    ['pkg:pypi/Flask_Login@1.0', 'pkg:pypi/flask-login@1.0.0', 'applies'],
    [
      'pkg:golang/github.com/a/b@v2.0.0',
      'pkg:golang/github.com/a/b@2.0.0',
      'applies',
    ],
    ['pkg:maven/a/b@1?type=jar', 'pkg:maven/a/b@1', 'applies'],
    // What is named beyond the name must be there; more may be.
    [
      'pkg:deb/debian/bash@5.2?arch=arm64',
      'pkg:deb/debian/bash@5.2?arch=amd64',
      'no',
    ],
    [
      'pkg:deb/debian/bash@5.2',
      'pkg:deb/debian/bash@5.2?arch=amd64',
      'applies',
    ],
    ['pkg:deb/debian/bash@5.2?arch=amd64', 'pkg:deb/debian/bash@5.2', 'no'],
    [
      'pkg:golang/github.com/a/b@v2.0.0#sub',
      'pkg:golang/github.com/a/b@v2.0.0',
      'no',
    ],
  ])('%s is %s: %s', (subject, component, expected) => {
    expect(ask({ package: named(subject) }, occurrence(component))).toBe(
      expected,
    );
  });

  it('goes by listed versions and ranges', () => {
    const subject = {
      package: named('pkg:npm/left-pad', [
        { version: '0.9.0' },
        { range: 'vers:npm/>=1.2.0|<1.3.0' },
      ]),
    };
    const says = ['0.9.0', '1.0.0', '1.2.5', '1.3.0'].map(version =>
      ask(subject, occurrence(`pkg:npm/left-pad@${version}`)),
    );
    expect(says).toEqual(['applies', 'no', 'applies', 'no']);
  });

  it.each([
    'pkg:npm/*',
    'pkg:npm/%2A',
    'pkg:npm',
    'left-pad',
    'pkg:npm/%40a/*@1',
  ])('says that %s is no package', purl => {
    expect(readSubject({ package: named(purl) })).toEqual(
      expect.stringContaining(purl),
    );
  });

  it('says what is wrong with a range', () => {
    const versions = [{ range: '>=1' }];
    expect(readSubject({ package: named('pkg:npm/a', versions) })).toEqual(
      expect.stringMatching(/vers/),
    );
  });

  describe('of a vendor about its own package', () => {
    const spring = 'pkg:maven/org.springframework.boot/spring-boot@2.6.0';
    const log4j = 'pkg:maven/org.apache.logging.log4j/log4j-core@2.14.1';

    it.each([
      ['every way leads through it', [[spring]], 'applies'],
      ['some ways do', [[spring], ['pkg:maven/shop/other@1']], 'information'],
      ['it is asked for by itself, too', [[spring], []], 'information'],
      ['none does', [['pkg:maven/shop/other@1']], 'no'],
      [
        'another version of it is on the way',
        [['pkg:maven/org.springframework.boot/spring-boot@2.7.0']],
        'no',
      ],
    ])('where %s: %s', (_, paths, expected) => {
      const of = occurrence(log4j, paths);
      expect(ask({ package: named(spring) }, of)).toBe(expected);
      const part = { package: named(log4j), within: named(spring) };
      expect(ask(part, of)).toBe(expected);
    });

    it('is not about other parts of the product', () => {
      const part = { package: named(log4j), within: named(spring) };
      expect(ask(part, occurrence('pkg:maven/shop/x@1', [[spring]]))).toBe(
        'no',
      );
    });
  });

  it('of the service is about all in it, and of a part of the service about that', () => {
    const service = named('pkg:docker/shop/checkout');
    const other = named('pkg:docker/shop/billing');
    const of = occurrence('pkg:npm/left-pad@1.3.0', [['pkg:npm/a@1']]);
    expect(ask({ package: service }, of)).toBe('applies');
    expect(ask({ package: other }, of)).toBe('no');
    const part = named('pkg:npm/left-pad@1.3.0');
    expect(ask({ package: part, within: service }, of)).toBe('applies');
    expect(ask({ package: part, within: other }, of)).toBe('no');
  });

  it('goes by BOM-Links', () => {
    const bom = 'urn:cdx:3e671687-395b-41f5-a30f-a58921a69b79/1';
    const link = (bomLink: string) => ({ package: { text: bomLink, bomLink } });
    const of = occurrence('pkg:npm/left-pad@1.3.0', [[]], {
      bomLinks: [bom, `${bom}#pkg:npm/left-pad@1.3.0`],
      someBomLinks: [`${bom}3`, `${bom}3#left-pad`],
    });
    const ref = encodeURIComponent('pkg:npm/left-pad@1.3.0');
    expect(ask(link(`${bom}#${ref}`), of)).toBe('applies');
    expect(
      ask(link(`${bom.toUpperCase().replace('URN:CDX', 'urn:cdx')}`), of),
    ).toBe('applies');
    expect(ask(link(`${bom}#other`), of)).toBe('no');
    expect(ask(link(bom), of)).toBe('applies');
    expect(ask(link(`${bom}2`), of)).toBe('no');
    expect(ask(link(`${bom}3#left-pad`), of)).toBe('information');
    expect(
      ask({ ...link(`${bom}#${ref}`), within: link(`${bom}3`).package }, of),
    ).toBe('information');
  });
});
