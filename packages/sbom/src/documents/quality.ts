import { isPurl } from '../purl';
import { type MinimumElements, minimumElementsOf } from './minimumElements';
import { type QualityFacts, qualityFactsOf } from './qualityFacts';
import type { Sbom, SbomComponent } from './sbom';

/** One question put to a document. @public */
export interface QualityCheck {
  /** Stays the same from release to release. */
  id: string;
  title: string;
  /** Points that it gives where all is well; the weights of all checks make 100. */
  weight: number;
  /** How many of the components (or of the one document) have what is asked for. */
  passed: number;
  of: number;
  /** What whoever makes the document can do. */
  advice: string;
}

/** How complete an SBOM is. @public */
export interface SbomQuality {
  /** 0 to 100, rounded down: 100 only where every check is passed in full. */
  score: number;
  checks: QualityCheck[];
  /** The same document by the minimum elements of CISA (2026), which have replaced NTIA's. */
  minimumElements: MinimumElements;
}

type Question = Omit<QualityCheck, 'passed' | 'of'> &
  (
    | { component: (component: SbomComponent, facts: QualityFacts) => boolean }
    | { document: (facts: QualityFacts) => boolean }
  );

const QUESTIONS: readonly Question[] = [
  {
    id: 'component-supplier',
    title: 'Supplier of each component',
    weight: 8,
    advice: 'Let the tool write the supplier of each component',
    component: ({ supplier }) => Boolean(supplier),
  },
  {
    id: 'component-name',
    title: 'Name of each component',
    weight: 6,
    advice: 'Name each component',
    component: ({ name }) => name !== '',
  },
  {
    id: 'component-version',
    title: 'Version of each component',
    weight: 10,
    advice: 'Make the document from what is installed or locked',
    component: ({ version }) => version !== '',
  },
  {
    id: 'component-identifier',
    title: 'Unique identifier of each component',
    weight: 10,
    advice: 'Give each component a package URL or CPE',
    component: ({ purl, cpe }) => Boolean(purl ?? cpe),
  },
  {
    id: 'component-relationship',
    title: 'Dependency relationship of each component',
    weight: 10,
    advice: 'Let the tool write what depends on what',
    component: ({ ref }, { related }) => related.has(ref),
  },
  {
    id: 'document-author',
    title: 'Author of the document',
    weight: 8,
    advice: 'Say which person or organization made the document',
    document: ({ sbom: { metadata } }) =>
      metadata.authors.length > 0 || Boolean(metadata.supplier),
  },
  {
    id: 'document-timestamp',
    title: 'Time of the document',
    weight: 8,
    advice: 'Let the tool write when it made the document',
    document: ({ sbom: { metadata } }) =>
      !Number.isNaN(Date.parse(metadata.timestamp ?? '')),
  },
  {
    id: 'component-license',
    title: 'License of each component',
    weight: 10,
    advice: 'Let the tool look up licenses',
    component: ({ licenses, concludedLicenses }) =>
      licenses.length + concludedLicenses.length > 0,
  },
  {
    id: 'component-hash',
    title: 'Hash of each component',
    weight: 8,
    advice: 'Let the tool write the hashes of the archives',
    component: ({ hashes }) => hashes.length > 0,
  },
  {
    id: 'component-purl',
    title: 'Valid package URL of each component',
    weight: 8,
    advice: 'Without a package URL no advisory can be matched',
    component: ({ purl }) => purl !== undefined && isPurl(purl),
  },
  {
    id: 'document-subject',
    title: 'Subject of the document',
    weight: 4,
    advice: 'Say which product, in which version, the document is about',
    document: ({ sbom: { subject } }) => Boolean(subject?.version),
  },
  {
    id: 'document-tool',
    title: 'Tool that made the document',
    weight: 4,
    advice: 'Let the tool name itself and its version',
    document: ({ sbom: { metadata } }) => metadata.tools.length > 0,
  },
  {
    id: 'component-reached',
    title: 'Path from the subject to each component',
    weight: 6,
    advice: 'Relate the subject to what it depends on',
    component: ({ ref }, { reached }) => reached.has(ref),
  },
];

function ask(question: Question, facts: QualityFacts): QualityCheck {
  const { id, title, weight, advice } = question;
  const { components } = facts.sbom;
  if ('document' in question) {
    const passed = question.document(facts) ? 1 : 0;
    return { id, title, weight, passed, of: 1, advice };
  }
  const passed = components.filter(component =>
    question.component(component, facts),
  ).length;
  return { id, title, weight, passed, of: components.length, advice };
}

/**
 * How much of what an SBOM should say a document says.
 *
 * The questions are the data fields of NTIA, "The Minimum Elements For a Software Bill of Materials"
 * (2021): supplier, name, version, other unique identifiers, dependency relationship, author and
 * timestamp, 60 points; and those that the draft update of CISA (2025) adds, hash, license and tool
 * name, 22 points. What matching needs (a valid purl, a named subject, a path to each component)
 * gives 18. The weights are our own. A document without components gets no points for them.
 *
 * @public
 */
export function scoreSbom(sbom: Sbom): SbomQuality {
  const facts = qualityFactsOf(sbom);
  const checks = QUESTIONS.map(question => ask(question, facts));
  const points = checks.reduce(
    (sum, { weight, passed, of }) => sum + (of && (weight * passed) / of),
    0,
  );
  // Thirds may add up to a hair less than a whole.
  return {
    score: Math.floor(points + 1e-9),
    checks,
    minimumElements: minimumElementsOf(facts),
  };
}
