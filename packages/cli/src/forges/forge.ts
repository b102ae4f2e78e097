import { BadInputError } from '../errors';
import { printable } from '../output/printable';
import { retrying } from '../portal/retrying';

/** A comment on a pull or merge request. */
export interface Comment {
  id: number;
  body: string;
  /** Whoever wrote it. */
  author: string;
}

/** Comments of one pull or merge request. */
export interface Forge {
  /** Whoever comments with the token. */
  self(): Promise<string>;
  comments(): AsyncIterable<Comment>;
  /** @param isMade - asked before the request is made again: a lost answer may have been a yes */
  create(body: string, isMade: () => Promise<boolean>): Promise<void>;
  update(id: number, body: string): Promise<void>;
}

/** How requests of one forge are made. */
export interface ForgeRequests {
  /** Of the API, without a slash at the end. */
  base: string;
  headers: Readonly<Record<string, string>>;
  wait?: (milliseconds: number) => Promise<void>;
}

/** What a forge refuses. */
export class ForgeError extends BadInputError {
  constructor(readonly status: number, reason: string) {
    super(`The forge answers ${status} to ${reason}`);
  }
}

/** A request to a forge. */
export interface ForgeRequest {
  method?: string;
  body?: object;
  /** For what would be made twice: asked before the request is made again. */
  isDone?: () => Promise<boolean>;
}

/** Asks a forge, again while it is busy. Throws `BadInputError` for what it refuses. */
export async function askForge(
  { base, headers, wait }: ForgeRequests,
  path: string,
  { method = 'GET', body, isDone }: ForgeRequest = {},
): Promise<Response> {
  const send = () =>
    fetch(base + path, {
      method,
      headers: {
        ...headers,
        accept: 'application/json',
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { body: JSON.stringify(body) }),
      // A token goes to the address that was named and nowhere else.
      redirect: 'manual',
    });
  let isRepeated = false;
  const response = await retrying(async () => {
    if (isRepeated && (await isDone?.())) {
      return new Response(null, { status: 204 });
    }
    isRepeated = true;
    return send();
  }, wait);
  if (response.ok) return response;
  const text = printable((await response.text()).slice(0, 300));
  throw new ForgeError(response.status, `${method} ${path}: ${text}`);
}
