/** Band b of a spectrum = sum_k weights[b][k - first[b]] * spectrum[k]; empty bands have no weights. */
export type Filterbank = {
  readonly centres: Float32Array;
  readonly first: Uint32Array;
  readonly weights: readonly Float64Array[];
};

/** Hertz to mel and back. */
export type MelScale = { readonly toMel: (hertz: number) => number; readonly toHertz: (mel: number) => number };

export const melScales: Readonly<Record<'slaney' | 'htk', MelScale>> = {
  /** Auditory Toolbox (Slaney 1998): linear below 1 kHz, logarithmic above. */
  slaney: {
    toMel: (hertz) => (hertz < 1000 ? (3 * hertz) / 200 : 15 + (27 * Math.log(hertz / 1000)) / Math.log(6.4)),
    toHertz: (mel) => (mel < 15 ? (200 * mel) / 3 : 1000 * Math.exp((Math.log(6.4) * (mel - 15)) / 27)),
  },
  /** The HTK book's (O'Shaughnessy 1987). */
  htk: {
    toMel: (hertz) => 2595 * Math.log10(1 + hertz / 700),
    toHertz: (mel) => 700 * (10 ** (mel / 2595) - 1),
  },
};

/** Triangles between neighbouring points equally spaced in mel; each has unit area in Hz (Slaney's norm), on either scale. */
export function melFilterbank(
  { toMel, toHertz }: MelScale,
  bands: number,
  lowHz: number,
  highHz: number,
  rate: number,
  frameSize: number,
): Filterbank {
  const lowMel = toMel(lowHz);
  const stepMel = (toMel(highHz) - lowMel) / (bands + 1);
  const points = Array.from({ length: bands + 2 }, (_, i) => toHertz(lowMel + i * stepMel));
  return triangles(points, rate, frameSize, 'area');
}

/** Triangles centred on lowHz * 2^(i / perOctave) up to highHz, each of unit sum; a band narrower than a bin is its nearest bin. */
export function octaveFilterbank(
  perOctave: number,
  lowHz: number,
  highHz: number,
  rate: number,
  frameSize: number,
): Filterbank {
  const bands = Math.floor(perOctave * Math.log2(highHz / lowHz) + 1e-9) + 1;
  const points = Array.from({ length: bands + 2 }, (_, i) => lowHz * 2 ** ((i - 1) / perOctave));
  return triangles(points, rate, frameSize, 'sum');
}

/** The 31 nominal third-octave centres from 20 Hz to 20 kHz: exact centre 1000 * 10^(n / 10), n = -17 .. 13 (IEC 61260). */
export const thirdOctaveCentres: readonly number[] = Array.from({ length: 31 }, (_, i) => 1000 * 10 ** ((i - 17) / 10));

/** Sums of bins between centre * 10^(-1/20) and centre * 10^(1/20); a bin on an edge is shared in proportion to its overlap. */
export function thirdOctaveFilterbank(rate: number, frameSize: number): Filterbank {
  const binHz = rate / frameSize;
  const lastBin = frameSize / 2;
  const first: number[] = [];
  const weights = thirdOctaveCentres.map((centre) => {
    const low = (centre * 10 ** -0.05) / binHz;
    const high = Math.min((centre * 10 ** 0.05) / binHz, lastBin + 0.5);
    const from = Math.round(low);
    first.push(from);
    const row: number[] = [];
    for (let k = from; k <= lastBin && k - 0.5 < high; k++)
      row.push(Math.max(0, Math.min(high, k + 0.5) - Math.max(low, k - 0.5)));
    return Float64Array.from(row);
  });
  return { centres: Float32Array.from(thirdOctaveCentres), first: Uint32Array.from(first), weights };
}

/** Writes the bands of `spectrum` (frameSize / 2 + 1 bins) to `bands`. */
export function applyFilterbank(bank: Filterbank, spectrum: Float32Array, bands: Float32Array): void {
  for (let b = 0; b < bank.weights.length; b++) {
    const weights = bank.weights[b]!;
    const first = bank.first[b]!;
    let sum = 0;
    for (let k = 0; k < weights.length; k++) sum += weights[k]! * spectrum[first + k]!;
    bands[b] = sum;
  }
}

function triangles(points: readonly number[], rate: number, frameSize: number, norm: 'area' | 'sum'): Filterbank {
  const binHz = rate / frameSize;
  const lastBin = frameSize / 2;
  const first: number[] = [];
  const weights = points.slice(1, -1).map((centre, i) => {
    const low = points[i]!;
    const high = points[i + 2]!;
    const from = Math.floor(low / binHz) + 1;
    const row: number[] = [];
    for (let k = from; k <= lastBin && k * binHz < high; k++) {
      const hertz = k * binHz;
      row.push(hertz <= centre ? (hertz - low) / (centre - low) : (high - hertz) / (high - centre));
    }
    const sum = row.reduce((total, weight) => total + weight, 0);
    if (norm === 'area') {
      first.push(from);
      return Float64Array.from(row, (weight) => (2 * weight) / (high - low));
    }
    if (sum > 0) {
      first.push(from);
      return Float64Array.from(row, (weight) => weight / sum);
    }
    first.push(Math.min(lastBin, Math.round(centre / binHz)));
    return Float64Array.of(1);
  });
  return { centres: Float32Array.from(points.slice(1, -1)), first: Uint32Array.from(first), weights };
}
