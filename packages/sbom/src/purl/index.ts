export { formatPurl, parsePurl } from './purl';
export type { Purl, PurlParts } from './purl';
