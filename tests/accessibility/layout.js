// What sticks out of the window, is cut by its box, or scrolls sideways without a label.
(() => {
  for (const details of document.querySelectorAll('details')) details.open = true;
  const wide = document.documentElement.clientWidth;
  const found = [];
  const named = e => {
    const place = e.localName + (e.id ? '#' + e.id : '') + (e.className ? '.' + e.className : '');
    return `${place} "${e.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)}"`;
  };
  const labelled = e => ['region', 'group'].includes(e.getAttribute('role')) && e.tabIndex === 0
    && (e.getAttribute('aria-label') || e.getAttribute('aria-labelledby')) && e.querySelector('table');
  const ownText = e => [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim());
  const scrolls = value => value === 'auto' || value === 'scroll';
  const cuts = value => value === 'hidden' || value === 'clip';
  const walk = (e, region) => {
    const s = getComputedStyle(e);
    if (s.display === 'none' || s.visibility === 'hidden') return;
    const box = e.getBoundingClientRect();
    // Kept for readers of the screen alone: a box of one pixel, or out of sight until it has the focus.
    if (s.position === 'absolute' && (box.width <= 1 || box.right <= 0)) return;
    if (!region && box.right > wide + 1) found.push(`sticks out by ${Math.ceil(box.right - wide)} px: ${named(e)}`);
    const [over, tall] = [e.scrollWidth > e.clientWidth + 1, e.scrollHeight > e.clientHeight + 1];
    const block = s.display !== 'inline' && e.clientWidth > 0;
    if (block && over && scrolls(s.overflowX)) {
      if (!labelled(e)) found.push(`scrolls without a label: ${named(e)}`);
      region = true;
    }
    if (block && ((over && cuts(s.overflowX)) || (tall && cuts(s.overflowY)))) found.push(`is cut: ${named(e)}`);
    // A box of a fixed height lets its text run over what follows.
    if (block && s.overflowY === 'visible' && ownText(e) && e.scrollHeight > e.clientHeight + 6) {
      found.push(`runs over by ${e.scrollHeight - e.clientHeight} px: ${named(e)}`);
    }
    for (const child of e.children) walk(child, region);
  };
  const page = document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) found.push(`the page is ${page.scrollWidth} px wide in ${page.clientWidth}`);
  walk(document.body, false);
  return found.slice(0, 8);
})()
