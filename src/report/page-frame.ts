import { contentHash } from '../profiles/content-hash.js';
import { escapeMarkup } from './escape-markup.js';
import { explainScript } from './explain-script.js';
import { reportStyle } from './report-style.js';

/**
 * One HTML document that needs nothing else: styles are in it, and the one small script where something has a sentence to
 * say; nothing is fetched.
 */
export function pageFrame(title: string, body: string): string {
  const speaks = body.includes('class="says');
  const scripts = speaks ? `; script-src 'sha256-${base64(contentHash(explainScript))}'` : '';
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data:${scripts}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeMarkup(title)}</title>
<style>${reportStyle}</style>
</head>
<body>
<main>
${body}
</main>${speaks ? `\n<script>${explainScript}</script>` : ''}
</body>
</html>
`;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function base64(hexadecimal: string): string {
  const bits = [...hexadecimal].map((digit) => Number.parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  const text = (bits.match(/.{1,6}/g) ?? []).map((six) => digits[Number.parseInt(six.padEnd(6, '0'), 2)]).join('');
  return text.padEnd(Math.ceil(text.length / 4) * 4, '=');
}
