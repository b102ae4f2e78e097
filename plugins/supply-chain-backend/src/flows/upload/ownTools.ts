import { inspectionRules } from '@safety-curtain/inspect';
import { RISK_TOOL } from '@safety-curtain/risk';
import { PROVENANCE_TOOL } from '../../records/provenance/provenanceUpdates';
import { OWN_TOOL } from '../../views/reports/compareTools';

const own = new Set([
  OWN_TOOL,
  ...inspectionRules.keys(),
  RISK_TOOL.id,
  PROVENANCE_TOOL,
]);

/** Whether the portal itself says what a tool of this id says: nobody says it in its place. */
export function isOwnTool(id: string): boolean {
  return own.has(id);
}
