/**
 * Of every page. A (what is compared with) and B (what is asked about) differ in hue, in lightness and in how their
 * marks are filled, so that they are told apart in grey.
 */
export const reportStyle = `
:root { color-scheme: light dark; --page: #fbfaf7; --ink: #1b1b19; --faint: #62615b; --grid: #e3e1d9; --a: #2f6db0; --b: #b8420a; }
@media (prefers-color-scheme: dark) { :root { --page: #161615; --ink: #ecebe5; --faint: #a5a49c; --grid: #35352f; --a: #7db4ee; --b: #ff9b57; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 Inter, system-ui, -apple-system, 'Segoe UI', sans-serif; -webkit-text-size-adjust: 100%; }
main { max-width: 1180px; margin: 0 auto; padding: 40px 20px 64px; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 4px; overflow-wrap: anywhere; letter-spacing: -.01em; }
h2 { font-size: 1.15rem; line-height: 1.3; margin: 0 0 4px; letter-spacing: -.005em; }
h3 { font-size: 1rem; line-height: 1.3; margin: 0; }
p { margin: 0 0 8px; } section { margin: 48px 0 0; } main > h2 { margin-top: 48px; }
.faint, figcaption p, .note { color: var(--faint); font-size: .875rem; } .note { max-width: 68ch; margin-bottom: 16px; } .columns + .note { margin-top: 20px; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.finding { font-size: 1.2rem; font-weight: 600; }
.key { list-style: none; margin: 16px 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 24px; overflow-wrap: anywhere; }
.key span { display: inline-block; width: 10px; height: 10px; margin-right: 8px; border: 2px solid var(--own); border-radius: 50%; }
.a { --own: var(--a); } .b { --own: var(--b); }
.key .b span { background: var(--own); }
.answer { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 32px 64px; margin-top: 32px; align-items: start; }
.answer h2 { font-size: 1rem; font-weight: 500; color: var(--faint); margin: 0 0 4px; }
.number { font-size: clamp(5rem, 16vw, 8rem); line-height: .95; font-weight: 600; letter-spacing: -.045em; font-variant-numeric: tabular-nums lining-nums; margin: 0 0 4px; width: fit-content; display: flex; flex-wrap: wrap; align-items: baseline; gap: 8px 10px; }
.number small { font-size: 1rem; line-height: 1.3; font-weight: 400; letter-spacing: 0; color: var(--faint); }
.ends { display: flex; justify-content: space-between; align-items: baseline; color: var(--faint); margin: 0 0 12px; } p.ends, .ends span { font-size: .8125rem; font-weight: 400; }
.sentence { font-size: 1.25rem; line-height: 1.4; text-wrap: balance; margin: 0 0 8px; }
.rows { list-style: none; margin: 8px 0 0; padding: 0; }
.rows > li { display: grid; gap: 2px 20px; align-items: center; padding: 9px 0; border-top: 1px solid var(--grid); }
.rows > li:last-child { border-bottom: 1px solid var(--grid); }
.rows .value { font-variant-numeric: tabular-nums; white-space: nowrap; } .rows .value b { font-weight: 600; }
.rows small { color: var(--faint); font-size: .8125rem; line-height: 1.35; }
.aspects > li { grid-template-columns: 5.4em minmax(80px, 1fr) 7.4em 2.6em; } .aspects + .aspects { margin-top: 20px; } .aspects .value b { display: inline-block; min-width: 1.9em; text-align: right; }
.traits > li { grid-template-columns: minmax(0, 1.25fr) 4.8em minmax(100px, 1fr) 2.6em; } .traits .value { text-align: right; }
.changes > li { grid-template-columns: minmax(0, 1.25fr) minmax(90px, 1fr) 8.2em; }
.genres { max-width: 680px; } .genres > li { grid-template-columns: minmax(5em, 1fr) minmax(90px, 2fr) 5em 5.4em; }
.aspects .part, .traits .part { text-align: right; font-variant-numeric: tabular-nums; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 480px), 1fr)); gap: 48px 64px; align-items: start; } .columns section { margin: 0; } .columns .note { min-height: 2.9em; } section.columns { margin-top: 48px; }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 330px), 1fr)); gap: 40px 40px; align-items: start; }
figure { margin: 0; } figcaption { min-height: 5.6em; } figcaption p { margin: 2px 0 8px; }
.absent { border: 1px dashed var(--grid); border-radius: 6px; padding: 24px 16px; color: var(--faint); }
details { font-size: .875rem; margin-top: 8px; } details.wide { margin-top: 16px; } summary { color: var(--faint); cursor: pointer; padding: 4px 0; }
.drawing { width: 100%; height: auto; display: block; overflow: visible; } .strip { width: 100%; height: 20px; display: block; overflow: visible; }
svg text { fill: var(--faint); font-size: 12px; font-variant-numeric: tabular-nums; } svg .label { font-size: 13px; }
svg .figure { font-size: 24px; font-weight: 600; fill: var(--ink); } svg .named { fill: var(--ink); }
.grid { stroke: var(--grid); fill: none; } .grid.strong { stroke: var(--faint); } .zero { stroke: var(--ink); stroke-dasharray: 4 3; }
.rail { stroke: var(--grid); stroke-width: 2; } .tick { stroke: var(--faint); } .degree { stroke: var(--faint); stroke-dasharray: 2 3; }
.line { fill: none; stroke: var(--own); stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; } .line.thick { stroke-width: 4; stroke-linecap: butt; } .line.dashed { stroke-dasharray: 5 4; }
.dots { stroke: var(--own); stroke-width: 1.5; } .dots.a { fill: var(--page); } .dots.b { fill: var(--own); fill-opacity: .75; }
.ring { fill: var(--page); stroke: var(--own); stroke-width: 1.5; } .hollow { fill: none; stroke: var(--faint); }
.dot { fill: var(--own); stroke: var(--page); stroke-width: 1.5; } .band { fill: var(--own); fill-opacity: .18; } .box { fill: var(--own); fill-opacity: .22; stroke: var(--own); stroke-opacity: .6; }
.area { fill: var(--own); fill-opacity: .35; stroke: var(--own); stroke-width: 1.2; } .bar { fill: var(--own); } .open { fill: var(--page); stroke: var(--own); stroke-width: 2; } .part .bar { fill-opacity: .6; } .compared { fill: var(--grid); fill-opacity: .55; }
.says { cursor: help; } .says:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; border-radius: 2px; } .says:hover .ring, .says:hover .bar { stroke: var(--ink); stroke-width: 2; }
#says { position: fixed; z-index: 1; max-width: min(34ch, calc(100vw - 16px)); padding: 8px 12px; border-radius: 6px; background: var(--ink); color: var(--page); font-size: .875rem; line-height: 1.4; pointer-events: none; }
.table { overflow-x: auto; margin: 0 0 24px; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .875rem; }
th, td { text-align: left; vertical-align: top; padding: 4px 16px 4px 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
th { font-weight: 500; } thead th { color: var(--faint); } th small { display: block; color: var(--faint); }
dl { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 4px 20px; font-size: .875rem; margin: 8px 0 0; } dt { font-weight: 500; } dd { margin: 0; color: var(--faint); overflow-wrap: anywhere; } code { font-size: .8125rem; overflow-wrap: anywhere; }
@media (max-width: 560px) {
  main { padding: 24px 16px 48px; } .columns .note { min-height: 0; } section { margin-top: 40px; } figcaption { min-height: 0; }
  .aspects > li { grid-template-columns: 1fr auto 2.6em; } .traits > li { grid-template-columns: 1fr auto 2.6em; } .changes > li { grid-template-columns: 1fr auto; } .genres > li { grid-template-columns: 1fr auto 5em; }
  .rows > li > .track { grid-column: 1 / -1; grid-row: 2; }
  dl { grid-template-columns: 1fr; gap: 0; } dd { margin-bottom: 8px; }
}
@page { margin: 14mm; }
@media print {
  :root { color-scheme: light; --page: #fff; --ink: #000; --faint: #444; --grid: #ccc; --a: #2f6db0; --b: #b8420a; }
  body { font-size: 10pt; } main { max-width: none; padding: 0; } figure, .rows > li { break-inside: avoid; } section { margin-top: 20pt; } h2, h3 { break-after: avoid; }
  .number { font-size: 64pt; } .answer { grid-template-columns: 1fr 1fr; } .plots { grid-template-columns: 1fr 1fr; gap: 16pt 24pt; } figcaption { min-height: 0; }
  details, #says { display: none; } svg { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
}
`;
