// Small comforts; every page works without them.
document.addEventListener('click', event => {
  const step = event.target.closest('[data-step]');
  if (!step) return;
  const input = step.parentElement.querySelector('input');
  const by = Number(input.step || 1) * Number(step.dataset.step);
  input.value = Math.max(Number(input.min || 0), Math.round((Number(input.value) + by) * 1000) / 1000);
  input.dispatchEvent(new Event('change', { bubbles: true }));
  event.preventDefault();
});
document.addEventListener('submit', event => {
  // One press is enough: the second one would only repeat the same order.
  const button = event.submitter;
  if (button && button.closest('form[data-once]')) setTimeout(() => { button.disabled = true; }, 0);
});
const summary = document.querySelector('.error-summary');
if (summary) summary.focus();
document.addEventListener('change', event => {
  if (event.target.closest('form[data-autosubmit]')) event.target.form.requestSubmit();
});
// Where one is stays in sight on bars that scroll sideways.
for (const here of document.querySelectorAll('.side [aria-current],.rail [aria-current],.tabs [aria-current]')) {
  const bar = here.closest('ul,.rail,.tabs');
  bar.scrollLeft = here.offsetLeft - (bar.clientWidth - here.offsetWidth) / 2;
}
// A link to something folded unfolds it.
const unfold = () => {
  const target = document.getElementById(location.hash.slice(1));
  if (target?.tagName === 'DETAILS') target.open = true;
};
addEventListener('hashchange', unfold);
unfold();
// Whoever signs out leaves no pages behind on this phone.
document.addEventListener('submit', event => {
  if (event.target.getAttribute('action') !== '/logout' || !self.caches) return;
  event.preventDefault();
  const leave = () => event.target.submit();
  caches.delete('field-pages').then(leave, leave);
});
