export * from './attestations/realAttestations';
export * from './corpora';
export * from './thrown';
