import type { FindingFacts } from './noticeFacts';
import type { TellOptions } from './options';
import { plainText } from './plainText';
import { counted } from '../../messages/counted';

/** `in shop and 8 other services`. */
export function inServices({ service, services }: FindingFacts): string {
  const others = services - 1;
  return `in ${plainText(service)}${
    others > 0 ? ` and ${counted(others, 'other service')}` : ''
  }`;
}

/** A tab of the organization's page, with what is listed there. */
export function linkTo(
  { page }: TellOptions,
  tab: 'triage' | 'system-health' | 'services',
  query: Record<string, string>,
): string {
  const search = new URLSearchParams(query).toString();
  return `${page}/${tab}${search ? `?${search}` : ''}`;
}
