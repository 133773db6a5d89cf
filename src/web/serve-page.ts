import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SwerveError } from '../errors.js';
import { contentPolicy } from './content-policy.js';
import { readPageFiles } from './page-files.js';

export type PageServer = {
  /** http://127.0.0.1:PORT/ */
  readonly address: string;
  close(): Promise<void>;
};

const loopback = '127.0.0.1';

/** What no answer goes without: nothing but the page's own files is loaded, and nobody frames or reads it. */
const headers = {
  'Content-Security-Policy': `${contentPolicy}; frame-ancestors 'none'`,
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=(self)',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
  'Cache-Control': 'no-cache',
};

/**
 * Serves the page to this machine alone; port 0 takes a free one. Only the page's own files are answered, from memory:
 * a request's path is a key, never a path. Errors: 'not-found', 'invalid-argument' where the port cannot be had.
 */
export async function servePage(port: number): Promise<PageServer> {
  const files = await readPageFiles();
  const server = createServer((request, response) => {
    const refusal = refusalOf(request, (server.address() as AddressInfo).port);
    if (refusal !== undefined) return answer(response, ...refusal);
    const [path] = request.url!.split('?');
    const file = files.get(path === '/' ? 'index.html' : path!.slice(1));
    if (file === undefined) return answer(response, 404, 'There is no such file.\n');
    response.writeHead(200, { ...headers, 'Content-Type': file.type, 'Content-Length': file.bytes.length });
    response.end(request.method === 'HEAD' ? undefined : file.bytes);
  });
  server.listen(port, loopback);
  try {
    await once(server, 'listening');
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const what = code === 'EADDRINUSE' ? 'Another program has this port.' : `It cannot be listened at (${message}).`;
    throw new SwerveError(
      'invalid-argument',
      what,
      `--port ${port}`,
      'Choose another port; 0 takes a free one.',
      cause,
    );
  }
  return {
    address: `http://${loopback}:${(server.address() as AddressInfo).port}/`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A page elsewhere may know this address, or have a name of its own resolve to it: neither gets an answer. */
function refusalOf(
  { method, headers: asked }: IncomingMessage,
  port: number,
): [status: number, text: string] | undefined {
  const hosts = [`${loopback}:${port}`, `localhost:${port}`];
  if (!hosts.includes(asked.host ?? '')) return [421, 'This server answers to 127.0.0.1 and localhost.\n'];
  if (asked.origin !== undefined && !hosts.some((host) => asked.origin === `http://${host}`))
    return [403, 'Requests of other pages are refused.\n'];
  if (method !== 'GET' && method !== 'HEAD') return [405, 'Files can be read, and nothing else.\n'];
  return undefined;
}

function answer(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...headers, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(text);
}
