/** How far around a frame's centre the attack is looked for. */
const beforeSeconds = 0.03;
const afterSeconds = 0.02;
const stepSeconds = 0.0005;
/** The energy after an attack must be this many times the energy before it, or the frame's own time is as good. */
const leastRise = 2;
const nearSteps = 12;

/** When a sound begins, the decibels by which the energy after its attack exceeds that before it, and the decibels of that energy. */
export type Attack = { readonly seconds: number; readonly contrast: number; readonly decibels: number };

/**
 * The attack near `seconds`: where the energy of the signal's derivative, over 1.5 ms, passes half way between the least
 * before and the most after its steepest rise; undefined where nothing rises clearly. Resolution below 0.5 ms.
 */
export function refineOnset(samples: Float32Array, rate: number, seconds: number): Attack | undefined {
  return attackBetween(samples, rate, seconds - beforeSeconds, seconds + afterSeconds, derivativeEnergy, 1);
}

const lowCutoffHz = 150;
const lowPole = Math.exp((-2 * Math.PI * lowCutoffHz) / 44100);
const warmUpSeconds = 0.03;
/** What two one-pole low passes at 150 Hz and the rise of a bass drum itself delay the half-way point by. */
const lowDelaySeconds = 0.002;
const lowSmoothing = 5;

/** The same for a bass drum under other sounds: by the energy below 150 Hz, which rises later and less sharply. */
export function refineLowOnset(samples: Float32Array, rate: number, seconds: number): Attack | undefined {
  const start = Math.max(0, Math.round((seconds - beforeSeconds - warmUpSeconds) * rate));
  const end = Math.min(samples.length, Math.round((seconds + 2 * afterSeconds) * rate));
  const low = new Float32Array(Math.max(0, end - start));
  let [first, second] = [0, 0];
  for (let n = 0; n < low.length; n++) {
    first += (1 - lowPole) * (samples[start + n]! - first);
    second += (1 - lowPole) * (first - second);
    low[n] = second;
  }
  const offset = start / rate;
  const from = seconds - offset - beforeSeconds;
  const attack = attackBetween(
    low,
    rate,
    from,
    seconds - offset + afterSeconds + lowDelaySeconds,
    lowEnergy,
    lowSmoothing,
  );
  return attack && { ...attack, seconds: attack.seconds + offset - lowDelaySeconds };
}

type Energy = (samples: Float32Array, from: number, to: number) => number;

const derivativeEnergy: Energy = (samples, from, to) => {
  let sum = 0;
  for (let n = from; n < to; n++) sum += (samples[n]! - samples[n - 1]!) ** 2;
  return sum;
};

/** Of the signal and of its derivative as at 70 Hz, so that the energy of a low sine does not pulse. */
const lowEnergy: Energy = (samples, from, to) => {
  let sum = 0;
  for (let n = from; n < to; n++) sum += samples[n]! ** 2 + (lowSlope * (samples[n]! - samples[n - 1]!)) ** 2;
  return sum;
};
const lowSlope = 44100 / (2 * Math.PI * 70);

function attackBetween(
  samples: Float32Array,
  rate: number,
  fromSeconds: number,
  toSeconds: number,
  energyOf: Energy,
  /** Steps to either side that are averaged, and over which half a rise is looked at. */
  reach: number,
): Attack | undefined {
  const step = Math.round(stepSeconds * rate);
  const first = Math.max(1, Math.round(fromSeconds * rate));
  const last = Math.min(samples.length, Math.round(toSeconds * rate));
  const count = Math.floor((last - first) / step);
  if (count < nearSteps) return undefined;
  const raw = Float64Array.from({ length: count }, (_, i) =>
    energyOf(samples, first + i * step, first + (i + 1) * step),
  );
  const energy = smoothed(raw, reach);
  let most = 0;
  for (const value of energy) most = Math.max(most, value);
  if (!(most > 0)) return undefined;

  const floor = 1e-3 * most;
  let steepest = 0;
  let rise = -Infinity;
  const ahead = reach + 1;
  for (let i = ahead; i < count - ahead; i++) {
    const after = energy[i + ahead]!;
    const value = Math.log((after + floor) / (energy[i - ahead]! + floor)) * Math.sqrt(after / most);
    if (value > rise) [rise, steepest] = [value, i];
  }
  let low = Infinity;
  let high = 0;
  for (let i = Math.max(0, steepest - nearSteps); i <= steepest; i++) low = Math.min(low, energy[i]!);
  for (let i = steepest; i < Math.min(count, steepest + nearSteps); i++) high = Math.max(high, energy[i]!);
  if (!(high > leastRise * low)) return undefined;
  const half = 0.5 * (low + high);
  let i = steepest;
  while (i > 0 && energy[i]! > half) i--;
  while (i < count - 1 && energy[i + 1]! < half) i++;
  const next = Math.min(count - 1, i + 1);
  const fraction = energy[next]! > energy[i]! ? (half - energy[i]!) / (energy[next]! - energy[i]!) : 0;
  return {
    seconds: (first + (i + 0.5 + Math.min(1, Math.max(0, fraction))) * step) / rate,
    contrast: 10 * Math.log10(high / Math.max(low, floor)),
    decibels: 10 * Math.log10(high),
  };
}

function smoothed(values: Float64Array, reach: number): Float64Array {
  return values.map((_, i) => {
    const from = Math.max(0, i - reach);
    const to = Math.min(values.length, i + reach + 1);
    let sum = 0;
    for (let k = from; k < to; k++) sum += values[k]!;
    return sum / (to - from);
  });
}
