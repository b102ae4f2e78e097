import { parsePurl } from '@safety-curtain/sbom';
import { type IssuedDecision, writeCycloneDxVex } from '@safety-curtain/vex';
import { createHash } from 'node:crypto';
import { tool } from '../output/tool';
import { uuidOf } from '../output/uuid';
import type { Finding } from '../scan/findings';

/**
 * All findings of a build as CycloneDX 1.6, those that something was decided
 * about with the analysis. The same findings give the same serial number.
 *
 * @param product - what was looked at
 */
export function writeVex(
  product: { name: string; version?: string; purl?: string },
  findings: readonly Finding[],
  now: Date,
): string {
  const decisions = findings.map(toDecision);
  const digest = createHash('sha256')
    .update(JSON.stringify([product, decisions]))
    .digest('hex');
  const time = now.toISOString();
  return writeCycloneDxVex(
    {
      product,
      author: { name: '', namespace: '' },
      tool,
      uuid: uuidOf(digest),
      version: 1,
      issuedAt: time,
      updatedAt: time,
      decisions,
    },
    { specVersion: '1.6', kind: 'vdr' },
  );
}

function toDecision(finding: Finding): IssuedDecision {
  const { decision, score, severity, purl } = finding;
  const { namespace, name } = parsePurl(purl);
  return {
    vulnerability: {
      id: finding.advisory,
      aliases: finding.aliases,
      description: finding.summary,
      ratings: [{ severity, ...(score !== undefined && { score }) }],
      ...(finding.fixedVersion && {
        recommendation: `Update ${finding.package} to ${finding.fixedVersion}`,
      }),
    },
    component: {
      purl,
      ...(namespace && { group: namespace }),
      name,
      version: finding.version,
    },
    ...(decision && {
      analysis: {
        state: decision.state,
        justification: decision.justification,
        responses: decision.responses,
        detail: decision.detail,
      },
    }),
  };
}
