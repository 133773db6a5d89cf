/** How far around a frame's centre the attack is looked for. */
const beforeSeconds = 0.03;
const afterSeconds = 0.02;
const stepSeconds = 0.0005;
/** The energy after an attack must be this many times the energy before it, or the frame's own time is as good. */
const leastRise = 2;

/**
 * Seconds of the attack near `seconds`: where the energy of the signal's derivative, over 1.5 ms, passes half way between
 * the least before and the most after its steepest rise; `fallback` where nothing rises clearly. Resolution 0.5 ms.
 */
export function refineOnset(samples: Float32Array, rate: number, seconds: number, fallback: number): number {
  const step = Math.round(stepSeconds * rate);
  const first = Math.max(1, Math.round((seconds - beforeSeconds) * rate));
  const last = Math.min(samples.length, Math.round((seconds + afterSeconds) * rate));
  const count = Math.floor((last - first) / step);
  if (count < 12) return fallback;
  const energy = smoothed(derivativeEnergy(samples, first, step, count));
  let most = 0;
  for (const value of energy) most = Math.max(most, value);
  if (!(most > 0)) return fallback;

  const floor = 1e-3 * most;
  let steepest = 0;
  let rise = -Infinity;
  for (let i = 2; i < count - 2; i++) {
    const value = Math.log((energy[i + 2]! + floor) / (energy[i - 2]! + floor)) * Math.sqrt(energy[i + 2]! / most);
    if (value > rise) [rise, steepest] = [value, i];
  }
  const near = 12;
  let low = Infinity;
  let high = 0;
  for (let i = Math.max(0, steepest - near); i <= steepest; i++) low = Math.min(low, energy[i]!);
  for (let i = steepest; i < Math.min(count, steepest + near); i++) high = Math.max(high, energy[i]!);
  if (!(high > leastRise * low)) return fallback;
  const half = 0.5 * (low + high);
  let i = steepest;
  while (i > 0 && energy[i]! > half) i--;
  while (i < count - 1 && energy[i + 1]! < half) i++;
  const next = Math.min(count - 1, i + 1);
  const fraction = energy[next]! > energy[i]! ? (half - energy[i]!) / (energy[next]! - energy[i]!) : 0;
  return (first + (i + 0.5 + Math.min(1, Math.max(0, fraction))) * step) / rate;
}

function derivativeEnergy(samples: Float32Array, first: number, step: number, count: number): Float64Array {
  const energy = new Float64Array(count);
  for (let i = 0; i < count; i++) {
    let sum = 0;
    for (let n = first + i * step; n < first + (i + 1) * step; n++) {
      const difference = samples[n]! - samples[n - 1]!;
      sum += difference * difference;
    }
    energy[i] = sum;
  }
  return energy;
}

function smoothed(values: Float64Array): Float64Array {
  const last = values.length - 1;
  return values.map((value, i) => (values[Math.max(0, i - 1)]! + value + values[Math.min(last, i + 1)]!) / 3);
}
