// Bundles the page into dist/web/page, after tsc has built the rest: `npm run build`.
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { explainScript } from './dist/report/explain-script.js';
import { reportStyle } from './dist/report/report-style.js';
import { contentPolicy } from './dist/web/content-policy.js';

const source = join(import.meta.dirname, 'src/web/page');
const target = join(import.meta.dirname, 'dist/web/page');

/** Libraries that are compiled into a package whose own licence does not speak of them. */
const within = {
  '@wasm-audio-decoders/flac': ['In it: libFLAC, BSD 3-Clause, https://github.com/xiph/flac\n'],
  '@wasm-audio-decoders/ogg-vorbis': ['In it: libvorbis and libogg, BSD 3-Clause, https://github.com/xiph/vorbis\n'],
  'mpg123-decoder': [
    'In it: libmpg123, LGPL 2.1, https://www.mpg123.de; https://www.gnu.org/licenses/old-licenses/lgpl-2.1.html\n',
  ],
};

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

/** The licences of every package that is in the bundles, or was built into one that is, with what they leave out. */
async function licences() {
  const folders = Object.keys(metafile.inputs).map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const packages = new Map();
  for (const folder of folders.filter(Boolean)) await visit(folder);
  return [...packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, text]) => text)
    .join(`\n${'-'.repeat(72)}\n\n`);

  async function visit(folder) {
    const {
      name,
      version,
      license,
      dependencies = {},
    } = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
    if (packages.has(name)) return;
    const files = (await readdir(folder)).filter((file) => /^licen[cs]e/i.test(file)).sort();
    const texts = await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')));
    packages.set(name, [`${name} ${version}, ${license}\n`, ...(within[name] ?? []), ...texts].join('\n'));
    for (const dependency of Object.keys(dependencies)) await visit(join('node_modules', dependency));
  }
}
