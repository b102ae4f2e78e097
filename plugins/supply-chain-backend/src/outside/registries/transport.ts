/** What came back from one address; the body has not been read yet. */
export interface Answer {
  status: number;
  header(name: string): string | undefined;
  body: AsyncIterable<Uint8Array>;
}

/** Asks one address, without following redirects and without trying again. */
export type Transport = (
  url: string,
  request: { headers: Record<string, string>; signal: AbortSignal },
) => Promise<Answer>;
