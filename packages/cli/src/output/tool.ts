import { version } from '../../package.json';

/** What reports and documents are made by. */
export const tool = { name: 'Safety Curtain', version };
