/** How far an export speaks for a control. @public */
export type Coverage = 'evidence' | 'partial' | 'none';

/** One control of a framework and what in an export speaks for it. @public */
export interface Control {
  framework: string;
  id: string;
  /** What it is about, in few words of our own. */
  subject: string;
  coverage: Coverage;
  /** Paths within the export; empty where it cannot speak for the control. */
  files: string[];
  /** What the files show, or what the tool cannot know. */
  note: string;
}

const SBOMS = 'services/*/sboms/';
const NOTICES = 'services/*/notices.txt';
const LICENSES = 'services/*/licenses.csv';
const FINDINGS = 'services/*/findings.csv';
const SCANS = 'scans.csv';
const GAPS = 'gaps.csv';
const POLICY = 'policy.json';
const DECISIONS = 'decisions.json';
const AUDIT = 'audit.csv';
const SUMMARY = 'summary.csv';
const ADVISORIES = 'advisory-sources.csv';

type Row = [
  id: string,
  subject: string,
  coverage: Coverage,
  files: string[],
  note: string,
];

const NOT_A_RECORD = 'An organization says and shows this itself; no tool can.';
const PEOPLE = 'It is about people, whom the tool knows nothing of.';
const DESIGN =
  'It is about design and code of one’s own, which is not looked at.';
const OPERATION = 'It is about how software is run, which is not looked at.';

/** ISO/IEC 18974:2023, clauses of its section 4. */
const iso18974: Row[] = [
  ['4.1.1', 'Security assurance policy', 'none', [], NOT_A_RECORD],
  ['4.1.2', 'Competence of those in charge', 'none', [], PEOPLE],
  ['4.1.3', 'Awareness of the policy', 'none', [], PEOPLE],
  [
    '4.1.4',
    'Scope of the program',
    'partial',
    [SUMMARY, GAPS],
    'Which services are covered, and where coverage has gaps. Why these is for the organization to say.',
  ],
  [
    '4.1.5',
    'Methods to find, follow and handle known vulnerabilities',
    'evidence',
    [FINDINGS, SCANS, ADVISORIES, DECISIONS],
    'Every scan, the advisory data it was compared with, each finding with first and last sight and its end.',
  ],
  [
    '4.2.1',
    'A way for others to report vulnerabilities',
    'none',
    [],
    NOT_A_RECORD,
  ],
  ['4.2.2', 'Resources and responsibilities', 'none', [], NOT_A_RECORD],
  [
    '4.3.1',
    'Bill of materials of what is supplied',
    'evidence',
    [SBOMS, SUMMARY],
    'Each SBOM byte for byte, by release and revision, with the time it was in force.',
  ],
  [
    '4.3.2',
    'Vulnerabilities of each component followed through its life',
    'partial',
    [FINDINGS, DECISIONS],
    'Detection, rating, age and end of each. Consent and notice of customers are not recorded.',
  ],
  ['4.4.1', 'Statement of conformance', 'none', [], NOT_A_RECORD],
  ['4.4.2', 'Conformance renewed in time', 'none', [], NOT_A_RECORD],
];

/** ISO/IEC 5230:2020, clauses of its section 3. */
const iso5230: Row[] = [
  ['3.1.1', 'Open-source policy', 'none', [], NOT_A_RECORD],
  ['3.1.2', 'Competence of those in charge', 'none', [], PEOPLE],
  ['3.1.3', 'Awareness of the policy', 'none', [], PEOPLE],
  [
    '3.1.4',
    'Scope of the program',
    'partial',
    [SUMMARY, GAPS],
    'Which services are covered, and where coverage has gaps.',
  ],
  [
    '3.1.5',
    'Obligations of licenses known',
    'evidence',
    [LICENSES, POLICY, DECISIONS],
    'The license of each component, what the policy says and by which rule, and what was curated by whom.',
  ],
  ['3.2.1', 'A way for others to ask about licenses', 'none', [], NOT_A_RECORD],
  ['3.2.2', 'Resources and responsibilities', 'none', [], NOT_A_RECORD],
  [
    '3.3.1',
    'Bill of materials of what is supplied',
    'evidence',
    [SBOMS, SUMMARY],
    'Each SBOM byte for byte, by release and revision.',
  ],
  [
    '3.3.2',
    'Common uses of licenses handled',
    'partial',
    [POLICY, LICENSES, DECISIONS],
    'Verdicts by distribution model and exceptions with approver and end. Modified or combined code is not seen.',
  ],
  [
    '3.4.1',
    'Compliance artifacts prepared and kept',
    'partial',
    [NOTICES, SBOMS],
    'Attribution documents and SBOMs, kept by digest. Source offers and modified sources are not made.',
  ],
  [
    '3.5.1',
    'Contributions to other projects',
    'none',
    [],
    'It is about what is given away, which is not looked at.',
  ],
  ['3.6.1', 'Statement of conformance', 'none', [], NOT_A_RECORD],
  ['3.6.2', 'Conformance renewed in time', 'none', [], NOT_A_RECORD],
];

