import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const run = promisify(execFile);

let server: ReturnType<typeof spawn>;
let port: number;

beforeAll(async () => {
  server = spawn(process.execPath, ['dist/cli.js', 'serve', '--port', '0'], { cwd: root });
  const [printed] = (await once(server.stdout!, 'data')) as [Buffer];
  port = Number(new URL(printed.toString().trim()).port);
});
afterAll(() => server.kill('SIGINT'));

type Answer = { readonly status: number; readonly headers: Record<string, unknown>; readonly body: string };

function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Answer> {
  return new Promise((answer, reject) => {
    request({ host: '127.0.0.1', port, path, method, headers }, async (response) => {
      const body = Buffer.concat(await response.toArray()).toString();
      answer({ status: response.statusCode!, headers: response.headers, body });
    })
      .on('error', reject)
      .end();
  });
}

test('the page is served with a policy that lets nothing in from elsewhere', async () => {
  const { status, headers, body } = await ask('/');
  expect(status).toBe(200);
  expect(body).toContain('<title>Swerve</title>');
  expect(headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff' });
  expect(headers['content-security-policy']).toMatch(
    /^default-src 'none'; .*connect-src 'self'.*frame-ancestors 'none'/,
  );
  expect(body).toContain("content=\"default-src 'none'");
  for (const [, name] of body.matchAll(/(?:src|href)="([^"]+)"/g))
    expect((await ask(`/${name}`)).status, name).toBe(200);
});

test.each([
  ['another name for this machine', '/', { host: 'rebound.example' }, 'GET', 421],
  ['a page elsewhere', '/', { origin: 'https://elsewhere.example' }, 'GET', 403],
  ['writing', '/', {}, 'POST', 405],
  ['a file beside the page', '/../serve-page.js', {}, 'GET', 404],
  ['the same in disguise', '/%2e%2e/serve-page.js', {}, 'GET', 404],
  ['a file of the machine', '//etc/passwd', {}, 'GET', 404],
  ['a property of every object', '/constructor', {}, 'GET', 404],
])('%s is refused', async (_what, path, headers, method, status) => {
  const answer = await ask(path, headers as Record<string, string>, method);
  expect(answer.status).toBe(status);
  expect(answer.body).not.toContain('import');
});

test('a request that is no address does not end the server', async () => {
  const socket = connect(port, '127.0.0.1');
  socket.end(`GET http://[ HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nConnection: close\r\n\r\n`);
  await socket.toArray();
  expect((await ask('/')).status).toBe(200);
});

test('a port that is taken is told', async () => {
  const second = await run(process.execPath, ['dist/cli.js', 'serve', '--port', String(port)], { cwd: root }).catch(
    (error: unknown) => error as { code: number; stderr: string },
  );
  expect(second).toMatchObject({ code: 2, stderr: expect.stringContaining('Another program has this port') });
});

test('an interrupted server has done what it was asked', async () => {
  const another = spawn(process.execPath, ['dist/cli.js', 'serve', '--port', '0'], { cwd: root });
  await once(another.stdout, 'data');
  another.kill('SIGINT');
  expect(await once(another, 'exit')).toEqual([0, null]);
});

test('a file where the page is to be written is told, and no fault of ours', async () => {
  const refused = await run(process.execPath, ['dist/cli.js', 'serve', '--export', 'README.md'], { cwd: root }).catch(
    (error: unknown) => error as { code: number; stderr: string },
  );
  expect(refused).toMatchObject({
    code: 74,
    stderr: 'failed: README.md: What is there is not a folder. Choose another folder.\n',
  });
});

test('--export writes the files that are served', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'swerve-export-'));
  await run(process.execPath, ['dist/cli.js', 'serve', '--export', join(folder, 'page')], { cwd: root });
  const names = await readdir(join(folder, 'page'));
  expect(names).toContain('index.html');
  const manifest = JSON.parse(await readFile(join(folder, 'page/manifest.webmanifest'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'Swerve', display: 'standalone' });
  for (const name of names)
    expect((await ask(`/${name}`)).body).toBe(await readFile(join(folder, 'page', name), 'utf8'));
  await rm(folder, { recursive: true });
});
