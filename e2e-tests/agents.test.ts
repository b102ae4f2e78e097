import type { APIRequestContext } from '@playwright/test';
import { expect, guestToken, test } from './portal/test';

/** Asks the MCP server that only reads, as an agent does: JSON-RPC over HTTP. */
async function ask(
  request: APIRequestContext,
  token: string,
  method: string,
  params: object = {},
) {
  const response = await request.post(
    `${process.env.PORTAL_BACKEND_URL}/api/mcp-actions/v1/security`,
    {
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json, text/event-stream',
      },
      data: { jsonrpc: '2.0', id: 1, method, params },
    },
  );
  const text = await response.text();
  const [, data = text] = /^data: (.*)$/m.exec(text) ?? [];
  return { status: response.status(), answer: JSON.parse(data) };
}

test('an agent is offered what only reads, and gets what the user may read', async ({
  api: _afterFirstScans,
  request,
}) => {
  const token = await guestToken();
  const { answer: listed } = await ask(request, token, 'tools/list');
  const names = listed.result.tools.map((tool: { name: string }) => tool.name);
  expect(names.sort()).toEqual([
    'supply-chain.check-gate',
    'supply-chain.explain-finding',
    'supply-chain.get-sbom',
    'supply-chain.list-findings',
    'supply-chain.upgrade-plan',
    'supply-chain.where-used',
  ]);
  const { answer } = await ask(request, token, 'tools/call', {
    name: 'supply-chain.where-used',
    arguments: { advisory: 'CVE-2021-44228' },
  });
  expect(JSON.stringify(answer.result)).toContain(
    'component:default/order-service',
  );
});

test('an agent cannot do what is not offered', async ({
  api: _afterFirstScans,
  request,
}) => {
  const { answer } = await ask(request, await guestToken(), 'tools/call', {
    name: 'supply-chain.scan-now',
    arguments: { entityRef: 'component:default/order-service' },
  });
  expect(answer.error ?? answer.result.isError).toBeTruthy();
  expect(JSON.stringify(answer)).not.toContain('"asked"');
});

test('nobody is served without a token that is good for it', async ({
  request,
}) => {
  for (const token of ['wrong', process.env.PORTAL_UPLOAD_TOKEN ?? '']) {
    const { status } = await ask(request, token, 'tools/list');
    expect([401, 403]).toContain(status);
  }
});
