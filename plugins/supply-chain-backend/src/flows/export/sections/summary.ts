import { Control, controls } from '@safety-curtain/archive';
import type { ArchiveWriter } from '../ArchiveWriter';
import { csvText } from '../csvText';
import type { ServiceSummary } from './service';

/** What the first page of an export says. */
export interface ExportFacts {
  scope: Record<string, string>;
  requestedBy: string;
  createdAt: Date;
  /** The time that reports speak of. */
  at: Date;
  toolVersion: string;
  /** Id of the key that signs; absent where none does. */
  signedBy?: string;
}

const summaryColumns = [
  ['entity', (s: ServiceSummary) => s.entityRef],
  ['name', (s: ServiceSummary) => s.name],
  ['owners', (s: ServiceSummary) => s.owners],
  ['snapshots', (s: ServiceSummary) => s.snapshots],
  ['SBOM documents', (s: ServiceSummary) => s.documents],
  ['components', (s: ServiceSummary) => s.components],
  ['licenses not settled', (s: ServiceSummary) => s.unknownLicenses],
  ['licenses denied', (s: ServiceSummary) => s.denied],
  ['licenses to review', (s: ServiceSummary) => s.toReview],
  ['findings known then', (s: ServiceSummary) => s.findingsThen],
  ['findings known now', (s: ServiceSummary) => s.findingsNow],
  ['decisions in VEX', (s: ServiceSummary) => s.analyses],
  ['gaps', (s: ServiceSummary) => s.gaps.length],
  ['folder', (s: ServiceSummary) => s.folder],
] as const;

const gapColumns = [
  ['entity', (g: { service: ServiceSummary }) => g.service.entityRef],
  ['owners', (g: { service: ServiceSummary }) => g.service.owners],
  ['gap', (g: { gap: string }) => g.gap],
] as const;

const HEADINGS = [
  'Service',
  'Owners',
  'SBOMs',
  'Packages',
  'Licenses denied / to review / not settled',
  'Findings known then / now',
  'Gaps',
];

const CONTENTS = `<h2>What is in it</h2>
<ul>
<li><code>summary.csv</code>, <code>gaps.csv</code>: the table below, and what is missing</li>
<li><code>services/…/sboms/</code>: every SBOM, byte for byte; beside each, as <code>….dsse.json</code>, its signature where a key is configured; <code>snapshots.csv</code> says which was in force when</li>
<li><code>services/…/licenses.csv</code>, <code>notices.txt</code>: licenses then and now, verdicts and rules; the attribution document</li>
<li><code>services/…/provenance.csv</code>: where packages come from as is known now, where anybody asks</li>
<li><code>services/…/findings.csv</code>: what was known then beside what is known now</li>
<li><code>services/…/changelogs/</code>: what each release brought since the one before, as was known when it was made</li>
<li><code>services/…/vex/</code>: <code>decisions.vex.cdx.json</code>, what was decided about vulnerabilities when the export was made, and assessments that came with an uploaded SBOM; each where there are any</li>
<li><code>policy.json</code>, <code>decisions.json</code>: the policies in force today, exceptions, curated licenses and holds with their history</li>
<li><code>scans.csv</code>, <code>audit.csv</code>, <code>deletions.csv</code>, <code>advisory-sources.csv</code>: logs</li>
<li><a href="controls.html">controls.html</a>, <code>controls.csv</code>: which file is evidence for which control</li>
<li><code>manifest.json</code>: the SHA-256 of every other file</li>
</ul>
`;

const COVERAGE: Record<Control['coverage'], string> = {
  evidence: 'Evidence',
  partial: 'Partial',
  none: 'Not by this tool',
};

/** Writes the summary as CSV and HTML, the gaps, and the control matrix. */
export async function writeSummary(
  writer: ArchiveWriter,
  services: ServiceSummary[],
  facts: ExportFacts,
): Promise<void> {
  await writer.add('summary.csv', csvText(summaryColumns, services));
  const gaps = services.flatMap(service =>
    service.gaps.map(gap => ({ service, gap })),
  );
  await writer.add('gaps.csv', csvText(gapColumns, gaps));
  await writer.add('index.html', indexPage(services, gaps.length, facts));
  await writer.add('controls.html', controlsPage());
}

const STYLE = `:root{color-scheme:light dark}
body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:75rem;padding:0 1rem}
table{border-collapse:collapse;width:100%}
th,td{border:1px solid #767676;padding:.3rem .5rem;text-align:left;vertical-align:top;overflow-wrap:anywhere}
td.n{text-align:right}
code{overflow-wrap:anywhere}
@media print{body{font-size:9pt;margin:0;max-width:none}}`;

