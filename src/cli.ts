#!/usr/bin/env node
import { Command, CommanderError, Option } from 'commander';
import { failureOf } from './catalogue/failure.js';
import { analyse } from './commands/analyse.js';
import { analysers } from './commands/analysers.js';
import { annotate, annotationFormats } from './commands/annotate.js';
import { compare } from './commands/compare.js';
import { type Context, type ExitCode, exitCodes } from './commands/context.js';
import { type ConvergeOptions, converge } from './commands/converge.js';
import { type DiversityOptions, diversity } from './commands/diversity.js';
import { features } from './commands/features.js';
import { type GatherCommandOptions, gather } from './commands/gather.js';
import { groove } from './commands/groove.js';
import { type LiveCommandOptions, live } from './commands/live.js';
import { type ProfileBuildOptions, profileBuild, profileList, profileShow } from './commands/profile.js';
import { type ScanCommandOptions, scan } from './commands/scan.js';
import { type ScoreCommandOptions, score } from './commands/score.js';
import { serve } from './commands/serve.js';
import { type WorkerCommandOptions, worker } from './commands/worker.js';
import { isCannotWrite, SwerveError } from './errors.js';
import { failureText } from './report/failure-text.js';
import { styleFor } from './report/terminal-style.js';
import { exportFormats } from './store/export-catalogue.js';
import { version } from './version.js';

const interruption = new AbortController();
const context: Context = {
  print: (text) => void process.stdout.write(text),
  tell: (text) => void process.stderr.write(text),
  style: styleFor(process.stdout, process.env),
  interactive: process.stderr.isTTY === true,
  signal: interruption.signal,
};

for (const asked of ['SIGINT', 'SIGTERM'] as const)
  process.once(asked, () => {
    interruption.abort();
    // whatever waits for input that does not come is not waited for
    setTimeout(() => process.exit(exitCodes.interrupted), 2000).unref();
  });
// a reader that has seen enough (`swerve features | head`) is no fault
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(exitCodes.done);
  const why = error.code === 'ENOSPC' ? 'there is no space left where it goes' : error.message;
  process.stderr.write(`failed: standard output: It could not be written: ${why}.\n`);
  process.exit(exitCodes.cannotWrite);
});

const exportOption = new Option(
  '--export <format>',
  'also write all rows of the store beside it, and what each column means',
).choices(exportFormats);

let exitCode: ExitCode = exitCodes.done;

const program = new Command('swerve')
  .description(
    "Says how far a recording departs from its genre's statistical average, in which aspect, how surely, and why.",
  )
  .version(version)
  .exitOverride();

program
  .command('score')
  .description('score recordings against a profile; the genre each belongs to most unless told')
  .argument(
    '<file...>',
    "recordings, or folders of them; '-' reads one from standard input; or tables of features (CSV, Essentia's JSON)",
  )
  .option('--profile <name|path>', 'an embedded profile by name, or a profile file')
  .option(
    '--genre <name|path>',
    "with an artist's own --profile: how much of the artist's signature it has, beside this genre",
  )
  .option('--what-if', 'render changes of tone, dynamics, width, groove and tuning, and measure what each would move')
  .option('--json', 'one JSON object per file')
  .option('--html <path>', 'a page of charts of the one recording, whole in one file')
  .action(async (files: string[], options: ScoreCommandOptions) => {
    exitCode = await score(files, options, context);
  });

program
  .command('analyse')
  .description('print every feature of recordings')
  .argument('<file...>', 'recordings, or folders of them')
  .option('--json', 'one JSON object per file')
  .action(async (files: string[], options: { json?: boolean }) => {
    exitCode = await analyse(files, options, context);
  });

program
  .command('annotate')
  .description('beats, bars, tempo, onsets, keys, chords, sections, pitch and loudness as files for other programs')
  .argument('<file...>', 'recordings, or folders of them')
  .addOption(
    new Option('--as <format...>', 'what is written: one or several of these')
      .choices(annotationFormats)
      .makeOptionMandatory(),
  )
  .option('--out <folder>', 'where it is written, under the name of the recording; it is made where there is none', '.')
  .action(async (files: string[], options: { as: string[]; out: string }) => {
    exitCode = await annotate(files, options, context);
  });

