import { LicenseTerm } from '../expressions/licenseNode';
import { canonicalTerm } from '../expressions/canonical';
import { categoryOf, categoryOfTerm, LicenseCategory } from './category';

/**
 * What must be done, or is granted, when something under a license is passed on.
 *
 * @public
 */
export type ObligationKind =
  | 'include-license-text'
  | 'include-copyright-notice'
  | 'include-notice-file'
  | 'state-changes'
  | 'disclose-source'
  | 'same-license'
  | 'allow-relinking'
  | 'installation-information'
  | 'no-endorsement'
  | 'acknowledge-in-advertising'
  | 'rename-changed-work'
  | 'no-commercial-use'
  | 'no-changes'
  | 'patent-grant'
  | 'patent-retaliation'
  | 'read-the-terms';

/**
 * How far a duty reaches: changed files, the library with its changes, the
 * whole work, or the whole work also for those who use it over a network.
 *
 * @public
 */
export type ObligationScope = 'file' | 'library' | 'work' | 'network';

/** What a license asks of whoever passes the work on. @public */
export interface Obligation {
  kind: ObligationKind;
  /** Of `disclose-source` and `same-license`. */
  scope?: ObligationScope;
  /** One sentence for a reader. */
  text: string;
}

const TEXTS: Record<ObligationKind, string> = {
  'include-license-text': 'Pass on the text of the license.',
  'include-copyright-notice': 'Keep the copyright notices.',
  'include-notice-file': 'Pass on the NOTICE file, where there is one.',
  'state-changes': 'Say what was changed.',
  'disclose-source': 'Offer the source of {reach}.',
  'same-license': 'Keep {reach} under the same license.',
  'allow-relinking': 'Let recipients run the work with a changed library.',
  'installation-information':
    'For consumer devices, say how changed versions are installed.',
  'no-endorsement': 'Do not advertise with the names of the authors.',
  'acknowledge-in-advertising':
    'Name the authors where the work is advertised or documented.',
  'rename-changed-work': 'Give a changed version another name.',
  'no-commercial-use': 'No commercial use.',
  'no-changes': 'Do not pass on changed versions.',
  'patent-grant': 'Contributors grant a license to their patents.',
  'patent-retaliation': 'Suing over patents in the work ends rights to it.',
  'read-the-terms': 'Read the terms; no general rule covers them.',
};

const REACH: Record<ObligationScope, string> = {
  file: 'the licensed files and changes to them',
  library: 'the library and changes to it',
  work: 'the whole work',
  network: 'the whole work, for network users too,',
};

const KINDS = Object.keys(TEXTS) as ObligationKind[];

/** `share:file` stands for source and license alike; `notices` for text and copyright. */
type Duty = ObligationKind | 'notices' | 'patents' | `share:${ObligationScope}`;

const OF_CATEGORY: Record<LicenseCategory, readonly Duty[]> = {
  'public-domain': [],
  permissive: ['notices'],
  'weak-copyleft': ['notices', 'state-changes', 'share:file'],
  'strong-copyleft': ['notices', 'state-changes', 'share:work'],
  'network-copyleft': ['notices', 'state-changes', 'share:network'],
  proprietary: ['read-the-terms'],
};

const LGPL: readonly Duty[] = [
  'notices',
  'state-changes',
  'share:library',
  'allow-relinking',
];
const APACHE_1: readonly Duty[] = [
  'notices',
  'no-endorsement',
  'acknowledge-in-advertising',
  'rename-changed-work',
];

/** Licenses that ask for more, less or other things than their category does. */
const OF_LICENSE: ReadonlyMap<string, readonly Duty[]> = new Map<
  string,
  readonly Duty[]