/** NIST SP 800-218, SSDF version 1.1: practices, and tasks where they differ. */
const ssdf: Row[] = [
  ['PO.1–PO.5', 'Preparing the organization', 'none', [], NOT_A_RECORD],
  ['PS.1', 'Protecting code from change', 'none', [], DESIGN],
  [
    'PS.2',
    'Letting others verify a release',
    'partial',
    ['manifest.json', SBOMS],
    'Digests of the records of a release, signed where a key is configured; not of the release itself.',
  ],
  [
    'PS.3.1',
    'Keeping what belongs to a release',
    'partial',
    [SBOMS, LICENSES],
    'SBOMs and reports of each release; not its code or build.',
  ],
  [
    'PS.3.2',
    'Provenance of the components of each release',
    'evidence',
    [SBOMS, SUMMARY],
    'Each component with its package URL, hashes where known, and the file it came from.',
  ],
  ['PW.1–PW.2', 'Secure design and its review', 'none', [], DESIGN],
  [
    'PW.4.1',
    'Obtaining well-secured components',
    'partial',
    [LICENSES, FINDINGS],
    'Known vulnerabilities, age and deprecation of components; not how they were chosen.',
  ],
  [
    'PW.4.4',
    'Checking components through their life',
    'evidence',
    [SCANS, FINDINGS, GAPS],
    'Scans by schedule, findings that arrive between them, and what could not be read.',
  ],
  ['PW.5–PW.9', 'Secure coding, review, testing, settings', 'none', [], DESIGN],
  [
    'RV.1.1',
    'Gathering what becomes known of vulnerabilities',
    'evidence',
    [ADVISORIES, FINDINGS],
    'The sources, how old their data is, and when each finding was first seen.',
  ],
  [
    'RV.1.2',
    'Reviewing and testing code for vulnerabilities',
    'none',
    [],
    DESIGN,
  ],
  ['RV.1.3', 'Disclosure policy', 'none', [], NOT_A_RECORD],
  [
    'RV.2.1',
    'Assessing each vulnerability',
    'partial',
    [FINDINGS],
    'Severity, exploit prediction and known exploitation of each; not its reach in one’s own code.',
  ],
  [
    'RV.2.2',
    'Responding to vulnerabilities',
    'partial',
    [FINDINGS, DECISIONS],
    'When each was resolved and how; plans are not recorded.',
  ],
  ['RV.3', 'Causes of vulnerabilities', 'none', [], DESIGN],
];

/** NIST SP 800-53 revision 5: the families SR, SA and SI. */
const sp80053: Row[] = [
  ['SR-1, SR-2', 'Supply-chain policy and plan', 'none', [], NOT_A_RECORD],
  [
    'SR-3',
    'Supply-chain controls and processes',
    'partial',
    [POLICY, SCANS, DECISIONS],
    'The policy in force, its application and its exceptions, for software components only.',
  ],
  [
    'SR-4',
    'Provenance',
    'evidence',
    [SBOMS, SUMMARY],
    'Where each component came from, at which revision, and since when.',
  ],
  [
    'SR-5, SR-6',
    'Acquisition and assessment of suppliers',
    'none',
    [],
    NOT_A_RECORD,
  ],
  ['SR-8', 'Agreements to notify', 'none', [], NOT_A_RECORD],
  ['SR-9, SR-10', 'Tamper resistance and inspection', 'none', [], OPERATION],
  [
    'SR-11',
    'Authenticity of components',
    'partial',
    [SBOMS],
    'Hashes of packages where lock files state them; they are not compared with what is installed.',
  ],
  ['SR-12', 'Disposal', 'none', [], OPERATION],
  [
    'SA-1–SA-9',
    'Planning, acquisition and outside services',
    'none',
    [],
    NOT_A_RECORD,
  ],
  [
    'SA-10',
    'Configuration management by developers',
    'partial',
    [SBOMS, SCANS],
    'Components by revision and release, and what changed between them.',
  ],
  [
    'SA-11',
    'Testing by developers',
    'partial',
    [SCANS, FINDINGS],
    'Analysis of software composition only.',
  ],
  ['SA-15–SA-21', 'Development process and people', 'none', [], PEOPLE],
  [
    'SA-22',
    'Components without support',
    'partial',
    [LICENSES],
    'Deprecated and outdated packages as their registries say; other ends of support are not known.',
  ],
  ['SI-1', 'Integrity policy', 'none', [], NOT_A_RECORD],
  [
    'SI-2',
    'Vulnerability remediation',
    'evidence',
    [FINDINGS, SCANS],
    'First sight, rating and end of each known vulnerability in components.',
  ],
  ['SI-3, SI-4', 'Malicious code and monitoring', 'none', [], OPERATION],
  [
    'SI-5',
    'Alerts and advisories',
    'evidence',
    [ADVISORIES, FINDINGS],
    'Which sources are followed, how fresh they are, whom they concern.',
  ],
  [
    'SI-7',
    'Integrity of software and information',
    'partial',
    ['manifest.json', AUDIT],
    'Records are kept by digest and checked at each read; running software is not.',
  ],
  ['SI-8–SI-23', 'Other integrity controls', 'none', [], OPERATION],
];

