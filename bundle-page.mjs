// Bundles the page into dist/web/page, after tsc has built the rest: `npm run build`.
import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { explainScript } from './dist/report/explain-script.js';
import { reportStyle } from './dist/report/report-style.js';
import { contentPolicy } from './dist/web/content-policy.js';

const source = join(import.meta.dirname, 'src/web/page');
const target = join(import.meta.dirname, 'dist/web/page');

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
await build({
  entryPoints: ['page.ts', 'engine-worker.ts', 'live-tap.ts', 'service-worker.ts', 'page.css'].map((name) =>
    join(source, name),
  ),
  outdir: target,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'linked',
  logLevel: 'warning',
});
for (const name of ['icon.svg', 'manifest.webmanifest']) await copyFile(join(source, name), join(target, name));
await writeFile(join(target, 'report.css'), reportStyle);
await writeFile(join(target, 'explain.js'), explainScript);
const page = await readFile(join(source, 'index.html'), 'utf8');
await writeFile(join(target, 'index.html'), page.replace('CONTENT_POLICY', contentPolicy));