program
  .command('compare')
  .description('how far a master, an effect or another rendering moved a recording towards or away from the average')
  .argument('<before>', 'a recording')
  .argument('<after>', 'another version of it; they are aligned first')
  .option('--profile <name|path>', 'an embedded profile by name, or a profile file; unless told, the genre of <before>')
  .option('--json', 'one JSON object')
  .action(async (before: string, after: string, options: { profile?: string; json?: boolean }) => {
    exitCode = await compare(before, after, options, context);
  });

program
  .command('groove')
  .description('the feel of a recording: how early, late and loud each sixteenth of its bar is')
  .argument('<file>', 'a recording')
  .option('--out <path>', 'a file that a sequencer can take the groove from: .mid, or .rgt for REAPER')
  .option('--json', 'one JSON object')
  .action(async (file: string, options: { out?: string; json?: boolean }) => {
    exitCode = await groove(file, options, context);
  });

program
  .command('scan')
  .description('analyse a catalogue into a DuckDB file, a row per excerpt; what is there already is not analysed again')
  .argument('<name...>', 'folders, recordings, lists of them (.txt, .m3u), or patterns in quotes such as "**/*.flac"')
  .requiredOption('--store <path>', 'the DuckDB file; it is made where there is none')
  .option('--workers <n>', 'threads; as many as there are processors unless told')
  .option('--profile <name|path>', 'also score every excerpt against this embedded profile, or profile file')
  .option('--shard <i/n>', 'only the i-th of n parts, for array jobs; `swerve gather` joins their stores')
  .option('--queue <url>', 'let `swerve worker` analyse, on any number of machines: redis://host:port')
  .option('--root <folder>', 'with --queue: the folder that the workers share; the current one unless told')
  .addOption(exportOption)
  .action(async (names: string[], options: ScanCommandOptions) => {
    exitCode = await scan(names, options, context);
  });

const setMeaning = 'a folder of recordings, an embedded profile by name, a profile file, or a store';
const storeMeaning =
  'a store that `swerve scan` made; as in "music.duckdb?year < 2000" only recordings that meet a condition';
const groupsMeaning = 'a table with the column path (relative to the table) and others that say more than tags do';
program
  .command('gather')
  .description('join the stores of several scans in one; where they share a recording, the last named has it')
  .argument('<store...>', 'stores that `swerve scan` made')
  .requiredOption('--store <path>', 'the store that takes their rows; it is made where there is none')
  .addOption(exportOption)
  .action(async (shards: string[], options: GatherCommandOptions) => {
    exitCode = await gather(shards, options, context);
  });

program
  .command('worker')
  .description('analyse what `swerve scan --queue` asks for, until it is interrupted')
  .requiredOption('--queue <url>', 'the Redis server: redis://host:port')
  .option('--root <folder>', 'the folder of the recordings; nothing outside of it is read; the current one unless told')
  .option('--workers <n>', 'threads; as many as there are processors unless told')
  .action(async (options: WorkerCommandOptions) => {
    exitCode = await worker(options, context);
  });

program
  .command('converge')
  .description('whether the tracks of a set lie closer together than those of another, or narrow over time')
  .argument('[set]', `the set in question: ${setMeaning}`)
  .option('--against <set>', 'the set that it is compared with')
  .option('--store <store>', storeMeaning)
  .option(
    '--group-by <column>',
    'year (a trend), generation (a lineage), source, artist, album or another column of the store: each group against the rest',
  )
  .option('--groups <csv>', groupsMeaning)
  .option('--json', 'one JSON object: question, plan, hashes of the data, seed and every statistic')
  .option('--html <path>', 'a page of plots')
  .action(async (set: string | undefined, options: ConvergeOptions) => {
    exitCode = await converge(set, options, context);
  });

