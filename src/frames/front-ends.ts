import type { Speaker } from '../audio/channels.js';
import { createRealFft, type RealFft } from '../dsp/fft.js';
import {
  applyFilterbank,
  type Filterbank,
  melFilterbank,
  melScales,
  octaveFilterbank,
  thirdOctaveFilterbank,
} from '../dsp/filterbanks.js';
import { blackmanHarris, hann } from '../dsp/windows.js';
import { createChannelLayouts } from './channel-layouts.js';
import type { AnalysisRate, BandScale, Channels, Frame, FrontEnd, WindowShape } from './front-end.js';
import { createPcmStage, type PcmFeeder, type PcmStage } from './pcm-stage.js';

/** What a subscriber is told of its frames: their rate, channels, and the centre in Hz of each bin or band. */
export type FrameSetup = {
  readonly rate: number;
  readonly channelCount: number;
  readonly speakers: readonly Speaker[];
  readonly frequencies: Float32Array;
};

export type FrontEnds = {
  /** Calls `process` with every frame from now on; a frame's arrays are reused for the next. */
  subscribe(frontEnd: FrontEnd, process: (frame: Frame<FrontEnd>) => void): FrameSetup;
  /** The samples of a layout, which the caller must let go of with `holdFrom`. */
  samples(channels: Channels, rate: AnalysisRate): PcmStage;
  /** Samples before these seconds are no longer wanted by the caller of `samples`. */
  holdFrom(seconds: number): void;
  /** 44.1 kHz samples, equally long arrays of at most `mostSamples`; returns how many were no samples (`silenceUndefined`), which count as 0. */
  push(channels: readonly Float32Array[]): number;
  finish(): void;
  /** Everything before these seconds has been framed. */
  readonly seconds: number;
};

type Framer = {
  readonly size: number;
  readonly hop: number;
  next: number;
  readonly steps: ((index: number) => void)[];
};
type Stage = {
  readonly layout: Channels;
  readonly pcm: PcmFeeder;
  readonly framers: Map<string, Framer>;
  held: boolean;
};
/** One array a channel, rewritten each frame by the step that owns it. */
type Source = { readonly channels: readonly Float32Array[]; readonly frequencies: Float32Array };
/** What is written of each channel's transform before the next channel is transformed. */
type Transform = { readonly fft: RealFft; readonly writers: ((channel: number) => void)[] };

/** Windows and filterbanks, which no recording changes: made once for all of them. */
const tables = new Map<string, unknown>();

function remembered<T>(memory: Map<string, unknown>, key: string, make: () => T): T {
  if (!memory.has(key)) memory.set(key, make());
  return memory.get(key) as T;
}

