// What is wrong with the page in front of us, as a list of sentences.
// words: keys of all resources; chinese: the Chinese sentences; touch: whether fingers must hit what is on it.
({ words, chinese, touch }) => {
  const wrong = [];
  const say = element => element.outerHTML.slice(0, 120).replace(/\s+/g, ' ');
  const shown = element => { const box = element.getBoundingClientRect(); return box.width > 0 && box.height > 0 && getComputedStyle(element).visibility !== 'hidden'; };
  const root = document.documentElement;
  if (root.scrollWidth > innerWidth) {
    const wide = [...document.body.querySelectorAll('*')].filter(x => x.getBoundingClientRect().right > innerWidth + 1 && !x.closest('.vh,.rail,.tabs,.side ul,.scroll')).slice(-1);
    wrong.push(`wider than the window: ${root.scrollWidth} px ${wide.map(say)}`);
  }
  const headings = [...document.querySelectorAll('h1')].filter(shown).length;
  if (headings !== 1) wrong.push(`${headings} first headings`);
  if (!document.title.trim()) wrong.push('no title');
  for (const input of document.querySelectorAll('input:not([type=hidden]),select,textarea')) {
    const named = input.labels.length > 0 || input.getAttribute('aria-label') || input.getAttribute('aria-labelledby');
    if (!named) wrong.push(`no label: ${say(input)}`);
  }
  for (const button of document.querySelectorAll('button,a[href]'))
    if (!button.textContent.trim() && !button.getAttribute('aria-label')) wrong.push(`no name: ${say(button)}`);
  for (const picture of document.images)
    if (picture.complete && picture.naturalWidth === 0 && picture.loading !== 'lazy') wrong.push(`broken picture: ${picture.src}`);
  for (const box of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(box);
    if (!/hidden|clip/.test(style.overflowX) || box.matches('.vh,.vh *,input,textarea,svg,svg *,progress,.pic,.count,.cards thead,.cards thead *') || !shown(box)) continue;
    if (box.scrollWidth > box.clientWidth + 1) wrong.push(`cut off: ${say(box)}`);
  }
  if (touch)
    for (const target of document.querySelectorAll('button,a.btn,input:not([type=hidden],[type=checkbox],[type=radio]),select,textarea,nav a,summary,label.choice,label.tick'))
      if (shown(target) && !target.closest('.vh,.crumbs') && !target.matches('.skip') && target.getBoundingClientRect().height < 43.5) wrong.push(`small for a finger: ${say(target)}`);
  const keys = new Set(words), sentences = new Set(chinese);
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const said = [...document.querySelectorAll('[aria-label],[placeholder],[alt]')].flatMap(x => ['aria-label', 'placeholder', 'alt'].map(name => [x.getAttribute(name) ?? '', x]));
  while (texts.nextNode()) said.push([texts.currentNode.data, texts.currentNode.parentElement]);
  for (const [text, where] of said) {
    for (const word of text.split(/[\s::,。()()]+/)) if (keys.has(word) && word.includes('.') && !where.closest('code')) wrong.push(`a key for a word: ${word}`);
    if (root.lang === 'en' && sentences.has(text.trim()) && !where.closest('body :not(html)[lang="zh-CN"],.brand,[translate=no]')) wrong.push(`Chinese on an English page: ${text.trim()}`);
  }
  return [...new Set(wrong)];
}
