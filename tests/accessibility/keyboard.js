// What the tab key must reach, and what it reached.
const named = e => {
  const text = (e.getAttribute('aria-label') || e.textContent).trim().replace(/\s+/g, ' ');
  return `${e.localName} "${text.slice(0, 40)}"`;
};
const inView = e => {
  const box = e.getBoundingClientRect();
  return box.width > 1 && box.height > 1 && box.right > 0 && box.left < innerWidth
    && box.bottom > 0 && box.top < innerHeight;
};
// What a focus ring may be made of.
const look = e => {
  const s = getComputedStyle(e);
  const drawn = s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2;
  return (drawn ? `${s.outlineStyle} ${s.outlineWidth} ${s.outlineColor}` : '') + '/' + s.boxShadow;
};
function stops() {
  const all = document.querySelectorAll(
    'a[href], area[href], summary, button, input, select, textarea, [tabindex], [contenteditable]');
  return [...all].filter(e =>
    e.tabIndex >= 0 && !e.disabled && e.checkVisibility({ visibilityProperty: true }));
}
function skipLink() {
  const link = document.activeElement;
  if (!link.matches('a[href^="#"]')) return [`the first stop is ${named(link)}`];
  return inView(link) ? [] : ['the skip link stays out of sight when it has the focus'];
}
function skipped() {
  const main = document.querySelector('main') ?? document.body;
  const inside = stops().some(e => main.contains(e));
  return inside && !main.contains(document.activeElement)
    ? [`after the skip link the next stop is ${named(document.activeElement)}`] : [];
}
function toSummary() {
  const summary = document.querySelector('details:not([open]) > summary');
  if (summary) summary.focus();
  return summary !== null;
}
function opened() {
  const summary = document.activeElement;
  return summary.localName === 'summary' && !summary.parentElement.open
    ? [`Enter does not open ${named(summary)}`] : [];
}
function watch() {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const expected = stops();
  const order = new Map(expected.map((e, i) => [e, i]));
  const plain = expected.map(look);
  window.seen = { expected, order: [], unseen: [] };
  document.addEventListener('focusin', event => {
    const place = order.get(event.target);
    seen.order.push(place ?? named(event.target));
    if (place !== undefined && look(event.target) === plain[place]) seen.unseen.push(place);
  });
  return expected.length;
}
function reached() {
  const { expected, order, unseen } = seen;
  const found = [];
  for (let i = 0; i < expected.length; i++) {
    if (order[i] !== i) {
      const other = order[i] === undefined ? 'nothing'
        : typeof order[i] === 'number' ? named(expected[order[i]]) : order[i];
      found.push(`stop ${i + 1} of ${expected.length} is ${other}, not ${named(expected[i])}`);
      break;
    }
  }
  const kinds = new Set(unseen.map(i => `focus is not seen on ${expected[i].localName}`));
  return found.concat([...kinds]);
}
