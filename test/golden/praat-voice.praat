# Jitter, shimmer, harmonicity and cepstral peak prominence of recorded voices, as Praat measures them.
#
# Run: praat --run test/golden/praat-voice.praat ../../../shared/data/singing > test/golden/praat-voice.json
# (Praat takes the folder as seen from this script.)

form Voices
  text folder
endform

files = Create Strings as file list: "files", folder$ + "/*.flac"
Sort
count = Get number of strings
writeInfoLine: "{""provenance"": {""command"": ""praat --run test/golden/praat-voice.praat ../../../shared/data/singing"", ""version"": ""Praat ", praatVersion$, """},"
appendInfoLine: """columns"": [""file"", ""jitter %"", ""shimmer dB"", ""harmonicity dB"", ""CPPS dB""],"
appendInfoLine: """recordings"": ["
for i to count
  selectObject: files
  name$ = Get string: i
  sound = Read from file: folder$ + "/" + name$
  pitch = noprogress To Pitch (ac): 0, 75, 15, "no", 0.03, 0.45, 0.01, 0.35, 0.14, 1000
  selectObject: sound, pitch
  cycles = noprogress To PointProcess (cc)
  jitter = Get jitter (local): 0, 0, 0.0001, 0.02, 1.3
  selectObject: sound, cycles
  shimmer = Get shimmer (local_dB): 0, 0, 0.0001, 0.02, 1.3, 1.6
  selectObject: sound
  harmonicity = noprogress To Harmonicity (cc): 0.01, 75, 0.1, 1
  mean = Get mean: 0, 0
  selectObject: sound
  cepstrogram = noprogress To PowerCepstrogram: 60, 0.01, 5000, 50
  prominence = Get CPPS: "no", 0.02, 0.0005, 60, 800, 0.05, "parabolic", 0.001, 0.05, "Straight", "Least squares"
  comma$ = if i < count then "," else "" fi
  appendInfoLine: "[""", name$, """, ", fixed$ (100 * jitter, 4), ", ", fixed$ (shimmer, 4), ", ", fixed$ (mean, 3), ", ", fixed$ (prominence, 3), "]", comma$
  removeObject: sound, pitch, cycles, harmonicity, cepstrogram
endfor
appendInfoLine: "]}"
