// What a reader can get to: every target of a link is drawn, or folded in a closed disclosure.
(() => {
  const folded = e => e.closest('details:not([open])') !== null;
  const lost = [];
  for (const link of document.querySelectorAll('a[href^="#"]')) {
    const target = document.getElementById(decodeURIComponent(link.getAttribute('href').slice(1)));
    if (target && !target.checkVisibility({ visibilityProperty: true }) && !folded(target)) {
      lost.push(`${link.getAttribute('href')} is hidden`);
    }
  }
  for (const control of document.querySelectorAll('button, input, select')) {
    if (control.checkVisibility({ visibilityProperty: true })) {
      lost.push(`a ${control.localName} that does nothing`);
    }
  }
  for (const details of document.querySelectorAll('details')) details.open = true;
  return { lost: [...new Set(lost)].slice(0, 10), words: document.body.innerText };
})()
