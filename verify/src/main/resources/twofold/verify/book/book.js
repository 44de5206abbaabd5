"use strict";

(function () {
  const root = document.body.dataset.root;

  // Equations and code.

  for (const place of document.querySelectorAll(".math")) {
    katex.render(place.textContent, place, {
      displayMode: place.classList.contains("display"),
      throwOnError: false,
    });
  }
  for (const code of document.querySelectorAll("pre code")) {
    const language = code.className.replace("language-", "");
    if (hljs.getLanguage(language)) {
      hljs.highlightElement(code);
    }
  }

  // What is wider than its box can be scrolled, by keyboard as well; what fits needs no stop.

  function tellWhatScrolls() {
    for (const box of document.querySelectorAll(".scroll, pre")) {
      box.tabIndex = box.scrollWidth > box.clientWidth ? 0 : -1;
    }
  }
  tellWhatScrolls();
  window.addEventListener("resize", tellWhatScrolls);

  // Light and dark.

  const theme = document.querySelector("button.theme");
  const system = window.matchMedia("(prefers-color-scheme: dark)");

  function isDark() {
    const chosen = document.documentElement.dataset.theme;
    return chosen ? chosen === "dark" : system.matches;
  }
  function tellTheme() {
    theme.setAttribute("aria-pressed", String(isDark()));
  }
  theme.addEventListener("click", () => {
    const next = isDark() ? "light" : "dark";
    document.documentElement.dataset.theme = next;
    try {
      localStorage.setItem("twofold-theme", next);
    } catch (e) {
      // Then it is forgotten with the page.
    }
    tellTheme();
  });
  system.addEventListener("change", tellTheme);
  tellTheme();

  // Contents on a phone.

  const menu = document.querySelector("button.menu");
  const contents = document.getElementById("contents");

  function openContents(open) {
    menu.setAttribute("aria-expanded", String(open));
    contents.classList.toggle("open", open);
  }
  menu.addEventListener("click", () => {
    openContents(menu.getAttribute("aria-expanded") !== "true");
  });
  contents.addEventListener("click", (event) => {
    if (event.target.closest("a")) {
      openContents(false);
    }
  });
  const current = contents.querySelector("[aria-current]");
  if (current && contents.scrollHeight > contents.clientHeight) {
    contents.scrollTop = current.offsetTop - contents.clientHeight / 3;
  }

  // Search.

  const field = document.getElementById("search");
  const results = document.getElementById("results");
  const MOST = 12;
  let index = null;
  let chosen = -1;

  function build() {
    return lunr(function () {
      this.ref("number");
      this.field("heading", { boost: 8 });
      this.field("chapter", { boost: 2 });
      this.field("text");
      window.SECTIONS.forEach((section, number) => this.add({ number, ...section }));
    });
  }

  function words(text) {
    return text.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  }

  // Each word as it is, and as the beginning of one that is still being typed.
  function find(text) {
    index = index || build();
    return index.query((query) => {
      for (const word of words(text)) {
        query.term(lunr.tokenizer(word), { boost: 10 });
        query.term(word, { usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
      }
    });
  }

  function excerpt(section, text) {
    const lower = section.text.toLowerCase();
    const place = words(text).map((word) => lower.indexOf(word)).find((at) => at >= 0) || 0;
    const start = Math.max(0, section.text.lastIndexOf(" ", Math.max(0, place - 40)));
    return (start > 0 ? "… " : "") + section.text.slice(start, start + 140).trim() + " …";
  }

  // Marks the words that were looked for; as nodes, never as HTML.
  function marked(line, text) {
    const part = document.createDocumentFragment();
    const looked = words(text);
    for (const piece of line.split(/([\p{L}\p{N}]+)/u)) {
      const hit = looked.some((word) => piece.toLowerCase().startsWith(word));
      const node = hit ? document.createElement("mark") : document.createTextNode(piece);
      if (hit) {
        node.textContent = piece;
      }
      part.append(node);
    }
    return part;
  }

  function entry(section, number, text) {
    const item = document.createElement("li");
    item.id = "result-" + number;
    item.setAttribute("role", "option");
    const link = document.createElement("a");
    link.href = root + section.href;
    link.tabIndex = -1;
    const heading = document.createElement("strong");
    heading.append(marked(section.heading, text));
    link.append(heading);
    if (section.chapter !== section.heading) {
      const chapter = document.createElement("span");
      chapter.className = "in";
      chapter.textContent = section.chapter;
      link.append(chapter);
    }
    const line = document.createElement("span");
    line.className = "line";
    line.append(marked(excerpt(section, text), text));
    link.append(line);
    item.append(link);
    return item;
  }

  function show() {
    const text = field.value;
    const found = words(text).length > 0 ? find(text).slice(0, MOST) : [];
    results.replaceChildren(
      ...found.map((hit, number) => entry(window.SECTIONS[hit.ref], number, text)));
    if (found.length === 0 && words(text).length > 0) {
      const none = document.createElement("li");
      none.className = "none";
      none.textContent = "Nothing found.";
      results.append(none);
    }
    choose(found.length > 0 ? 0 : -1);
    open(words(text).length > 0);
  }

  function open(isOpen) {
    results.hidden = !isOpen;
    field.setAttribute("aria-expanded", String(isOpen));
  }

  function choose(number) {
    chosen = number;
    const options = results.querySelectorAll("[role=option]");
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === chosen)));
    if (chosen >= 0) {
      field.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    } else {
      field.removeAttribute("aria-activedescendant");
    }
  }

  field.addEventListener("input", show);
  field.addEventListener("focus", () => {
    if (words(field.value).length > 0) {
      open(true);
    }
  });
  field.addEventListener("keydown", (event) => {
    const count = results.querySelectorAll("[role=option]").length;
    if (event.key === "Escape") {
      open(false);
    } else if (event.key === "Enter" && chosen >= 0) {
      event.preventDefault();
      results.querySelectorAll("[role=option] a")[chosen].click();
      open(false);
    } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && count > 0) {
      event.preventDefault();
      choose((chosen + (event.key === "ArrowDown" ? 1 : count - 1)) % count);
    }
  });
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".search")) {
      open(false);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !event.target.closest("input")) {
      event.preventDefault();
      field.focus();
    }
    if (event.key === "Escape") {
      openContents(false);
    }
  });
})();
