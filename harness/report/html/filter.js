const rows = [...document.querySelectorAll(".scenario")].map((element) => ({
  element,
  status: element.dataset.status,
  tags: new Set(element.dataset.tags.split(" ")),
}));
const sections = [...document.querySelectorAll(".feature")];

/** What is sought in: the line of a scenario and its feature's title; made when somebody first seeks. */
function textOf(row) {
  const { element } = row;
  row.text ??= `${element.querySelector("summary").textContent} ${element.parentElement.querySelector("h2").textContent}`.toLowerCase();
  return row.text;
}

/** Shows what has every word that was typed, one of the statuses that are ticked, and the tag. */
function filter() {
  const asked = document.getElementById("text").value.toLowerCase().split(/\s+/).filter(Boolean);
  const statuses = new Set([...document.querySelectorAll("[name=status]:checked")].map((box) => box.value));
  const tag = document.getElementById("tag")?.value ?? "";
  let shown = 0;
  for (const row of rows) {
    const fits = statuses.has(row.status) && (!tag || row.tags.has(tag)) && asked.every((word) => textOf(row).includes(word));
    row.element.hidden = !fits;
    shown += fits ? 1 : 0;
  }
  for (const section of sections) section.hidden = !section.querySelector(".scenario:not([hidden])");
  document.getElementById("nothing").hidden = shown > 0 || rows.length === 0;
  const told = document.getElementById("shown");
  told.textContent = told.dataset.text.replace("{shown}", shown).replace("{all}", rows.length);
}

const form = document.querySelector(".filters");
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
