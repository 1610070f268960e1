"use strict";

const ending = new RegExp(rules.endings, "u");
const apostrophe = new RegExp(`[${rules.apostrophes}]`, "gu");
const SHORTEST_STEM = 3;

function folded(text) {
  return text.toLowerCase().replaceAll("ё", "е").replace(apostrophe, "");
}

function stem(word) {
  const bare = word.replace(ending, "");
  return bare.length >= SHORTEST_STEM ? bare : word;
}

function has(words, asked) {
  const wanted = stem(asked);
  return words.some(
    (word) => word.startsWith(asked) || word === wanted || (wanted.length > SHORTEST_STEM && word.startsWith(wanted)),
  );
}

const entries = [...document.querySelectorAll(".entry")].map((element) => ({
  element,
  words: element.dataset.words.split(" "),
}));
const sections = [...document.querySelectorAll("main section")].reverse();
const box = document.querySelector(".search");
const input = document.querySelector("#search");

function show() {
  const asked = folded(input.value).match(/[\p{L}\p{N}_]+/gu) ?? [];
  let count = 0;
  for (const { element, words } of entries) {
    element.hidden = !asked.every((word) => has(words, word));
    count += element.hidden ? 0 : 1;
  }
  for (const section of sections) {
    section.hidden = !section.querySelector(".entry:not([hidden])");
  }
  box.classList.toggle("asked", asked.length > 0);
  for (const number of box.querySelectorAll("output b")) {
    number.textContent = String(count);
  }
}

async function copy(button) {
  const text = button.parentElement.querySelector("pre");
  try {
    await navigator.clipboard.writeText(text.textContent);
  } catch {
    // A page from a file may have no clipboard of its own.
    getSelection().selectAllChildren(text);
    document.execCommand("copy");
  }
  button.classList.add("copied");
  button.addEventListener("blur", () => button.classList.remove("copied"), { once: true });
}

for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
box.hidden = false;
input.addEventListener("input", show);
for (const choice of document.querySelectorAll("input[name=in]")) {
  choice.addEventListener("change", () => {
    if (choice.value !== "all") document.documentElement.lang = choice.value;
  });
}
show();