program
  .command('diversity')
  .description('how many different tracks an album or catalogue amounts to, and which are nearly the same')
  .argument('[set]', setMeaning)
  .option('--store <store>', storeMeaning)
  .option('--group-by <column>', 'of each group of the store that has the same artist, album, year …')
  .option('--groups <csv>', groupsMeaning)
  .option('--json', 'one JSON object')
  .action(async (set: string | undefined, options: DiversityOptions) => {
    exitCode = await diversity(set, options, context);
  });

const profile = program.command('profile').description('build, list and show profiles');
profile
  .command('build')
  .description('make a profile of the recordings in a folder, or of the rows of a table of features')
  .argument(
    '<source>',
    "the references, at least 8, better 60: a folder of recordings, a CSV table, or Essentia's JSON documents in a folder",
  )
  .option('--name <name>', 'what the profile is called; with --artist, the artist unless told')
  .option(
    '--artist <name>',
    "all of them are this artist's: an own profile, in which albums (else tracks) are kept apart",
  )
  .requiredOption('--out <path>', 'where it is written, as JSON')
  .option(
    '--groups <csv>',
    'a table with the columns path (relative to the table), artist, title and album; without it tags are read',
  )
  .option('--label <label>', 'only the rows of a table that have this label (column label, genre or class)')
  .action(async (source: string, options: ProfileBuildOptions) => {
    exitCode = await profileBuild(source, options, context);
  });
profile
  .command('list')
  .description('the embedded profiles')
  .option('--json', 'one JSON object per profile')
  .action((options: { json?: boolean }) => {
    exitCode = profileList(options, context);
  });
profile
  .command('show')
  .description('what a profile is made of: provenance, and each feature with its median and 5–95 % band')
  .argument('<name|path>', 'an embedded profile by name, or a profile file')
  .option('--genre <name|path>', 'instead, in what the artist of the profile surely differs from this genre')
  .option('--json', 'the document itself, or the differences')
  .action(async (name: string, options: { genre?: string; json?: boolean }) => {
    exitCode = await profileShow(name, options, context);
  });

program
  .command('serve')
  .description('a page in your browser, on this machine alone: drop a mix and it is analysed there, and goes nowhere')
  .option('--port <n>', 'where it is found; 0 takes a free one (7380 unless told)')
  .option('--export <folder>', 'instead, write the page as files for any static server')
  .action(async (options: { port?: string; export?: string }) => {
    exitCode = await serve(options, context);
  });

program
  .command('live')
  .description('the last 30 seconds of what is played, every 10 seconds: departure, tempo, microtiming, loudness')
  .argument('[source]', "'-' reads samples without a header from standard input; the microphone unless told")
  .addOption(new Option('--format <encoding>', 'of those samples').choices(['s16le', 'f32le']).default('s16le'))
  .option('--rate <hertz>', 'of those samples', '44100')
  .option('--channels <n>', 'of those samples, interleaved', '2')
  .option('--profile <name|path>', 'an embedded profile by name, or a profile file')
  .option('--json', 'one JSON object a reading')
  .action(async (source: string | undefined, options: LiveCommandOptions) => {
    exitCode = await live(source, options, context);
  });

program
  .command('features')
  .description('the registry: id, unit, aspect, formula, citation and transform of every feature')
  .option('--json', 'one JSON object per feature')
  .action((options: { json?: boolean }) => {
    exitCode = features(options, context);
  });
program
  .command('analysers')
  .description('what listens: inputs, outputs and references of every analyser')
  .option('--json', 'one JSON object per analyser')
  .action((options: { json?: boolean }) => {
    exitCode = analysers(options, context);
  });

try {
  await program.parseAsync();
} catch (error) {
  exitCode = exitCodeOf(error);
}
process.exitCode = exitCode;

function exitCodeOf(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done : exitCodes.usage;
  if (interruption.signal.aborted) return exitCodes.interrupted;
  context.tell(failureText(failureOf(error, 'swerve'), context.style));
  if (isCannotWrite(error)) return exitCodes.cannotWrite;
  return error instanceof SwerveError ? exitCodes.usage : exitCodes.ourFault;
}
