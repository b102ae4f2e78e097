export * from './corpora';
export * from './thrown';
