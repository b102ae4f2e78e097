import type { WritableIgnoreTool } from '@safety-curtain/vex';

/** What decisions can be had as: VEX, or the ignore file of a tool. */
export type VexFormat =
  | 'cyclonedx-1.6'
  | 'cyclonedx-1.7'
  | 'openvex'
  | 'csaf-2.0'
  | WritableIgnoreTool;

/** The engine takes long to load for the sake of its words; the compiler holds these to them. */
const FORMATS: Record<VexFormat, true> = {
  'cyclonedx-1.6': true,
  'cyclonedx-1.7': true,
  openvex: true,
  'csaf-2.0': true,
  snyk: true,
  'osv-scanner': true,
  trivy: true,
  grype: true,
  'audit-ci': true,
  retire: true,
};

/** All of them. */
export const vexFormats = Object.keys(FORMATS);

/** How a service uses its packages, as a portal tells it. */
export const vexScopes = [
  'runtime',
  'optional',
  'development',
  'unknown',
] as const;

/** One of them. */
export type VexScope = (typeof vexScopes)[number];
