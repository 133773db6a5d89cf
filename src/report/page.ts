import { escapeMarkup } from './escape-markup.js';

/** One self-contained page: a title, what was found in a sentence, and what follows, in HTML. */
export function page(title: string, found: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeMarkup(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${escapeMarkup(title)}</h1>
<p class="finding">${escapeMarkup(found)}.</p>
${body}
</main>
</body>
</html>
`;
}

export function figure(title: string, note: string, svg: string): string {
  return `<figure><figcaption><b>${title}</b> ${note}</figcaption>${svg}</figure>`;
}

/** A and B differ in hue, in lightness and in how their marks are filled. */
const style = `
:root { color-scheme: light dark; --page: #fcfcfa; --ink: #1c1c1a; --faint: #63635e; --grid: #e4e3dd; --a: #1f6fc4; --b: #c8500a; }
@media (prefers-color-scheme: dark) { :root { --page: #171716; --ink: #ecebe6; --faint: #a3a29b; --grid: #33332f; --a: #6fb1f5; --b: #ff9a52; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 1000px; margin: 0 auto; padding: 24px 16px 48px; }
h1 { font-size: 1.5rem; margin: 0 0 8px; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 32px 0 8px; }
p { margin: 0 0 8px; }
.finding { font-size: 1.2rem; font-weight: 600; }
.key { list-style: none; margin: 16px 0; padding: 0; display: flex; flex-wrap: wrap; gap: 4px 24px; overflow-wrap: anywhere; }
.key span { display: inline-block; width: 10px; height: 10px; margin-right: 8px; border: 2px solid var(--own); border-radius: 50%; }
.a { --own: var(--a); } .b { --own: var(--b); }
.key .b span { background: var(--own); }
.plots { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 24px; align-items: start; }
figure { margin: 0; } figcaption { color: var(--faint); font-size: .875rem; } figcaption b { color: var(--ink); display: block; font-size: 1rem; }
svg { width: 100%; height: auto; display: block; }
svg text { fill: var(--faint); font: 11px system-ui, sans-serif; } svg .label { font-size: 12px; }
.grid { stroke: var(--grid); } .zero { stroke: var(--faint); stroke-dasharray: 3 3; }
.line { fill: none; stroke: var(--own); stroke-width: 2; stroke-linejoin: round; }
.dots { stroke: var(--own); stroke-width: 1.5; } .dots.a { fill: var(--page); } .dots.b { fill: var(--own); fill-opacity: .75; }
.dot { fill: var(--own); } .band { fill: var(--own); fill-opacity: .18; }
table { border-collapse: collapse; margin: 0 0 24px; display: block; overflow-x: auto; font-variant-numeric: tabular-nums; }
th, td { text-align: left; vertical-align: top; padding: 4px 16px 4px 0; border-bottom: 1px solid var(--grid); white-space: nowrap; }
th { font-weight: 500; } thead th { color: var(--faint); font-size: .875rem; } small { display: block; color: var(--faint); }
dt { font-weight: 600; } dd { margin: 0 0 8px; color: var(--faint); } code { font-size: .8rem; overflow-wrap: anywhere; }
`;
