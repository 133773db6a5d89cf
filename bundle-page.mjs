// Bundles the page into dist/web/page, after tsc has built the rest: `npm run build`.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { explainScript } from './dist/report/explain-script.js';
import { reportStyle } from './dist/report/report-style.js';
import { contentPolicy } from './dist/web/content-policy.js';

const source = join(import.meta.dirname, 'src/web/page');
const target = join(import.meta.dirname, 'dist/web/page');

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const { metafile } = await build({
  entryPoints: ['page.ts', 'engine-worker.ts', 'live-tap.ts', 'service-worker.ts', 'page.css'].map((name) =>
    join(source, name),
  ),
  outdir: target,
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
});
for (const name of ['icon.svg', 'manifest.webmanifest']) await copyFile(join(source, name), join(target, name));
await writeFile(join(target, 'report.css'), reportStyle);
await writeFile(join(target, 'explain.js'), explainScript);
const page = await readFile(join(source, 'index.html'), 'utf8');
await writeFile(join(target, 'index.html'), page.replace('CONTENT_POLICY', contentPolicy));
await writeFile(join(target, 'licences.txt'), await licences());

/** The licence of every package that is in the bundles. */
async function licences() {
  const folders = Object.keys(metafile.inputs).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const texts = [...new Set(folders.filter(Boolean))].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file));
    const [text] = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    return `${name} ${version}, ${license}\n\n${text ?? ''}`;
  });
  return (await Promise.all(texts)).join(`\n${'-'.repeat(72)}\n\n`);
}
