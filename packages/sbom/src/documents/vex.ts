import type { Sbom } from './sbom';

/**
 * The assessments (VEX) in an SBOM as a CycloneDX document of their own; undefined where it holds
 * none.
 */
export function vexOf({
  components,
  vulnerabilities,
}: Sbom): string | undefined {
  const assessed = vulnerabilities.filter(({ analysis }) => analysis?.state);
  if (assessed.length === 0) return undefined;
  const purls = new Map(components.map(({ ref, purl }) => [ref, purl]));
  return `${JSON.stringify(
    {
      bomFormat: 'CycloneDX',
      specVersion: '1.6',
      version: 1,
      vulnerabilities: assessed.map(({ id, source, description, ...rest }) => ({
        id,
        ...(source && { source: { name: source } }),
        ...(description && { description }),
        analysis: {
          state: rest.analysis?.state,
          justification: rest.analysis?.justification,
          response: rest.analysis?.responses,
          detail: rest.analysis?.detail,
        },
        affects: rest.affects.map(ref => ({ ref: purls.get(ref) ?? ref })),
      })),
    },
    null,
    2,
  )}\n`;
}
