import { once } from 'node:events';
import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer =
  | Buffer
  | string
  | ((request: IncomingMessage, response: ServerResponse) => void);

/** A server on loopback that answers what a test tells it to. */
export interface TestServer {
  url: string;
  /** Answers by path; a path that has none is not found. */
  answers: Map<string, Answer>;
  /** The answer of every other path. */
  otherwise?: Answer;
  /** The paths that were asked for since the last look. */
  takeRequests(): string[];
  close(): Promise<void>;
}

/** Starts a server; buffers and texts are answered with an etag. */
export async function startServer(): Promise<TestServer> {
  const answers = new Map<string, Answer>();
  let requests: string[] = [];
  const result: TestServer = {
    url: '',
    answers,
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    close: async () => undefined,
  };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(request.url ?? '');
    const answer = answers.get(path) ?? result.otherwise;
    if (answer === undefined) {
      requests.push(`${path} 404`);
      response.writeHead(404).end();
    } else if (typeof answer === 'function') {
      requests.push(path);
      answer(request, response);
    } else {
      const body = Buffer.from(answer);
      const etag = `"${body.length}-${body.toString('base64').slice(0, 24)}"`;
      const known = request.headers['if-none-match'] === etag;
      requests.push(known ? `${path} 304` : path);
      if (known) response.writeHead(304).end();
      else response.writeHead(200, { etag }).end(body);
    }
  });
  result.close = async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  result.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return result;
}
