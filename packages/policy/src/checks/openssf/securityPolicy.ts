import type { Evidence } from '../check';
import { cis16, iso18974, sp80053, ssdf } from '../controls';
import { securityPolicyPath } from '../../source/wellKnownFiles';
import { openSsfCheck } from './openSsfCheck';
import { NO_SOURCE } from './workflows';

const LINKS = /https?:\/\/[\w./?=%:-]*/g;
const ADDRESSES =
  /[\w.%+-]{1,64}(?:@|\\?\[at\\?\])[A-Za-z\d-]{1,63}(?:\.[A-Za-z\d-]{1,63}){0,8}\.[A-Za-z]{2,6}\b/g;
const EXPECTATIONS = /(?<!\w)\d{1,4}\b|disclos|vuln/gi;
const MAX_LINE = 5000;

/**
 * OpenSSF Security-Policy: 6 points for a link or address, 3 for text beyond
 * links, 1 for two words or numbers at least about disclosure and its times.
 */
export const openSsfSecurityPolicy = openSsfCheck({
  name: 'Security-Policy',
  title: 'Security policy that supports reporting',
  controls: [
    ...ssdf('RV.1.3'),
    ...sp80053('RA-5(11)'),
    ...cis16('16.2'),
    ...iso18974('4.2.1'),
  ],
  advice:
    'Add a SECURITY.md that says where to report vulnerabilities, what happens next, and within how many days.',
  work: 'setting',
  score({ source }) {
    if (!source) return NO_SOURCE;
    const path = securityPolicyPath(source);
    if (path === undefined) {
      return source.complete
        ? { score: 0, reason: 'there is no security policy', evidence: [] }
        : { missing: 'Not all of the source could be read.' };
    }
    const text = source.texts.get(path);
    if (text === undefined) {
      return { missing: `${path} was not read.` };
    }
    return { ...gradePolicy(path, text) };
  },
});

function gradePolicy(path: string, text: string) {
  const lines = text.split('\n').filter(line => line.length <= MAX_LINE);
  const links = new Set(
    lines.flatMap(line => [
      ...[...line.matchAll(LINKS)].map(([match]) => match),
      ...[...line.matchAll(ADDRESSES)].map(([match]) => match),
    ]),
  );
  const linked = [...links].reduce((sum, link) => sum + link.length + 2, 0);
  const hints = lines.reduce(
    (count, line) => count + [...line.matchAll(EXPECTATIONS)].length,
    0,
  );
  const parts = [
    { points: 6, holds: links.size > 0, text: 'a link or an e-mail address' },
    {
      points: 3,
      holds: text.length > 1 && text.length > linked,
      text: 'text beyond links',
    },
    { points: 1, holds: hints > 1, text: 'what to expect, and when' },
  ];
  const evidence: Evidence[] = parts
    .filter(({ holds }) => !holds)
    .map(part => ({ kind: 'file', file: path, text: `Missing: ${part.text}` }));
  return {
    score: parts.reduce((sum, part) => sum + (part.holds ? part.points : 0), 0),
    reason: `${path} is the security policy`,
    evidence,
  };
}
