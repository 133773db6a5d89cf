import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { timbreAnalysers } from '../../../src/analysers/timbre/index.js';
import type { WindowOutput } from '../../../src/analysis/stores.js';
import { noise, rate } from '../dynamics/signals.js';
import { runAnalysers } from '../run.js';

/** Computed by the script beside it from librosa's published definitions; every 20th frame. */
const golden = JSON.parse(
  readFileSync(new URL('../../golden/librosa-definitions.json', import.meta.url), 'utf8'),
) as Record<string, Record<string, number[][]>>;

const hiss = noise(3 * rate, 1);
const signals: Record<string, Float32Array> = {
  hiss: hiss.map((x) => 0.5 * x),
  chord: hiss.map((x, n) => {
    const t = n / rate;
    const tones = [220, 277.18, 329.63, 880, 3520];
    return 0.2 * tones.reduce((sum, f, i) => sum + Math.sin(2 * Math.PI * f * t) / (i + 1), 0) + 0.001 * x;
  }),
  sweep: hiss.map((x, n) => {
    const t = n / rate;
    return 0.4 * Math.sin(2 * Math.PI * (100 * t + 1500 * t ** 2)) * (1 - t / 4) + 0.003 * x;
  }),
};

const outputs: Record<string, string> = {
  contrast: 'timbre.contrast/contrast',
  mfcc: 'timbre.mfcc/coefficients',
};

test.each(Object.keys(signals))('%s: every frame descriptor is as librosa defines it, within 1e-4', (name) => {
  const window = runAnalysers(timbreAnalysers, [signals[name]!]).windows[0]!;
  for (const [field, rows] of Object.entries(golden[name]!)) {
    const series = window.outputs.get(outputs[field] ?? `timbre.spectral-shape/${field}`) as WindowOutput & {
      shape: 'series';
    };
    const scale = Math.max(...rows.flat().map(Math.abs));
    for (const [i, row] of rows.entries())
      for (const [k, expected] of row.entries()) {
        const measured = series.rows[20 * i * series.size + k]!;
        expect(
          Math.abs(measured - expected),
          `${field} ${k} of frame ${20 * i}: ${measured}, ${expected}`,
        ).toBeLessThan(1e-4 * Math.max(Math.abs(expected), 0.01 * scale));
      }
  }
});
