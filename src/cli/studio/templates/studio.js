// Comfort for pages that work without it: files dropped, cards dragged, progress followed,
// passages selected. Nothing is sent but our own forms.
"use strict";
(() => {
  // A file dropped anywhere on the form is a file chosen.
  const drop = document.querySelector("[data-drop]");
  if (drop) {
    const input = drop.querySelector("input[type=file]");
    const over = (event, on) => {
      event.preventDefault();
      drop.classList.toggle("over", on);
    };
    drop.addEventListener("dragover", (event) => over(event, true));
    drop.addEventListener("dragleave", (event) => over(event, false));
    drop.addEventListener("drop", (event) => {
      over(event, false);
      input.files = event.dataTransfer.files;
      if (input.files.length) drop.requestSubmit();
    });
  }

  // Progress: the same page again, its middle put in place. The rest, and the focus, stay.
  const follow = async () => {
    const shown = document.getElementById("progress");
    if (!shown || !("poll" in shown.dataset)) return;
    try {
      const reply = await fetch(location.href, { cache: "no-store" });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const next = page.getElementById("progress");
      if (!next || !("poll" in next.dataset)) {
        // What is being typed beside an estimate stays.
        const [block, ended] = [document.getElementById("estimate"), page.getElementById("estimate")];
        if (block && ended) return block.replaceWith(ended);
        return location.reload();
      }
      const [bar, told] = [next.querySelector("progress"), shown.querySelector("progress")];
      if (bar && told) {
        told.value = bar.value;
        shown.querySelector(".left").textContent = next.querySelector(".left").textContent;
        // Told aloud only when it changes.
        const [now, before] = [next.querySelector("[role=status]"), shown.querySelector("[role=status]")];
        if (now.textContent !== before.textContent) before.replaceChildren(...now.childNodes);
        shown.querySelector(".stages").replaceWith(next.querySelector(".stages"));
      }
    } catch {
      // The studio was closed: the page stays as it is and tries again.
    }
    setTimeout(follow, 700);
  };
  setTimeout(follow, 500);

  // What was just done is told aloud: a text there from the start would not be.
  const last = document.querySelector(".last");
  if (last && last.querySelector("strong")) {
    const told = [...last.childNodes];
    last.replaceChildren();
    setTimeout(() => last.replaceChildren(...told), 150);
  }

  // A card dragged onto another: merge, once confirmed.
  const dialog = document.getElementById("merging");
  const cards = [...document.querySelectorAll("[data-theme]")];
  if (dialog && dialog.showModal) {
    let dragged = null;
    const sentence = dialog.querySelector("[data-sentence]");
    for (const card of cards) {
      card.draggable = true;
      card.addEventListener("dragstart", (event) => {
        dragged = card;
        event.dataTransfer.setData("text/plain", card.dataset.theme);
        event.dataTransfer.effectAllowed = "move";
      });
      card.addEventListener("dragover", (event) => {
        if (!dragged || dragged === card) return;
        event.preventDefault();
        card.classList.add("over");
      });
      card.addEventListener("dragleave", () => card.classList.remove("over"));
      card.addEventListener("drop", (event) => {
        card.classList.remove("over");
        if (!dragged || dragged === card) return;
        event.preventDefault();
        const form = dialog.querySelector("form");
        form.elements.theme.value = dragged.dataset.theme;
        form.elements.into.value = card.dataset.theme;
        // In one pass: a title that holds a hole stays a title.
        const titles = { from: dragged.dataset.title, into: card.dataset.title };
        sentence.textContent = sentence.dataset.sentence.replace(/\{(from|into)\}/g, (_, name) => titles[name]);
        dialog.showModal();
      });
      card.addEventListener("dragend", () => { dragged = null; });
    }
    dialog.querySelector("[data-close]").addEventListener("click", () => dialog.close());
  }

  // Tick all the answers of the page, and count the ticks.
  const all = document.querySelector("[data-all]");
  if (all) {
    const ticks = [...document.querySelectorAll("[data-answers] input[type=checkbox]")];
    const counted = document.querySelector("[data-ticked]");
    const count = () => {
      const ticked = ticks.filter((tick) => tick.checked).length;
      counted.textContent = ticked ? `${ticked} / ${ticks.length}` : "";
    };
    all.hidden = false;
    all.addEventListener("click", () => {
      const on = ticks.some((tick) => !tick.checked);
      ticks.forEach((tick) => { tick.checked = on; });
      count();
    });
    ticks.forEach((tick) => tick.addEventListener("change", count));
    count();
  }

  // A passage selected in an answer can be quoted. Places are counted in bytes of UTF-8, as
  // in the result.
  const verbatim = document.getElementById("verbatim");
  const choice = document.querySelector("[data-selection]");
  if (verbatim && choice) {
    const bytes = (text) => new TextEncoder().encode(text).length;
    document.addEventListener("selectionchange", () => {
      const selection = getSelection();
      if (!selection.rangeCount) return;
      const range = selection.getRangeAt(0);
      const text = range.toString();
      if (!text.trim() || !verbatim.contains(range.commonAncestorContainer)) return;
      const before = document.createRange();
      before.selectNodeContents(verbatim);
      before.setEnd(range.startContainer, range.startOffset);
      // White space around the words is not quoted.
      const lead = text.length - text.trimStart().length;
      const start = bytes(before.toString() + text.slice(0, lead));
      const radio = choice.querySelector("input");
      radio.value = `${start}-${start + bytes(text.trim())}`;
      radio.checked = true;
      choice.querySelector("q").textContent = text.trim();
      choice.hidden = false;
    });
  }
})();
