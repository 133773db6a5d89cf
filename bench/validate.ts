import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { resolve } from 'node:path';
import { comparing } from './validation/comparing.js';
import { excerpts } from './validation/excerpts.js';
import { gtzan } from './validation/gtzan.js';
import { robustness } from './validation/robustness.js';
import { markdownTable, type Report, type Section } from './validation/section.js';
import { signature } from './validation/signature.js';
import { speed } from './validation/speed.js';
import { strangers } from './validation/strangers.js';

/**
 * `npm run validate [DATA]`: whether the score does what is claimed of it, written to docs/validation.md and docs/plots.
 * Everything is measured anew from the recordings and tables below DATA and the embedded profiles; only what `kept`
 * finds unchanged, the analyses of twins and packages, is taken from the run before.
 */
const sections: readonly Section[] = [gtzan, excerpts, strangers, robustness, comparing, signature, speed];

const data = resolve(process.argv[2] ?? '../shared/data');
const began = Date.now();
const note = (line: string) => {
  const seconds = Math.round((Date.now() - began) / 1000);
  process.stderr.write(`${String(seconds).padStart(4)} s  ${line}\n`);
};
const reports: Report[] = [];
for (const section of sections) reports.push(await section(data, note));

const findings = reports.flatMap((report) => report.findings);
// what falls short is told first
const ordered = [...findings.filter(({ met }) => !met), ...findings.filter(({ met }) => met)];
const processor = cpus()[0]?.model ?? 'an unnamed processor';
const page = `# Validation of the score

Written by \`npm run validate\` on ${new Date().toISOString().slice(0, 10)}, Node ${process.versions.node}, ${processor}, ${cpus().length} cores; do not edit. Brackets are
95 % intervals. Every figure comes from recordings that were at hand while the score was built; none was fitted to them but
what [design.md](design.md) says. The recordings are not part of the project: any folder of the same layout can be given.

${markdownTable(
  ['claim', 'wanted', 'found', 'n', 'met'],
  ordered.map(({ what, wanted, found, n, met }) => [what, wanted, found, n, met ? 'yes' : '**no**']),
)}

That the score rises along every ray from the centre, that shares sum to 1 and that other profiles change no departure are
properties with tests of their own (\`test/scoring/score-row.test.ts\`).

${reports.map(sectionText).join('\n')}`;

mkdirSync('docs/plots', { recursive: true });
for (const { plots = {} } of reports)
  for (const [name, svg] of Object.entries(plots)) writeFileSync(`docs/plots/${name}`, svg);
writeFileSync('docs/validation.md', page);
for (const { what, found, wanted, met } of ordered)
  process.stdout.write(`${met ? 'met   ' : 'NOT   '} ${what}: ${found} (wanted ${wanted})\n`);
note('docs/validation.md is written');

function sectionText({ title, text, plots = {} }: Report): string {
  const images = Object.keys(plots).map((name) => `\n![${title}: calibration by genre](plots/${name})\n`);
  return `## ${title}\n${text}\n${images.join('')}`;
}
