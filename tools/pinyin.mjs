// Writes src/Market.Catalog/Search/pinyin.txt from the npm package pinyin-pro (MIT).
//   npm install --prefix /tmp/pinyin pinyin-pro@3.29.4
//   NODE_PATH=/tmp/pinyin/node_modules node tools/pinyin.mjs > src/Market.Catalog/Search/pinyin.txt
// One line a syllable: syllable, the characters whose usual reading it is, the characters that are also read so.
import { createRequire } from 'node:module';
const { polyphonic } = createRequire(process.env.NODE_PATH + '/')('pinyin-pro');

const Readings = 3; // a character's rarer readings are names and old texts
const usual = new Map(), also = new Map();
const put = (map, syllable, char) => map.set(syllable, (map.get(syllable) ?? '') + char);

for (let code = 0x4e00; code <= 0x9fa5; code++) {
  const char = String.fromCodePoint(code);
  const readings = [...new Set(polyphonic(char, { type: 'array', toneType: 'none' })[0])]
    .filter(reading => /^[a-zü]{1,6}$/.test(reading) && reading !== char).slice(0, Readings);
  // Keyboards have no ü: people type lv or lu.
  const typed = [...new Set([...readings.map(x => x.replace('ü', 'v')), ...readings.filter(x => x.includes('ü')).map(x => x.replace('ü', 'u'))])];
  typed.forEach((syllable, i) => put(i === 0 ? usual : also, syllable, char));
}
console.log('# Syllables without tones, from pinyin-pro 3.29.4 (MIT, see pinyin.NOTICE.txt); written by tools/pinyin.mjs.');
for (const syllable of [...new Set([...usual.keys(), ...also.keys()])].sort())
  console.log([syllable, usual.get(syllable) ?? '', also.get(syllable) ?? ''].join('\t').trimEnd());