function* page(title: string, body: Iterable<string>): Generator<string> {
  yield `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8">`;
  yield `<meta name="viewport" content="width=device-width, initial-scale=1">`;
  yield `<title>${escape(title)}</title><style>${STYLE}</style></head><body>\n`;
  yield `<h1>${escape(title)}</h1>\n`;
  yield* body;
  yield '</body></html>\n';
}

function* indexPage(
  services: ServiceSummary[],
  gaps: number,
  facts: ExportFacts,
): Generator<string> {
  const scope = Object.entries(facts.scope)
    .map(([key, value]) => `${key}: ${value}`)
    .join(', ');
  yield* page('Supply-chain archive', [
    `<dl>`,
    term('Scope', scope),
    term('Reports speak of', facts.at.toISOString()),
    term('Made', facts.createdAt.toISOString()),
    term('Asked for by', facts.requestedBy),
    term('Made by', `Safety Curtain ${facts.toolVersion}`),
    term('Services', String(services.length)),
    term('Coverage gaps', gaps === 0 ? 'none' : `${gaps}, see gaps.csv`),
    `</dl>\n`,
    verification(facts),
    CONTENTS,
    '<h2>Services</h2>\n<table><thead><tr>',
    ...HEADINGS.map(heading => `<th scope="col">${heading}</th>`),
    '</tr></thead><tbody>\n',
    ...services.map(serviceRow),
    '</tbody></table>\n',
  ]);
}

function verification({ signedBy }: ExportFacts): string {
  if (!signedBy) {
    return `<h2>Is it as it was made?</h2>\n<p><strong>It is not signed</strong>: no key is configured. With this export saved as <code>archive.zip</code>,</p>
<pre>safety-curtain verify archive.zip --no-signature</pre>
<p>checks every file against the manifest, but anyone may have made both.</p>\n`;
  }
  return `<h2>Is it as it was made?</h2>
<p>It is signed with the key <code>${escape(
    signedBy,
  )}</code> (the SHA-256 of the public key). With this export saved as <code>archive.zip</code> and the public key, from those who run the portal, as <code>archive.pub</code>:</p>
<pre>safety-curtain verify archive.zip --key archive.pub</pre>
<p>or, after unpacking, for the manifest alone:</p>
<pre>cosign verify-blob --key archive.pub --insecure-ignore-tlog --signature manifest.json.sig manifest.json</pre>
`;
}

function serviceRow(service: ServiceSummary): string {
  const cells = [
    [service.snapshots],
    [service.components],
    [service.denied, service.toReview, service.unknownLicenses],
    [service.findingsThen, service.findingsNow],
  ].map(figures => `<td class="n">${figures.join(' / ')}</td>`);
  return `<tr><th scope="row">${escape(service.name)}<br><code>${escape(
    service.entityRef,
  )}</code></th><td>${service.owners.map(escape).join('<br>')}</td>${cells.join(
    '',
  )}<td>${service.gaps.map(escape).join('<br>')}</td></tr>\n`;
}

function* controlsPage(): Generator<string> {
  const body: string[] = [
    `<p>What the files of this export show of controls of six frameworks, and for which of them the tool has nothing to say. <em>Partial</em>: the note says what is missing.</p>\n`,
  ];
  for (const framework of new Set(controls.map(c => c.framework))) {
    body.push(
      `<h2>${escape(
        framework,
      )}</h2>\n<table><thead><tr><th scope="col">Control</th><th scope="col">About</th><th scope="col">Coverage</th><th scope="col">Files</th><th scope="col">Note</th></tr></thead><tbody>\n`,
      ...controls.filter(c => c.framework === framework).map(controlRow),
      '</tbody></table>\n',
    );
  }
  yield* page('Controls and evidence', body);
}

function controlRow(control: Control): string {
  return `<tr><th scope="row">${escape(control.id)}</th><td>${escape(
    control.subject,
  )}</td><td>${COVERAGE[control.coverage]}</td><td>${control.files
    .map(file => `<code>${escape(file)}</code>`)
    .join('<br>')}</td><td>${escape(control.note)}</td></tr>\n`;
}

function term(name: string, value: string): string {
  return `<dt>${name}</dt><dd>${escape(value)}</dd>`;
}

function escape(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;');
}