/** Computes each distinct front end once for all its subscribers. */
export function createFrontEnds(speakers: readonly Speaker[]): FrontEnds {
  const layouts = createChannelLayouts(speakers);
  const stages = new Map<string, Stage>();
  const nodes = new Map<string, unknown>();
  let heldSeconds = 0;

  function once<T>(key: string, make: () => T): T {
    return remembered(nodes, key, make);
  }

  /** Mono and stereo recordings have the same channels under both names. */
  function layoutOf(channels: Channels): Channels {
    return channels === 'all' && speakers.length <= 2 ? 'left-right' : channels;
  }

  function stageOf(channels: Channels, rate: AnalysisRate): Stage {
    const key = `${channels} ${rate}`;
    let stage = stages.get(key);
    if (stage === undefined) {
      const framers = new Map<string, Framer>();
      stage = {
        layout: channels,
        framers,
        held: false,
        pcm: createPcmStage(rate, channels, speakers, () => run(stage!)),
      };
      stages.set(key, stage);
    }
    return stage;
  }

  function run({ pcm, framers, held }: Stage): void {
    let oldest = held ? Math.round(heldSeconds * pcm.rate) : pcm.end;
    for (const framer of framers.values()) {
      for (; framer.next * framer.hop + framer.size <= pcm.end; framer.next++)
        for (const step of framer.steps) step(framer.next);
      oldest = Math.min(oldest, framer.next * framer.hop);
    }
    pcm.discardBefore(oldest);
  }

  function frameSource({ pcm }: Stage, framer: Framer, key: string): Source {
    return once(`${key} samples`, () => {
      const channels = arrays(pcm.channelCount, () => new Float32Array(framer.size));
      framer.steps.push((index) => {
        const from = index * framer.hop;
        for (let c = 0; c < channels.length; c++) channels[c]!.set(pcm.view(c, from, from + framer.size));
      });
      return { channels, frequencies: new Float32Array(0) };
    });
  }

  function transformOf({ pcm }: Stage, framer: Framer, window: WindowShape, key: string): Transform {
    return once(`${key} ${window}`, () => {
      const fft = createRealFft(framer.size);
      const weights = remembered(tables, `${window} ${framer.size}`, () =>
        window === 'hann' ? hann(framer.size) : blackmanHarris(framer.size),
      );
      const writers: ((channel: number) => void)[] = [];
      framer.steps.push((index) => {
        const offset = index * framer.hop - pcm.start;
        for (let c = 0; c < pcm.channelCount; c++) {
          fft.forward(pcm.buffer(c), offset, weights);
          for (const write of writers) write(c);
        }
      });
      return { fft, writers };
    });
  }

  function spectrumOf(
    { fft, writers }: Transform,
    framer: Framer,
    channelCount: number,
    values: 'magnitude' | 'power',
    rate: number,
    key: string,
  ): Source {
    return once(`${key} ${values}`, () => {
      const channels = arrays(channelCount, () => new Float32Array(framer.size / 2 + 1));
      writers.push(
        values === 'magnitude' ? (c) => fft.writeMagnitudes(channels[c]!) : (c) => fft.writePowers(channels[c]!),
      );
      return { channels, frequencies: binFrequencies(rate, framer.size) };
    });
  }

  function bandsOf(spectrum: Source, framer: Framer, bank: BandScale, rate: number, key: string): Source {
    return once(`${key} ${JSON.stringify(bank)}`, () => {
      const filters = remembered(tables, `${JSON.stringify(bank)} ${rate} ${framer.size}`, () =>
        filterbankOf(bank, rate, framer.size),
      );
      const channels = arrays(spectrum.channels.length, () => new Float32Array(filters.centres.length));
      framer.steps.push(() => {
        for (let c = 0; c < channels.length; c++) applyFilterbank(filters, spectrum.channels[c]!, channels[c]!);
      });
      return { channels, frequencies: filters.centres };
    });
  }

  return {
    subscribe(frontEnd, process) {
      checkFraming(frontEnd);
      const { rate, frameSize, hopSize, kind } = frontEnd;
      const channels = layoutOf(frontEnd.channels);
      const stage = stageOf(channels, rate);
      const key = `${channels} ${rate} ${frameSize} ${hopSize}`;
      let framer = stage.framers.get(key);
      if (framer === undefined) {
        framer = { size: frameSize, hop: hopSize, next: 0, steps: [] };
        stage.framers.set(key, framer);
      }
      const setup = (frequencies: Float32Array) => ({
        rate,
        channelCount: stage.pcm.channelCount,
        speakers,
        frequencies,
      });
      if (kind === 'samples') {
        const frames = frameSource(stage, framer, key);
        framer.steps.push((index) => process({ index, channels: frames.channels }));
        return setup(frames.frequencies);
      }
      const transform = transformOf(stage, framer, frontEnd.window, key);
      const windowKey = `${key} ${frontEnd.window}`;
      if (frontEnd.values === 'complex') {
        const real = arrays(stage.pcm.channelCount, () => new Float32Array(frameSize / 2 + 1));
        const imaginary = arrays(stage.pcm.channelCount, () => new Float32Array(frameSize / 2 + 1));
        transform.writers.push((c) => transform.fft.writeBins(real[c]!, imaginary[c]!));
        framer.steps.push((index) => process({ index, real, imaginary }));
        return setup(binFrequencies(rate, frameSize));
      }
      const spectrum = spectrumOf(transform, framer, stage.pcm.channelCount, frontEnd.values, rate, windowKey);
      const source =
        kind === 'bands' ? bandsOf(spectrum, framer, frontEnd.bank, rate, `${windowKey} ${frontEnd.values}`) : spectrum;
      framer.steps.push((index) => process({ index, channels: source.channels }));
      return setup(source.frequencies);
    },
    samples(channels, rate) {
      const stage = stageOf(layoutOf(channels), rate);
      stage.held = true;
      return stage.pcm;
    },
    holdFrom(seconds) {
      heldSeconds = seconds;
    },
    push(channels) {
      const undefinedSamples = layouts.take(channels);
      for (const { layout, pcm } of stages.values()) pcm.push(layouts.of(layout));
      return undefinedSamples;
    },
    finish() {
      for (const stage of stages.values()) stage.pcm.flush();
    },
    get seconds() {
      let least = Infinity;
      for (const { pcm } of stages.values()) least = Math.min(least, pcm.end / pcm.rate);
      return least;
    },
  };
}

function arrays<T>(count: number, make: () => T): readonly T[] {
  return Array.from({ length: count }, make);
}

function binFrequencies(rate: number, frameSize: number): Float32Array {
  return Float32Array.from({ length: frameSize / 2 + 1 }, (_, k) => (k * rate) / frameSize);
}

function checkFraming({ kind, frameSize, hopSize }: FrontEnd): void {
  const power = kind === 'samples' || Number.isInteger(Math.log2(frameSize));
  if (!(frameSize >= 1 && hopSize >= 1 && power))
    throw new RangeError(`a ${kind} front end cannot have frames of ${frameSize} every ${hopSize}`);
}

function filterbankOf(bank: BandScale, rate: number, frameSize: number): Filterbank {
  if (bank.scale === 'mel-slaney' || bank.scale === 'mel-htk') {
    const scale = melScales[bank.scale === 'mel-htk' ? 'htk' : 'slaney'];
    return melFilterbank(scale, bank.bands, bank.lowHz, bank.highHz, rate, frameSize);
  }
  if (bank.scale === 'octave') return octaveFilterbank(bank.perOctave, bank.lowHz, bank.highHz, rate, frameSize);
  return thirdOctaveFilterbank(rate, frameSize);
}
