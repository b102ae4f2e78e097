import { BadInputError } from '../errors';
import { printable } from '../output/printable';
import { retrying, UnavailableError } from './retrying';

/** A portal, and what it is asked with. */
export interface Portal {
  /** Base address of the backend plugin: `https://portal.example/api/supply-chain`. */
  url: string;
  token: string;
}

/** What is asked of a portal. */
export interface Question {
  /** Below the base address: `/sboms`. */
  path: string;
  /** What is undefined is left out. */
  query: Readonly<Record<string, string | readonly string[] | undefined>>;
  method?: 'GET' | 'POST';
  headers?: Readonly<Record<string, string>>;
  /** Made anew for each attempt. */
  body?: () => { stream: ReadableStream; close(): void };
  /** The longest answer that is read, in bytes. */
  maxAnswer?: number;
  /** What is told to be refused. */
  what: string;
}

const MAX_ANSWER = 1024 * 1024;

/**
 * Asks a portal, again while it is busy. Resolves to the bytes of its answer.
 * Throws `BadInputError` for what the portal refuses, `UnavailableError` where
 * it could not be reached.
 */
export async function askPortal(
  portal: Portal,
  question: Question,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<Buffer> {
  const address = addressOf(portal, question);
  checkToken(portal.token);
  const { what, maxAnswer = MAX_ANSWER } = question;
  const response = await retrying(
    () => send(address, portal.token, question),
    wait,
  );
  const answer = await readAnswer(response, maxAnswer).catch(error => {
    throw new UnavailableError(`the answer broke off: ${error.message}`);
  });
  if (!response.ok) {
    throw new BadInputError(
      `${what} was refused: ${reasonIn(parseJson(answer), response)}`,
    );
  }
  if (!answer) {
    throw new BadInputError(
      `${address.origin} answers more than ${maxAnswer} bytes`,
    );
  }
  return answer;
}

/** The same for an answer that is JSON. */
export async function askPortalForJson(
  portal: Portal,
  question: Question,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<unknown> {
  const answer = parseJson(await askPortal(portal, question, wait));
  if (answer === undefined) {
    const { origin } = new URL(portal.url);
    throw new BadInputError(`${origin} is no Safety Curtain: no JSON`);
  }
  return answer;
}

function addressOf({ url }: Portal, { path, query }: Question): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (!base || !/^https?:$/.test(base.protocol)) {
    throw new BadInputError('What --url names is not an http(s) address');
  }
  if (base.username || base.password) {
    throw new BadInputError(
      `The address of ${base.host} holds a user or password; a portal takes a token, from the environment`,
    );
  }
  base.pathname = base.pathname.replace(/\/+$/, '') + path;
  for (const [key, value] of Object.entries(query)) {
    for (const one of [value ?? []].flat()) base.searchParams.append(key, one);
  }
  return base;
}

/** An error of `fetch` would quote the token. */
function checkToken(token: string): void {
  if (!/^[\x20-\x7e]+$/.test(token)) {
    throw new BadInputError(
      'The token holds a line break or another character that no header can hold',
    );
  }
}

async function send(
  address: URL,
  token: string,
  { method = 'GET', headers, body }: Question,
): Promise<Response> {
  const made = body?.();
  try {
    return await fetch(address, {
      method,
      headers: {
        accept: 'application/json',
        ...headers,
        authorization: `Bearer ${token}`,
      },
      ...(made && { body: made.stream, duplex: 'half' }),
      // A token goes to the address that was named and nowhere else.
      redirect: 'manual',
    } as RequestInit);
  } finally {
    made?.close();
  }
}

/** The bytes of an answer; undefined where they are too many. */
async function readAnswer(
  response: Response,
  most: number,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) return undefined;
  }
  return Buffer.concat(chunks);
}

function parseJson(bytes: Buffer | undefined): unknown {
  try {
    return bytes && JSON.parse(bytes.toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The message of Backstage's errors: `{ error: { name, message } }`. */
function reasonIn(answer: unknown, { status }: Response): string {
  const { error } = (answer ?? {}) as { error?: { message?: unknown } };
  const message = typeof error?.message === 'string' ? error.message : '';
  return printable(message).trim() || `status ${status}`;
}
