import { fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, registerMswTestHooks } from '@backstage/frontend-test-utils';
import {
  AuthorizeResult,
  type Permission,
} from '@backstage/plugin-permission-common';
import {
  permissionApiRef,
  type PermissionApi,
} from '@backstage/plugin-permission-react';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';

const BASE = 'http://backend.test/api/supply-chain';

/** A backend that answers what a test tells it to. @public */
export interface FakeBackend {
  /** Answers GET requests of a path with a value, or with what a function makes of the query. */
  get(
    path: string,
    answer: unknown | ((query: URLSearchParams) => unknown),
  ): void;
  /** Answers POST requests of a path, and keeps their bodies. */
  post(path: string, answer: unknown): unknown[];
  /** Answers DELETE requests of a path, and keeps when they were made. */
  delete(path: string, answer: unknown): string[];
  /** Answers GET requests of a path with plain bytes or text. */
  send(
    path: string,
    body: string | ReadableStream<Uint8Array>,
    headers?: Record<string, string>,
  ): void;
  /** Answers a path with an error in Backstage's shape. */
  fail(path: string, statusCode: number, message: string): void;
  /** The queries with which a path was asked for, in order. */
  queries(path: string): string[];
  /** The parameters with which a path was asked for last. */
  lastQuery(path: string): Record<string, string>;
}

/** Starts a fake backend for all tests of a file. @public */
export function fakeBackend(): FakeBackend {
  const server = setupServer();
  registerMswTestHooks(server);
  const asked = new Map<string, string[]>();
  beforeEach(() => asked.clear());
  const note = (path: string, url: URL) =>
    asked.set(path, [...(asked.get(path) ?? []), url.search]);
  return {
    get(path, answer) {
      server.use(
        http.get(BASE + path, ({ request }) => {
          const url = new URL(request.url);
          note(path, url);
          const value =
            typeof answer === 'function' ? answer(url.searchParams) : answer;
          return HttpResponse.json(value);
        }),
      );
    },
    post(path, answer) {
      const bodies: unknown[] = [];
      server.use(
        http.post(BASE + path, async ({ request }) => {
          note(path, new URL(request.url));
          const text = await request.text();
          bodies.push(bodyOf(text));
          return HttpResponse.json(answer as object, { status: 202 });
        }),
      );
      return bodies;
    },
    delete(path, answer) {
      const made: string[] = [];
      server.use(
        http.delete(BASE + path, ({ request }) => {
          made.push(request.url);
          return HttpResponse.json(answer as object);
        }),
      );
      return made;
    },
    send(path, body, headers) {
      server.use(
        http.get(BASE + path, ({ request }) => {
          note(path, new URL(request.url));
          return new HttpResponse(body, { headers });
        }),
      );
    },
    fail(path, statusCode, message) {
      const name = statusCode === 403 ? 'NotAllowedError' : 'Error';
      server.use(
        http.all(BASE + path, () =>
          HttpResponse.json(
            { error: { name, message }, response: { statusCode } },
            { status: statusCode },
          ),
        ),
      );
    },
    queries: path => asked.get(path) ?? [],
    lastQuery: path =>
      Object.fromEntries(new URLSearchParams(asked.get(path)?.at(-1))),
  };
}

/**
 * The APIs that our components use: a way to the fake backend, which the real
 * client takes, and permissions that are all granted but the named ones.
 *
 * @public
 */
export function testApis(options: { denied?: readonly Permission[] } = {}) {
  const denied = new Set(options.denied?.map(permission => permission.name));
  const fetchApi = mockApis.fetch({
    resolvePluginProtocol: {
      discoveryApi: {
        getBaseUrl: async id => `http://backend.test/api/${id}`,
      },
    },
  });
  const permissionApi: PermissionApi = mockApis.permission({
    authorize: request =>
      denied.has(request.permission.name)
        ? AuthorizeResult.DENY
        : AuthorizeResult.ALLOW,
  });
  return [
    [fetchApiRef, fetchApi],
    [permissionApiRef, permissionApi],
  ] as const;
}

/** A body as JSON where it is that, and as text where it is not. */
function bodyOf(text: string): unknown {
  if (!text) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
