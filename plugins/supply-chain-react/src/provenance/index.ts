export { ProvenanceMark, provenanceOutcomes } from './ProvenanceMark';
export { ProvenanceSection } from './ProvenanceSection';
