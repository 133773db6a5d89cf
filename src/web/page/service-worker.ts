// Keeps the page's files, so that it works without a network: the newest where the server answers, else those kept.

/** What is used of a service worker's global scope; the library that describes it cannot be mixed with the page's. */
type Waiting = Event & { waitUntil(done: Promise<unknown>): void };
type Fetching = Event & { readonly request: Request; respondWith(response: Promise<Response>): void };
type Scope = {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Waiting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
};
const scope = globalThis as unknown as Scope;

const cacheName = 'swerve';
const files = [
  './',
  'index.html',
  'page.css',
  'page.js',
  'report.css',
  'explain.js',
  'engine-worker.js',
  'live-tap.js',
  'icon.svg',
  'manifest.webmanifest',
  'licences.txt',
];

scope.addEventListener('install', (event) => {
  event.waitUntil(caches.open(cacheName).then((cache) => cache.addAll(files)));
  void scope.skipWaiting();
});
scope.addEventListener('activate', (event) => event.waitUntil(scope.clients.claim()));
scope.addEventListener('fetch', (event) => {
  if (event.request.method === 'GET') event.respondWith(newestOrKept(event.request));
});

async function newestOrKept(request: Request): Promise<Response> {
  const cache = await caches.open(cacheName);
  try {
    const response = await fetch(request);
    if (response.ok) await cache.put(request, response.clone());
    return response;
  } catch (error) {
    const kept = await cache.match(request, { ignoreSearch: true });
    if (kept !== undefined) return kept;
    throw error;
  }
}
