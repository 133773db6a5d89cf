import FFT from 'fft.js';
import { median } from '../src/dsp/statistics.js';

/** Microseconds of processor time of one 2048-point transform of real input by fft.js, the median of 21 batches: what every cost is told in. */
export function measureYardstick(): number {
  const fft = new FFT(2048);
  const input = Array.from({ length: 2048 }, (_, n) => Math.sin(0.1 * n) + Math.sin(0.37 * n));
  const output = fft.createComplexArray() as number[];
  const batch = 200;
  const microseconds = Array.from({ length: 21 }, () => {
    const before = process.cpuUsage();
    for (let i = 0; i < batch; i++) fft.realTransform(output, input);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / batch;
  });
  return median(microseconds);
}

/** Seconds of processor time that `work` takes in this process, its threads included. */
export async function processorSeconds(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