/** CIS Critical Security Controls version 8.1: control 16. */
const cis16: Row[] = [
  [
    '16.1–16.3',
    'Development process, reports, causes',
    'none',
    [],
    NOT_A_RECORD,
  ],
  [
    '16.4',
    'Inventory of third-party components',
    'evidence',
    [SBOMS, SUMMARY, GAPS],
    'Every component in use with its risk, renewed by schedule.',
  ],
  [
    '16.5',
    'Up-to-date and trusted components',
    'partial',
    [FINDINGS, LICENSES],
    'Known vulnerabilities, age and deprecation; trust is for the organization to judge.',
  ],
  [
    '16.6',
    'Severity ratings for vulnerabilities',
    'partial',
    [FINDINGS],
    'CVSS, exploit prediction and known exploitation of each; one’s own order of remediation is not recorded here.',
  ],
  [
    '16.7–16.14',
    'Hardening, separation, training, design, testing',
    'none',
    [],
    DESIGN,
  ],
];

/** OWASP SAMM version 2: streams. */
const samm: Row[] = [
  [
    'Governance: Strategy and Metrics',
    'Program and its measures',
    'none',
    [],
    NOT_A_RECORD,
  ],
  [
    'Governance: Policy and Compliance',
    'Policies and how they are kept',
    'partial',
    [POLICY, LICENSES, DECISIONS],
    'The license policy, its verdicts and exceptions.',
  ],
  ['Governance: Education and Guidance', 'Training', 'none', [], PEOPLE],
  ['Design', 'Threats, requirements, architecture', 'none', [], DESIGN],
  [
    'Implementation: Secure Build, dependencies',
    'Dependencies known and checked',
    'evidence',
    [SBOMS, FINDINGS, LICENSES],
    'Bill of materials, known vulnerabilities and licenses of all dependencies.',
  ],
  [
    'Implementation: Secure Build, process',
    'Build process',
    'none',
    [],
    OPERATION,
  ],
  [
    'Implementation: Secure Deployment',
    'Deployment and secrets',
    'none',
    [],
    OPERATION,
  ],
  [
    'Implementation: Defect Management',
    'Defects tracked and measured',
    'partial',
    [FINDINGS],
    'Vulnerabilities of components with their ages; not those of one’s own code.',
  ],
  ['Verification', 'Assessment and testing', 'none', [], DESIGN],
  ['Operations: Incident Management', 'Incidents', 'none', [], OPERATION],
  [
    'Operations: Environment Management, patching',
    'Patching and updating',
    'partial',
    [FINDINGS, LICENSES],
    'What is vulnerable or outdated and since when; not what runs.',
  ],
  [
    'Operations: Operational Management, legacy',
    'Legacy',
    'partial',
    [LICENSES],
    'Deprecated packages as their registries say.',
  ],
];

const frameworks: [string, Row[]][] = [
  ['ISO/IEC 18974:2023', iso18974],
  ['ISO/IEC 5230:2020', iso5230],
  ['NIST SP 800-218 (SSDF 1.1)', ssdf],
  ['NIST SP 800-53 Rev. 5 (SR, SA, SI)', sp80053],
  ['CIS Controls 8.1 (16)', cis16],
  ['OWASP SAMM 2', samm],
];

/**
 * Which file of an export is evidence for which control, and for which
 * controls there is none.
 *
 * @public
 */
export const controls: readonly Control[] = frameworks.flatMap(
  ([framework, rows]) =>
    rows.map(([id, subject, coverage, files, note]) => ({
      framework,
      id,
      subject,
      coverage,
      files,
      note,
    })),
);