>([
  ['0BSD', []],
  ['MIT-0', []],
  ['Apache-1.0', APACHE_1],
  ['Apache-1.1', APACHE_1],
  [
    'Apache-2.0',
    [
      'notices',
      'include-notice-file',
      'state-changes',
      'no-endorsement',
      'patents',
    ],
  ],
  ['AFL-3.0', ['notices', 'state-changes', 'no-endorsement', 'patents']],
  ['BlueOak-1.0.0', ['include-license-text', 'patents']],
  ['BSD-3-Clause', ['notices', 'no-endorsement']],
  ['BSD-3-Clause-Clear', ['notices', 'no-endorsement']],
  ['BSD-4-Clause', ['notices', 'no-endorsement', 'acknowledge-in-advertising']],
  ['BSD-4-Clause-UC', ['notices', 'no-endorsement']],
  ['MS-PL', ['notices', 'no-endorsement', 'patents']],
  ['OpenSSL', APACHE_1],
  ['PHP-3.01', ['notices', 'no-endorsement', 'rename-changed-work']],
  ['PSF-2.0', ['notices', 'state-changes', 'no-endorsement']],
  ['Python-2.0', ['notices', 'state-changes', 'no-endorsement']],
  ['UPL-1.0', ['notices', 'patent-grant']],
  ['W3C', ['notices', 'state-changes', 'no-endorsement']],
  ['Zlib', ['include-license-text', 'state-changes']],
  ['CC-BY-3.0', ['notices', 'state-changes', 'no-endorsement']],
  ['CC-BY-4.0', ['notices', 'state-changes', 'no-endorsement']],
  ['CC-BY-SA-3.0', ['notices', 'state-changes', 'same-license']],
  ['CC-BY-SA-4.0', ['notices', 'state-changes', 'same-license']],
  ['CC-BY-NC-4.0', ['notices', 'state-changes', 'no-commercial-use']],
  [
    'CC-BY-NC-SA-4.0',
    ['notices', 'state-changes', 'same-license', 'no-commercial-use'],
  ],
  ['CC-BY-ND-4.0', ['notices', 'no-changes']],
  ['CC-BY-NC-ND-4.0', ['notices', 'no-changes', 'no-commercial-use']],
  ['OFL-1.1', ['notices', 'same-license', 'rename-changed-work']],
  ['Artistic-2.0', ['notices', 'state-changes', 'patents']],
  ['MPL-1.1', ['notices', 'state-changes', 'share:file', 'patents']],
  ['MPL-2.0', ['notices', 'share:file', 'patents']],
  ['CDDL-1.0', ['notices', 'state-changes', 'share:file', 'patents']],
  ['CDDL-1.1', ['notices', 'state-changes', 'share:file', 'patents']],
  ['EPL-1.0', ['notices', 'share:library', 'patents']],
  ['EPL-2.0', ['notices', 'state-changes', 'share:library', 'patents']],
  ['CPL-1.0', ['notices', 'share:library', 'patents']],
  ['LGPL-2.0', LGPL],
  ['LGPL-2.1', LGPL],
  ['LGPL-3.0', [...LGPL, 'installation-information', 'patents']],
  [
    'GPL-3.0',
    [
      'notices',
      'state-changes',
      'share:work',
      'installation-information',
      'patents',
    ],
  ],
  [
    'AGPL-3.0',
    [
      'notices',
      'state-changes',
      'share:network',
      'installation-information',
      'patents',
    ],
  ],
  ['EUPL-1.2', ['notices', 'state-changes', 'share:network', 'patent-grant']],
  ['OSL-3.0', ['notices', 'state-changes', 'share:network', 'patents']],
]);

function expand(duty: Duty): Obligation[] {
  if (duty === 'notices') {
    return (['include-license-text', 'include-copyright-notice'] as const).map(
      kind => ({ kind, text: TEXTS[kind] }),
    );
  }
  if (duty === 'patents') {
    return (['patent-grant', 'patent-retaliation'] as const).map(kind => ({
      kind,
      text: TEXTS[kind],
    }));
  }
  if (!duty.startsWith('share:')) {
    return [obligation(duty as ObligationKind, 'work')];
  }
  const scope = duty.slice('share:'.length) as ObligationScope;
  return [
    obligation('disclose-source', scope),
    obligation('same-license', scope),
  ];
}

function obligation(kind: ObligationKind, scope: ObligationScope): Obligation {
  const text = TEXTS[kind];
  return text.includes('{reach}')
    ? {
        kind,
        scope,
        // A comma that a sentence ends with is none.
        text: text.replace('{reach}', REACH[scope]).replace(',.', '.'),
      }
    : { kind, text };
}

/**
 * What a license asks of whoever passes the work on, in a fixed order: by its
 * id where this list knows more, else by its category. A softening exception
 * limits the share-alike duties to the library. Facts for a checklist, which
 * replace neither the text nor advice.
 *
 * @public
 */
export function obligationsOf(term: LicenseTerm): Obligation[] {
  const canonical = canonicalTerm(term);
  const category = categoryOf(canonical.id);
  if (!category) return expand('read-the-terms');
  const duties =
    OF_LICENSE.get(canonical.id.replace(/-(only|or-later)$/, '')) ??
    OF_CATEGORY[category];
  const softened = categoryOfTerm(canonical) !== category;
  return duties
    .map(duty => (softened && duty === 'share:work' ? 'share:library' : duty))
    .flatMap(expand)
    .sort((a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind));
}
