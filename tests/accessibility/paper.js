// Marks pairs of places in the page as it prints; returns each pair's name and words to know it by.
(() => {
  const made = [];
  const mark = (name, before, parent) => {
    const span = document.createElement('span');
    // Isolated: a mark of direction in the text around may not turn it round.
    span.style.cssText = 'font-size:2px;white-space:nowrap;unicode-bidi:isolate;direction:ltr;color:#000';
    span.textContent = `zq${name}z`;
    parent.insertBefore(span, before);
  };
  const texts = root => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT, node =>
      node.data.trim() && node.parentElement.checkVisibility() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP);
    const list = [];
    while (walker.nextNode()) list.push(walker.currentNode);
    return list;
  };
  const pair = (name, from, to, text) => {
    mark(name + 'a', from, from.parentNode);
    mark(name + 'b', to.nextSibling, to.parentNode);
    made.push([name, text.trim().replace(/\s+/g, ' ').slice(0, 60)]);
  };
  const folded = [...document.querySelectorAll('details')].filter(e => !e.open);
  // Taller than half a sheet, a quote has to be cut.
  const quotes = [...document.querySelectorAll('blockquote, q')]
    .filter(e => !e.parentElement.closest('blockquote, q') && e.getBoundingClientRect().height < 480);
  const all = texts(document.body);
  // What announces what follows: headings, captions, and lines that end in a colon.
  const headings = [...document.querySelectorAll('h1, h2, h3, h4, h5, h6, caption, summary, p')]
    .filter(e => e.checkVisibility() && (e.localName !== 'p' || e.textContent.trim().endsWith(':')));
  const words = headings.map(e => e.textContent.trim().replace(/\s+/g, ' ').slice(0, 60));
  const followed = headings.map(e => all.find(node =>
    !e.contains(node) && e.compareDocumentPosition(node) & Node.DOCUMENT_POSITION_FOLLOWING));
  quotes.forEach((e, i) => {
    const list = texts(e);
    if (list.length) pair(`q${i}`, list[0], list.at(-1), e.textContent);
  });
  headings.forEach((e, i) => {
    if (!followed[i]) return;
    made.push([`h${i}`, words[i]]);
    // A heading is kept whole, a paragraph need not be.
    mark(`h${i}a`, e.localName === 'p' ? null : e.firstChild, e);
    mark(`h${i}b`, followed[i], followed[i].parentNode);
  });
  folded.forEach((e, i) => {
    const list = [...e.querySelectorAll(':scope > :not(summary)')];
    if (!list.length) return;
    mark(`d${i}a`, list[0].firstChild, list[0]);
    mark(`d${i}b`, null, list.at(-1));
    made.push([`d${i}`, e.firstElementChild.textContent.trim().slice(0, 60)]);
  });
  return made;
})()
