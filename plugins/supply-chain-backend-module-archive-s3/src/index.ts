/**
 * Keeps the archive of the supply-chain backend in S3-compatible object storage.
 *
 * @packageDocumentation
 */
export { supplyChainModuleArchiveS3 as default } from './module';
