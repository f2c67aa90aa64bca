// Checks a proof file of the public log (C2SP tlog-proof@v1) in the browser alone: nothing is fetched, nothing is sent.
// A classic script, because a page opened from the disk may not load modules.
(() => {
  'use strict';

  const LONGEST = 393214, LONGEST_NOTE = 262144, MOST_SIGNATURES = 64, LONGEST_PATH = 63, NOTE = 1, COSIGNATURE = 4, LAST = (1n << 63n) - 1n;
  const utf8 = new TextEncoder();

  // One way to write each value: whatever else means the same is refused.
  const base64 = text => {
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)) return null;
    const bytes = atob(text);
    return btoa(bytes) === text ? Uint8Array.from(bytes, x => x.charCodeAt(0)) : null;
  };
  const hash = text => { const bytes = base64(text); return bytes && bytes.length === 32 ? bytes : null; };
  const number = text => /^(?:0|[1-9][0-9]{0,18})$/.test(text) && BigInt(text) <= LAST ? BigInt(text) : null;
  const isName = text => /^[^+\p{White_Space}]+$/u.test(text);
  const hex = bytes => Array.from(bytes, x => x.toString(16).padStart(2, '0')).join('');
  const join = (...parts) => Uint8Array.from(parts.flatMap(x => [...x]));
  const same = (a, b) => a.length === b.length && a.every((x, i) => x === b[i]);
  const sha256 = async bytes => new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  const leafHash = content => sha256(join([0], content));
  const nodeHash = (left, right) => sha256(join([1], left, right));

  const readText = bytes => {
    try {
      const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
      return /[\0-\x09\x0b-\x1f]/.test(text) ? null : text;
    } catch { return null; }
  };

  const readKey = async text => {
    const parts = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/.exec(text);
    const bytes = parts && isName(parts[1]) && base64(parts[3]);
    if (!bytes || bytes.length !== 33) return null;
    const id = (await sha256(join(utf8.encode(parts[1] + '\n'), bytes))).slice(0, 4);
    return hex(id) === parts[2] ? { name: parts[1], id, kind: bytes[0], key: bytes.slice(1) } : null;
  };

  const readSignature = line => {
    const parts = line.startsWith('\u2014 ') ? line.slice(2).split(' ') : [];
    const bytes = parts.length === 2 && isName(parts[0]) && base64(parts[1]);
    return bytes && bytes.length > 4 ? { name: parts[0], id: bytes.slice(0, 4), bytes: bytes.slice(4) } : null;
  };

  const readNote = text => {
    const end = text.lastIndexOf('\n\n');
    if (end < 0 || utf8.encode(text).length > LONGEST_NOTE || end + 2 === text.length || !text.endsWith('\n')) return null;
    const signatures = text.slice(end + 2, -1).split('\n').map(readSignature);
    if (signatures.length > MOST_SIGNATURES || signatures.includes(null)) return null;
    const body = text.slice(0, end + 1), [origin, size, root, ...more] = body.slice(0, -1).split('\n');
    if (!origin || more.includes('') || size === undefined || root === undefined) return null;
    const checkpoint = { body, signatures, origin, size: number(size), root: hash(root) };
    return checkpoint.size !== null && checkpoint.root ? checkpoint : null;
  };

  const readProof = bytes => {
    const text = bytes.length <= LONGEST ? readText(bytes) : null, end = text === null ? -1 : text.indexOf('\n\n');
    if (end < 0) return null;
    const lines = text.slice(0, end).split('\n'), note = readNote(text.slice(end + 2));
    if (!note || lines.shift() !== 'c2sp.org/tlog-proof@v1') return null;
    let content = null;
    if (lines.length && lines[0].startsWith('extra ')) {
      content = base64(lines.shift().slice(6));
      if (!content || !content.length) return null;
    }
    const place = lines.shift() ?? '', index = place.startsWith('index ') ? number(place.slice(6)) : null, path = lines.map(hash);
    return index === null || path.length > LONGEST_PATH || path.includes(null) ? null : { index, content, path, note };
  };

  // Every line of this key must be good, and there must be one; lines of other keys do not count.
  const isSigned = async (note, key) => {
    const own = note.signatures.filter(x => x.name === key.name && same(x.id, key.id));
    if (!own.length) return false;
    const publicKey = await crypto.subtle.importKey('raw', key.key, { name: 'Ed25519' }, false, ['verify']);
    for (const { bytes } of own) {
      let signature = bytes, message = note.body;
      if (key.kind === COSIGNATURE) {
        const time = bytes.length === 72 ? BigInt('0x' + hex(bytes.slice(0, 8))) : -1n;
        if (time < 0n || time > LAST) return false;
        [signature, message] = [bytes.slice(8), `cosignature/v1\ntime ${time}\n${note.body}`];
      }
      if (signature.length !== 64 || !await crypto.subtle.verify({ name: 'Ed25519' }, publicKey, signature, utf8.encode(message))) return false;
    }
    return true;
  };

  // RFC 9162 section 2.1.3.2.
  const isIncluded = async (leaf, index, size, path, root) => {
    let [place, last, at] = [index, size - 1n, leaf];
    for (const beside of path) {
      if (last === 0n) return false;
      if ((place & 1n) === 1n || place === last) {
        at = await nodeHash(beside, at);
        // The tree's right edge has no node beside it on these levels.
        while ((place & 1n) === 0n && place !== 0n) [place, last] = [place >> 1n, last >> 1n];
      } else at = await nodeHash(at, beside);
      [place, last] = [place >> 1n, last >> 1n];
    }
    return last === 0n && same(at, root);
  };

  const canSign = async () => {
    // The public key of test 1 in RFC 8032: a browser that knows Ed25519 takes it.
    const known = base64('11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=');
    try { return Boolean(await crypto.subtle.importKey('raw', known, { name: 'Ed25519' }, false, ['verify'])); } catch { return false; }
  };

  const judge = async (proof, key, witnesses) => {
    const { note } = proof;
    if (note.origin !== key.name) return 'wrong_origin';
    if (!await isSigned(note, key)) return 'bad_signature';
    for (const witness of witnesses) if (!await isSigned(note, witness)) return 'witness_missing';
    if (proof.index >= note.size) return 'wrong_index';
    if (!proof.content) return 'no_leaf';
    return await isIncluded(await leafHash(proof.content), proof.index, note.size, proof.path, note.root) ? 'valid' : 'wrong_path';
  };

  /** Verdict about the bytes of a proof file; logKey and witnessKeys are the texts of public keys. */
  const verifyProof = async (bytes, logKey, witnessKeys = []) => {
    if (!globalThis.crypto?.subtle) return { verdict: 'no_crypto' };
    if (!await canSign()) return { verdict: 'no_ed25519' };
    const key = await readKey(logKey), witnesses = await Promise.all(witnessKeys.map(readKey));
    if (key?.kind !== NOTE) return { verdict: 'bad_key' };
    if (witnesses.some(x => x?.kind !== COSIGNATURE)) return { verdict: 'bad_witness_key' };
    const proof = readProof(bytes);
    if (!proof) return { verdict: 'malformed' };
    const { note, index, content } = proof;
    return { verdict: await judge(proof, key, witnesses), origin: note.origin, size: note.size.toString(), index: index.toString(), content, leaf: content && hex(await leafHash(content)) };
  };
  globalThis.verifyProof = verifyProof;

  const sentences = {
    valid: ['有效：这条记录在日志里。', 'Valid: this record is in the log.'],
    malformed: ['这不是证明文件，或已被截断、改动。', 'This is no proof file, or it was cut off or changed.'],
    wrong_origin: ['文件说的是另一个日志，与公钥不符。', 'The file is about another log than the key’s.'],
    bad_signature: ['日志的公钥没有签过这份内容：文件被改过，或出自他人。', 'The log’s key did not sign this: the file was changed or somebody else made it.'],
    witness_missing: ['缺少所要求的见证人签名，或其签名不对。', 'A required witness did not sign this, or its signature is wrong.'],
    wrong_index: ['签名时日志还没有这么长。', 'The log was not that long when this was signed.'],
    no_leaf: ['文件里没有记录本身，无从核验。', 'The file does not carry the record, so there is nothing to check.'],
    wrong_path: ['从这条记录算不出日志签过的值：记录、位置或路径被改过。', 'The record does not lead to what the log signed: record, place or path were changed.'],
    bad_key: ['日志公钥写得不对，请整行复制。', 'This is no public key of a log. Copy the whole line.'],
    bad_witness_key: ['有一个见证人公钥写得不对。', 'One of the witnesses’ keys is none.'],
    no_crypto: ['浏览器在此地址不允许密码计算。请用 https 打开，或存盘后打开。', 'The browser allows no cryptography at this address. Open it by https, or save the page and open it from the disk.'],
    no_ed25519: ['这个浏览器不会验证 Ed25519 签名。请换用新版浏览器，或用命令 market verify-proof。', 'This browser cannot check Ed25519 signatures. Use a newer one, or the command market verify-proof.'],
  };
  const unknown = ['no_crypto', 'no_ed25519', 'bad_key', 'bad_witness_key'];

  const element = (name, text, english) => {
    const made = document.createElement(name);
    made.textContent = text;
    if (english) {
      const beside = document.createElement('span');
      beside.lang = 'en';
      beside.textContent = english;
      made.append(' ', beside);
    }
    return made;
  };

  const show = finding => {
    const box = document.createElement('div'), good = finding.verdict === 'valid', [words, english] = sentences[finding.verdict];
    box.className = good ? 'verdict' : 'verdict bad';
    box.dataset.verdict = finding.verdict;
    box.append(good ? element('h2', '✓ 有效', 'Valid') : unknown.includes(finding.verdict) ? element('h2', '未能核验', 'Not checked') : element('h2', '✗ 无效', 'Not valid'), element('p', words, english));
    if (good) {
      const list = document.createElement('dl');
      const rows = [['日志', 'Log', finding.origin], ['当时的记录数', 'Records in it then', finding.size], ['这条记录的序号（从 0 起）', 'Number of this record, from 0', finding.index], ['记录的散列值', 'Hash of the record', finding.leaf],
        ['记录', 'The record', readText(finding.content) ?? hex(finding.content)]];
      for (const [label, beside, value] of rows) list.append(element('dt', label, beside), element('dd', value));
      box.append(list);
    }
    document.getElementById('result').replaceChildren(box);
    box.scrollIntoView({ block: 'nearest' });
  };

  const start = () => {
    const at = id => document.getElementById(id), picked = { bytes: null };
    at('file').addEventListener('change', async () => {
      const file = at('file').files[0];
      // One byte more than allowed is enough to refuse it.
      picked.bytes = file ? new Uint8Array(await file.slice(0, LONGEST + 1).arrayBuffer()) : null;
      at('proof').value = picked.bytes ? readText(picked.bytes) ?? '' : '';
    });
    at('proof').addEventListener('input', () => { picked.bytes = null; at('file').value = ''; });
    at('check').addEventListener('submit', async event => {
      event.preventDefault();
      // Whoever copies a text easily loses its last newline or takes one along.
      const bytes = picked.bytes ?? utf8.encode(at('proof').value.trim() + '\n');
      show(await verifyProof(bytes, at('key').value.trim(), at('witnesses').value.split('\n').map(x => x.trim()).filter(Boolean)));
    });
  };
  start();
})();
