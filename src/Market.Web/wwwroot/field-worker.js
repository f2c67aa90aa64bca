// Pages of lots, plots and goods-in that were visited open without a network. The network goes first; what one person saw is never shown to another.
const pages = 'field-pages', parts = 'field-parts', who = '/field-person', most = 60;

addEventListener('install', () => skipWaiting());
addEventListener('activate', event => event.waitUntil(clients.claim()));

const keep = async (name, request, answer) => {
  const cache = await caches.open(name);
  await cache.put(request, answer);
  const kept = (await cache.keys()).filter(x => !x.url.endsWith(who));
  for (const old of kept.slice(0, Math.max(0, kept.length - most))) await cache.delete(old);
};
const person = async () => {
  const kept = await (await caches.open(pages)).match(who);
  return kept ? kept.text() : '';
};
const page = async request => {
  let answer;
  try {
    answer = await fetch(request);
  } catch (offline) {
    const kept = await (await caches.open(pages)).match(request, { ignoreVary: true });
    if (kept) return kept;
    throw offline;
  }
  const whose = answer.headers.get('Field-Person');
  // Led to the sign-in, or refused: nobody who may see the pages is signed in.
  if (answer.type === 'opaqueredirect' || answer.status === 401 || answer.status === 403) await caches.delete(pages);
  else if (answer.ok && whose) {
    if (await person() !== whose) await caches.delete(pages);
    await (await caches.open(pages)).put(who, new Response(whose));
    await keep(pages, request, answer.clone());
  }
  return answer;
};
const part = async request => {
  try {
    const answer = await fetch(request);
    if (answer.ok) await keep(parts, request, answer.clone());
    return answer;
  } catch (offline) {
    const kept = await (await caches.open(parts)).match(request, { ignoreVary: true });
    if (kept) return kept;
    throw offline;
  }
};

addEventListener('fetch', event => {
  const { request } = event, url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request));
  else if (/^\/(css|js|lib|img|pic)\//.test(url.pathname)) event.respondWith(part(request));
});
