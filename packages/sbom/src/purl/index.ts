export { formatPurl, isPurl, parsePurl } from './purl';
export type { Purl, PurlParts } from './purl';
