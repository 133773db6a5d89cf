import { openPcm } from '../../src/audio/open-pcm.js';
import { seededRandom } from '../../src/dsp/seeded-random.js';
import { hear, heardOutputs, seriesOf } from '../hear.js';
import { bootstrap } from '../metrics/bootstrap.js';
import { composeSection } from '../songs/compose-section.js';
import { renderSection } from '../songs/render-section.js';
import { singLine } from '../songs/sing-line.js';
import { intervalCell, table } from '../table.js';
import { type Task, withBounds } from './task.js';

const songs = 12;
const beatSeconds = 0.5;
/** The voice above its accompaniment, RMS. */
const levels = [40, 30, 20, 15, 10, 5, 0];
const tolerance = 2 ** (50 / 1200);

type Followed = { readonly level: number; readonly voiced: number; readonly answered: number; readonly right: number };

/** A sung line over bass, keys and drums, both rendered: how much of it is followed at which level, and how truly. */
export const melody: Task = async (_folder, { print }) => {
  const followed: Followed[] = [];
  for (let seed = 0; seed < songs; seed++) {
    const { samples: voice, tonic } = singLine(seed);
    const band = accompaniment(seed, tonic, voice.length);
    const alone = await f0Of(voice);
    for (const level of levels) {
      const gain = (rms(voice) / rms(band)) * 10 ** (-level / 20);
      const heard = await f0Of(voice.map((sample, n) => sample + gain * band[n]!));
      const voiced = [...alone.keys()].filter((i) => alone[i]! > 0);
      const answered = voiced.filter((i) => heard[i]! > 0);
      const right = answered.filter((i) => Math.abs(Math.log(heard[i]! / alone[i]!)) < Math.log(tolerance));
      followed.push({ level, voiced: voiced.length, answered: answered.length, right: right.length });
    }
  }
  print(`${songs} sung lines of 20 s over bass, keys and drums; frames of 10 ms in which the voice alone has an f0.`);
  print('Right is within 50 cents of that one. 95 % bootstrap over lines.');
  const rows = levels.map((level) => {
    const here = followed.filter((one) => one.level === level);
    const share = (part: 'answered' | 'right', whole: 'voiced' | 'answered') =>
      intervalCell(bootstrap(here, (some) => sumOf(some, part) / sumOf(some, whole)));
    const told = here.filter(({ answered }) => answered > 0).length;
    return [
      `${level} dB`,
      `${told} of ${here.length}`,
      share('answered', 'voiced'),
      share('right', 'answered'),
      share('right', 'voiced'),
    ];
  });
  print(`\n${table(['voice above', 'a line stands out', 'answered', 'right of answered', 'right of all'], rows)}`);
  const ofAnswered = bootstrap(followed, (some) => sumOf(some, 'right') / sumOf(some, 'answered'));
  return { n: songs, ...withBounds({ rightOfAnswered: ofAnswered }) };
};

/** 10 ms a frame; NaN where none is heard. */
async function f0Of(samples: Float32Array): Promise<Float32Array> {
  const heard = await hear(openPcm([samples], { sampleRate: 44100 }), [heardOutputs.melody]);
  return seriesOf(heard, heardOutputs.melody).rows.slice();
}

function accompaniment(seed: number, tonic: number, length: number): Float32Array {
  const plan = {
    bars: Math.ceil(length / 44100 / (4 * beatSeconds)),
    period: 4,
    tonic,
    voices: ['bass', 'keys'],
    drumming: 0.5,
  } as const;
  const band = renderSection(composeSection(plan, seededRandom(5000 + seed)), beatSeconds);
  return band.subarray(0, length);
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length);
}

function sumOf(followed: readonly Followed[], part: 'voiced' | 'answered' | 'right'): number {
  return followed.reduce((sum, one) => sum + one[part], 0);
}
