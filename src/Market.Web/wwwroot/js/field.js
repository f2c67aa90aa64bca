// Forms marked data-queue: kept on this phone until the server has answered. Without this script they are sent straight.
(() => {
  const box = document.getElementById('field');
  if (!box || !window.indexedDB || !window.fetch) return;
  const words = box.dataset, person = words.person, list = box.querySelector('[data-list]'), state = box.querySelector('[data-state]');
  const first = 5000, longest = 300000;
  let pause = first, timer = 0, busy = null;

  // --- the store: one entry for each form, by its key
  const opened = new Promise((yes, no) => {
    const request = indexedDB.open('field', 1);
    request.onupgradeneeded = () => request.result.createObjectStore('forms', { keyPath: 'id' });
    request.onsuccess = () => yes(request.result);
    request.onerror = () => no(request.error);
  });
  const stored = async (mode, ask) => {
    const db = await opened;
    return new Promise((yes, no) => {
      const deed = db.transaction('forms', mode), request = ask(deed.objectStore('forms'));
      deed.oncomplete = () => yes(request.result);
      deed.onabort = deed.onerror = () => no(deed.error);
    });
  };
  const keep = entry => stored('readwrite', x => x.put(entry));
  const drop = id => stored('readwrite', x => x.delete(id));
  const find = id => stored('readonly', x => x.get(id));
  const mine = async () => (await stored('readonly', x => x.getAll())).filter(x => x.person === person).sort((x, y) => x.typedAt - y.typedAt);

  const newKey = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), x => x.toString(16).padStart(2, '0')).join('');
  const say = text => { state.textContent = text; };

  // --- what waits, on the page
  const show = async () => {
    const entries = await mine();
    list.textContent = '';
    for (const entry of entries) {
      const item = box.querySelector('template').content.cloneNode(true);
      item.querySelector('[data-label]').textContent = entry.label;
      const time = item.querySelector('time'), at = new Date(entry.typedAt);
      time.dateTime = at.toISOString();
      time.textContent = at.toLocaleString(document.documentElement.lang, { timeZone: 'Asia/Shanghai', dateStyle: 'medium', timeStyle: 'short' });
      item.querySelector('[data-why]').textContent = entry.refusal || words.waits;
      const open = item.querySelector('[data-open]');
      if (entry.refusal) open.href = entry.page + '#again-' + entry.id;
      else open.remove();
      item.querySelector('[data-drop]').addEventListener('click', async () => {
        if (!confirm(words.sure)) return;
        await drop(entry.id);
        await show();
      });
      item.firstElementChild.classList.toggle('refused', !!entry.refusal);
      list.append(item);
    }
    box.querySelector('[data-send]').hidden = !entries.some(x => !x.refusal);
    box.hidden = entries.length === 0 && !state.textContent;
    return entries;
  };

  // --- sending
  // A network that answers nothing must not keep all later forms waiting. A timer of our own, for old phones know no AbortSignal.timeout.
  const ask = async (address, seconds, how) => {
    const stop = window.AbortController ? new AbortController() : null, alarm = setTimeout(() => stop && stop.abort(), seconds * 1000);
    try {
      const answer = await fetch(address, Object.assign({ redirect: 'manual', credentials: 'same-origin' }, how, stop && { signal: stop.signal }));
      const isJson = (answer.headers.get('Content-Type') || '').startsWith('application/json');
      return { type: answer.type, status: answer.status, ok: answer.ok, said: isJson ? await answer.json() : null };
    } finally {
      clearTimeout(alarm);
    }
  };
  const session = async () => {
    const answer = await ask('/office/field', 60, { cache: 'no-store' });
    if (answer.type === 'opaqueredirect' || answer.status === 401) return null;
    if (!answer.ok || !answer.said) throw new Error(answer.status);
    return answer.said;
  };
  const post = async (entry, now) => {
    const body = new FormData();
    for (const [name, value] of entry.fields) body.append(name, value);
    body.append('once', entry.id);
    // The phone's clock may be wrong; how long ago it was is right.
    body.append('at', new Date(entry.typedAt + (now.server - now.phone)).toISOString());
    body.append('__RequestVerificationToken', now.token);
    const pictures = entry.fields.some(x => typeof x[1] !== 'string');
    const answer = await ask(entry.action, pictures ? 900 : 120, { method: 'POST', body, headers: { 'Field-Kept': '1' } });
    if (answer.type === 'opaqueredirect') return { refusal: words.forbidden };
    if (answer.ok && answer.said) return answer.said;
    if (answer.status === 408 || answer.status === 429 || answer.status >= 500) throw new Error(answer.status);
    return { refusal: (answer.said && answer.said.refusal) || words.damaged };
  };
  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(send, pause);
    pause = Math.min(pause * 2, longest);
  };
  const run = async () => {
    let sent = null, count = 0;
    const waiting = (await mine()).filter(x => !x.refusal);
    if (waiting.length === 0) return null;
    try {
      say(words.sending);
      const found = await session();
      if (!found) return say(words.expired), null;
      if (found.person !== person) return say(words.other), null;
      const now = { server: Date.parse(found.now), phone: Date.now(), token: found.token };
      for (const { id } of waiting) {
        // Another tab may have sent it, or it was deleted.
        const entry = await find(id);
        if (!entry || entry.refusal) continue;
        const said = await post(entry, now);
        if (said.refusal) await keep(Object.assign(entry, { refusal: said.refusal }));
        else {
          await drop(id);
          sent = said.next;
          count++;
        }
      }
      pause = first;
      say(count > 0 ? words.sent.replace('{0}', count) : '');
    } catch (failure) {
      say(words.offline);
      later();
    }
    return sent;
  };
  const locked = work => navigator.locks ? navigator.locks.request('field', work) : work();
  const send = () => busy || (busy = locked(run).then(async next => {
    busy = null;
    await show();
    return next;
  }));

  // --- filling in
  const form = entry => Array.from(document.querySelectorAll('form[data-queue]')).find(x => x.getAttribute('action') === entry.action);
  // Photos go back into the form too; a browser that lets nobody do that asks for them again.
  const attach = (field, files) => {
    try {
      const picked = new DataTransfer();
      for (const file of files) picked.items.add(file);
      field.files = picked.files;
      return field.files.length === files.length;
    } catch (old) {
      return false;
    }
  };
  const fill = async () => {
    const again = location.hash.startsWith('#again-') && await find(location.hash.slice(7)), target = again && form(again);
    if (!again || again.person !== person || !target) return;
    let whole = true;
    for (const field of target.elements) {
      const typed = again.fields.filter(([name]) => name === field.name).map(x => x[1]), values = typed.filter(x => typeof x === 'string');
      // A field nobody picked a file in was kept as an empty one.
      const files = typed.filter(x => typeof x !== 'string' && x.size > 0);
      if (files.length > 0) whole = attach(field, files) && whole;
      else if (field.type === 'checkbox' || field.type === 'radio') field.checked = values.includes(field.value);
      else if (values.length > 0 && field.type !== 'hidden' && field.type !== 'file') field.value = values[0];
    }
    target.dataset.again = again.id;
    const folded = target.closest('details');
    if (folded) folded.open = true;
    say(whole ? again.refusal : again.refusal + ' ' + words.pictures);
    box.hidden = false;
    target.scrollIntoView();
  };
  document.addEventListener('submit', async event => {
    const target = event.target, button = event.submitter;
    if (!target.matches('form[data-queue]') || target.dataset.straight) return;
    event.preventDefault();
    if (target.dataset.busy) return;
    target.dataset.busy = '1';
    const fields = Array.from(new FormData(target)).filter(([name]) => name !== '__RequestVerificationToken');
    if (button && button.name) fields.push([button.name, button.value]);
    const entry = { id: newKey(), person, page: location.pathname, action: target.getAttribute('action'), label: target.dataset.queue, fields, typedAt: Date.now(), refusal: '' };
    try {
      await keep(entry);
      if (target.dataset.again) await drop(target.dataset.again);
    } catch (full) {
      // Nothing can be kept here: the form goes the usual way.
      target.dataset.straight = '1';
      target.requestSubmit ? target.requestSubmit(button) : target.submit();
      return;
    }
    delete target.dataset.again;
    if (busy) await busy;
    const next = await send(), left = await find(entry.id);
    delete target.dataset.busy;
    if (!left && next) return location.assign(next);
    if (left && left.refusal) target.dataset.again = left.id;
    else target.reset();
    if (left && left.refusal) say(left.refusal);
    box.hidden = false;
    box.focus();
  });
  // A page that was kept shows the day it was kept on.
  for (const day of document.querySelectorAll('[data-today]')) {
    const today = new Date(Date.now() + 8 * 3600000).toISOString().slice(0, 10);
    if (day.value === day.defaultValue && day.value < today) day.value = today;
  }
  box.querySelector('[data-send]').addEventListener('click', send);
  addEventListener('online', () => { pause = first; send(); });
  addEventListener('focus', show);
  addEventListener('hashchange', fill);
  show().then(fill).then(send, () => {});
  if (navigator.serviceWorker) for (const scope of ['/office/lots', '/office/plots', '/office/goods-in']) navigator.serviceWorker.register('/field-worker.js', { scope });
})();
