import type { Unit } from '../analysis/analyser.js';

/** Decimals that a producer can use, by unit; plain numbers and seconds keep three significant digits instead. */
const decimals: Partial<Record<Unit, number>> = {
  ms: 1,
  Hz: 0,
  BPM: 1,
  '1/s': 2,
  '%': 1,
  '%/min': 2,
  dB: 1,
  'dB/octave': 2,
  dBTP: 1,
  LU: 1,
  LUFS: 1,
  acum: 2,
  cents: 1,
  'cents/min': 1,
  semitones: 1,
  bits: 2,
  samples: 0,
};

/** A number as it is printed, without its unit; a real minus sign, and never "-0". */
export function formatNumber(value: number, unit: Unit): string {
  if (decimals[unit] === undefined && value !== 0 && Math.abs(value) < 1e-4)
    return value.toExponential(1).replaceAll('-', '−');
  const places =
    decimals[unit] ?? (value === 0 ? 2 : Math.max(0, 2 - Math.floor(Math.log10(Math.max(1e-3, Math.abs(value))))));
  const text = value.toFixed(Math.min(places, 4));
  return (Number(text) === 0 ? text.replace('-', '') : text).replace('-', '−');
}

/** A number with its unit, such as '−14.2 LUFS', '0.62' or '131 Hz'. */
export function formatQuantity(value: number, unit: Unit): string {
  const spacer = unit === '%' || unit === '' ? '' : ' ';
  return `${formatNumber(value, unit)}${spacer}${unit}`;
}

/** Minutes and seconds, such as '3:07'. */
export function formatClock(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A change with its sign, such as '+12', '−0.4' or '0'. */
export function formatSigned(value: number, places = 0): string {
  const text = Math.abs(value).toFixed(places);
  return Number(text) === 0 ? text : `${value < 0 ? '−' : '+'}${text}`;
}
