import { expect, test } from 'vitest';
import { analysers } from '../../src/analysers/index.js';
import { registerFeatures } from '../../src/features/registry.js';
import { featureTable } from '../../src/report/feature-table.js';
import { styleFor } from '../../src/report/terminal-style.js';

test('the registry prints how far a feature shifts, in its own scale, and what the detector adds', () => {
  const spread = registerFeatures(analysers).filter(({ id }) => id === 'timing.microtiming/spread.value');
  const print = (measurementNoise: number | undefined) =>
    featureTable(
      spread.map((feature) => ({ ...feature, measurementNoise })),
      styleFor({}, {}),
    );
  expect(print(0.146)).toContain('Hennig et al. 2011; σ_meas 0.146 in log units; σ_det 0.5 ms');
  expect(print(undefined)).not.toContain('σ_meas');
});
