// Search and filters in the answers of a page. The page is whole without this script: it
// adds a form, hides answers that do not match, and sends a figure to its answers.
"use strict";
(() => {
  const place = document.getElementById("filters");
  const answers = [...document.querySelectorAll(".answers-of li[data-themes]")];
  if (!place || !answers.length) return;
  const words = JSON.parse(document.getElementById("words").textContent);
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const records = answers.map((item) => ({
    item,
    section: item.closest("section.answers-of"),
    themes: item.dataset.themes.split(" "),
    segment: item.dataset.segment || "",
    quote: item.querySelector("blockquote p"),
    text: "",
  }));
  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };

  const form = make("form", { className: "filters" });
  form.setAttribute("role", "search");
  const field = (name, label, control) => {
    control.id = "filter-" + name;
    const caption = make("label", { htmlFor: control.id }, label);
    form.append(make("div", {}, caption, control));
    return control;
  };
  const choice = (name, label, all, options) => {
    if (!options.length) return null;
    const select = make("select", {}, make("option", { value: "" }, all));
    for (const [value, text] of options) select.append(make("option", { value }, text));
    return field(name, label, select);
  };

  const search = field("search", words.search, make("input", { type: "search", autocomplete: "off" }));
  const sections = [...document.querySelectorAll("section.answers-of")];
  const questions = sections.map((section) => [section.dataset.question, section.querySelector("h3").textContent.trim()]);
  const question = choice("question", words.question, words.all_questions, questions.length > 1 ? questions : []);
  const names = new Map();
  for (const link of document.querySelectorAll(".answers-of .themes a")) {
    names.set(link.hash.slice(1), link.textContent);
  }
  const label = (id) => (questions.length > 1 ? id.split("-")[0].toUpperCase() + " · " : "") + names.get(id);
  const language = document.documentElement.lang;
  const inOrder = (a, b) => a.localeCompare(b, language, { numeric: true });
  const themes = [...names.keys()].sort(inOrder).map((id) => [id, label(id)]);
  const theme = choice("theme", words.theme, words.all_themes, themes.length > 1 ? themes : []);
  const values = [...new Set(records.map((record) => record.segment))].filter(Boolean).sort(inOrder);
  const segment = choice("segment", words.segment, words.all_segments, values.map((value) => [value, value]));
  const clear = make("button", { type: "button" }, words.clear);
  const count = make("p", { className: "count" });
  count.setAttribute("role", "status");
  form.append(make("div", {}, clear), count);
  if (segment) form.append(make("p", { className: "reference" }, words.segment_note));
  place.append(form);

  const value = (control) => (control ? control.value : "");
  // Folding may change lengths: each character is folded by itself, with its place.
  const fold = (text) => {
    let folded = "";
    const places = [];
    for (let at = 0; at < text.length; at++) {
      const piece = plain(text[at]);
      for (let n = 0; n < piece.length; n++) places.push(at);
      folded += piece;
    }
    return { folded, places };
  };
  const mark = (terms) => {
    if (!window.Highlight || !CSS.highlights) return;
    CSS.highlights.delete("found");
    if (!terms.length) return;
    const ranges = [];
    for (const record of records) {
      const node = record.quote.firstChild;
      if (record.item.hidden || !node) continue;
      if (ranges.length > 1000) break;
      record.folded ||= fold(node.data);
      const { folded, places } = record.folded;
      for (const term of terms) {
        for (let at = folded.indexOf(term); at >= 0; at = folded.indexOf(term, at + term.length)) {
          const range = new Range();
          range.setStart(node, places[at]);
          range.setEnd(node, places[at + term.length - 1] + 1);
          ranges.push(range);
        }
      }
    }
    CSS.highlights.set("found", new Highlight(...ranges));
  };
  const show = () => {
    const terms = plain(search.value).split(/\s+/).filter(Boolean);
    const wanted = { question: value(question), theme: value(theme), segment: value(segment) };
    let shown = 0;
    for (const record of records) {
      if (terms.length && !record.text) record.text = plain(record.quote.textContent);
      const matches =
        (!wanted.question || record.section.dataset.question === wanted.question) &&
        (!wanted.theme || record.themes.includes(wanted.theme)) &&
        (!wanted.segment || record.segment === wanted.segment) &&
        terms.every((term) => record.text.includes(term));
      record.item.hidden = !matches;
      if (matches) shown++;
    }
    for (const section of sections) section.hidden = !section.querySelector("li:not([hidden])");
    const text = shown === 1 ? words.count_one : words.count_many;
    count.textContent = shown ? text.replace("{shown}", shown).replace("{all}", records.length) : words.none;
    mark(terms);
  };
  const reset = () => {
    search.value = "";
    for (const select of [question, theme, segment]) if (select) select.value = "";
  };

  let waiting = 0;
  form.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(show, 120);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  clear.addEventListener("click", () => {
    reset();
    show();
    search.focus();
  });
  // A figure leads to the answers it counts.
  for (const link of document.querySelectorAll("a[data-theme]")) {
    link.addEventListener("click", (event) => {
      if (!theme || event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      reset();
      theme.value = link.dataset.theme;
      show();
      history.pushState(null, "", "#filters");
      place.scrollIntoView();
      theme.focus({ preventScroll: true });
    });
  }
  // A link to an answer that is hidden shows all of them first.
  const reveal = () => {
    const target = location.hash && document.getElementById(location.hash.slice(1));
    if (target && target.closest("[hidden]")) {
      reset();
      show();
      target.scrollIntoView();
    }
  };
  window.addEventListener("hashchange", reveal);
  // Everything is printed, whatever is shown; then what was shown comes back.
  let kept = [];
  window.addEventListener("beforeprint", () => {
    kept = [...document.querySelectorAll(".answers-of[hidden], .answers-of [hidden]")];
    for (const element of kept) element.hidden = false;
  });
  window.addEventListener("afterprint", () => {
    for (const element of kept) element.hidden = true;
  });
  show();
})();
